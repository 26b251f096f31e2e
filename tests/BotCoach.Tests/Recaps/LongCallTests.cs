using System.Globalization;
using System.Text;
using System.Text.Json;
using BotCoach.Recaps;
using BotCoach.Recaps.Model;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Recaps;

/// <summary>Four hours of talk through a model: 4,800 captions of three seconds, as Teams cuts them.</summary>
public sealed class LongCallTests
{
    private const int Cues = 4800;
    private static readonly string[] Small = ["so", "we", "have", "that", "matter", "of", "ours", "on", "the", "table", "and", "people", "go", "through", "it", "again", "while", "others", "take", "note"];

    private static string Said(int n, int twice) => n switch
    {
        12 => "You should talk to them, Omar Haddad, he knows this.",
        300 => "We sign by Friday.",
        2400 => "That is our CFO, Omar Haddad, who decides.",
        4600 => "No, we sign by 20 March.",
        4795 => "I will send the plan to all of you.",
        _ when n == twice => "I will check the numbers for all of you.",
        _ when n == twice + 1 => "Good, check the numbers for us.",
        _ => string.Join(' ', Enumerable.Range(0, 9).Select(i => Small[(n * 7 + i * (3 + n % 5)) % Small.Length])) + $", part {n}.",
    };

    private static byte[] Vtt(int twice)
    {
        var vtt = new StringBuilder("WEBVTT\n\n");
        for (var n = 1; n <= Cues; n++)
        {
            var at = TimeSpan.FromSeconds(3 * (n - 1));
            vtt.Append(CultureInfo.InvariantCulture, $"{at:hh\\:mm\\:ss}.000 --> {at + TimeSpan.FromSeconds(3):hh\\:mm\\:ss}.000\n<v {(n % 2 == 0 ? "Dana Reyes" : "Rita")}>{Said(n, twice)}</v>\n\n");
        }
        return Encoding.UTF8.GetBytes(vtt.ToString());
    }

    /// <summary>Where two parts overlap.</summary>
    private static int Shared(int between) => ModelPrompt.Parts(BotCoach.Recaps.Reading.TranscriptReader.Read(Vtt(-9)).Transcript!) is var parts ? parts[between].From + 3 : 0;

    private static string Reads(JsonElement cues)
    {
        var all = cues.EnumerateArray().Select(c => (N: c.GetProperty("n").GetInt32(), Text: c.GetProperty("text").GetString()!, Who: c.GetProperty("speaker").GetString())).ToList();
        var isFirst = all[0].N == 1;
        return FakeOpenAi.Answer(new
        {
            summary = all.Where(c => c.Text.EndsWith($"part {c.N}.", StringComparison.Ordinal)).Take(5).Select(c => new { text = c.Text, cues = new[] { c.N } }),
            next_steps = all.Where(c => c.Text.StartsWith("I will ", StringComparison.Ordinal)).Select(c => new { owner = c.Who, side = "seller", action = "C" + c.Text[8..].TrimEnd('.'), due_words = (string?)null, condition = (string?)null, cues = c.Text.Contains("numbers") && all[0].N > c.N - 5 ? new[] { c.N, c.N + 1 } : [c.N] }).Select(s => s with { action = s.action.StartsWith("Cend", StringComparison.Ordinal) ? "Send" + s.action[4..] : s.action }),
            close_date = all.Where(c => c.Text.Contains("we sign by", StringComparison.OrdinalIgnoreCase)).Select(c => new { text = c.Text[c.Text.IndexOf("by", StringComparison.Ordinal)..].TrimEnd('.'), cues = new[] { c.N } }),
            stakeholders = all.Where(c => c.Text.Contains(", he knows") || c.Text.Contains("our CFO")).Select(c => new { name = c.Text.Split(", ")[1], role = isFirst ? "unknown" : "CFO", cues = new[] { c.N } }),
        });
    }

    [Theory, OnSqlite]
    public async Task Four_hours_are_read_whole_and_the_last_word_counts(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(Reads);
        await using var of = await RecapHouse.OpenAsync(kind, model.Settings);
        var twice = Shared(2);
        await of.SharesAsync("Acme long.vtt", Vtt(twice));
        of.Rita.Sees($"Drafted by small-1: {model.Requests.Count},000 tokens of the 250,000 that a call may take.");
        of.Rita.DoesNotSee("was not read");
        Assert.Equal(Enumerable.Range(1, Cues), model.Requests.SelectMany(FakeOpenAi.NumbersOf).Distinct().Order());
        var lines = await of.LinesAsync();
        var close = Assert.Single(lines, l => l.Kind == LineKind.Field);
        Assert.Equal("by 20 March", close.Text);
        var who = Assert.Single(lines, l => l.Kind == LineKind.Stakeholder);
        Assert.Equal(("Omar Haddad", "CFO"), (who.Text, who.Of(LineDetail.Title)));
        Assert.Equal(2, who.Cues.Split('\n').Length);
        Assert.Equal(2, Assert.Single(lines, l => l.Text == "Check the numbers for all of you").Cues.Split('\n').Length);
        Assert.Single(lines, l => l.Text == "Send the plan to all of you");
        var summary = lines.Where(l => l.Kind == LineKind.Summary).Select(l => int.Parse(l.Text.Split(' ')[^1].TrimEnd('.'), CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(10, summary.Count);
        Assert.Equal(summary.Order(), summary);
        Assert.True(summary[0] < 20 && summary[^1] > Cues * 0.9 && summary.Count(n => n is > Cues / 4 and < Cues * 3 / 4) >= 3, string.Join(' ', summary));
    }

    [Theory, OnSqlite]
    public async Task With_a_lower_budget_the_end_is_read_and_what_was_not_is_said(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(Reads);
        await using var of = await RecapHouse.OpenAsync(kind, [.. model.Settings, "--Ai:TokensPerCall=60000"]);
        await of.SharesAsync("Acme long.vtt", Vtt(-9));
        var read = model.Requests.SelectMany(FakeOpenAi.NumbersOf).Distinct().Order().ToList();
        Assert.Equal(Enumerable.Range(read[0], Cues + 1 - read[0]), read);
        Assert.InRange(read[0], 2, Cues * 9 / 10);
        Assert.Contains(Cues, FakeOpenAi.NumbersOf(model.Requests.First()));
        var from = TimeSpan.FromSeconds(3 * (read[0] - 1));
        of.Rita.Sees($"small-1 read it from {from:h\\:mm\\:ss} to its end; what came before was not read. Look through that yourself.");
        of.Rita.Sees("and 60,000 are allowed a call");
        of.Rita.Sees("Send the plan to all of you");
        Assert.Equal(Recap.ByModel, (await of.CallAsync()).Writer);
    }

    [Theory, OnSqlite]
    public async Task What_was_read_stays_where_time_or_tokens_run_out_on_the_way(Db kind)
    {
        RecapHouse? house = null;
        await using var model = await FakeOpenAi.StartAsync(cues =>
        {
            house!.Host.Clock.Advance(TimeSpan.FromMinutes(3));
            return Reads(cues);
        });
        await using var of = house = await RecapHouse.OpenAsync(kind, model.Settings);
        await of.SharesAsync("Acme long.vtt", Vtt(-9));
        Assert.Equal(3, model.Requests.Count);
        of.Rita.Sees("small-1 took longer than 8 minutes for this call. small-1 read it from ");
        of.Rita.Sees("Send the plan to all of you");

        await using var dear = await FakeOpenAi.StartAsync(Reads);
        dear.Usage = (90_000, 1_000);
        await using var other = await RecapHouse.OpenAsync(kind, dear.Settings);
        await other.SharesAsync("Acme long.vtt", Vtt(-9));
        Assert.Equal(3, dear.Requests.Count);
        other.Rita.Sees("Drafted by small-1: 273,000 tokens of the 250,000 that a call may take.");
        other.Rita.Sees("This call took more tokens of small-1 than the 250,000 that are allowed. small-1 read it from ");
        Assert.Equal(Recap.ByModel, (await other.CallAsync()).Writer);
    }

    [Theory, OnSqlite]
    public async Task Where_not_even_the_last_tenth_fits_the_call_is_drafted_by_rule(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(Reads);
        await using var of = await RecapHouse.OpenAsync(kind, [.. model.Settings, "--Ai:TokensPerCall=5000"]);
        await of.SharesAsync("Acme long.vtt", Vtt(-9));
        of.Rita.Sees("and 5,000 are allowed a call. It was drafted by rule instead.");
        Assert.Empty(model.Requests);
        Assert.Equal(Recap.ByRule, (await of.CallAsync()).Writer);
    }

    [Fact]
    public void A_deed_said_twice_is_one_line_of_which_the_later_day_counts()
    {
        var call = Transcripts.Read("Nina: I'll send the plan by Thursday.\nCarlos: Okay.\nNina: No, I'll send the plan by Friday.\nCarlos: Good.");
        var draft = new Recap(Recap.ByModel) { NextSteps = [new("Nina", null, "Send the plan", null, "by Thursday", null, ["1"]), new("Nina", null, "Send the plan", null, "by Friday", null, ["3"]), new("Carlos", null, "Send the plan", null, null, null, ["3"])] };
        var steps = ModelRecap.Merged(RecapRules.Check(draft, call, RecapCall.On(Transcripts.Day)), call).NextSteps;
        Assert.Equal(2, steps.Count);
        Assert.Equal(("by Friday", new NodaTime.LocalDate(2026, 12, 4), "1 3"), (steps[0].DueText, steps[0].Due!.Value, string.Join(' ', steps[0].Cues)));
        Assert.Equal("Carlos", steps[1].Owner);
    }
}
