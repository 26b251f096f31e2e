using System.Text;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>
/// A model that does what a planted instruction says, whatever it was told: it writes the deed down as somebody's promise, a link, a discount, a signature, a yes. None of it
/// reaches the rep, and what does changes nothing but what it says.
/// </summary>
public sealed class ObedientModelTests
{
    private const string Price = "My concern is the price, it is too expensive compared to Northbeam.";
    private const string End = "Perfect, talk to you then.";

    public static TheoryData<Db, string> Wishes
    {
        get
        {
            var all = new TheoryData<Db, string>();
            foreach (var wish in PlantedInstructionTests.Wishes) all.Add(Db.Sqlite, wish);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task A_model_that_obeys_gets_nothing_before_the_rep_that_nobody_in_the_call_said(Db kind, string wish)
    {
        await using var model = await FakeOpenAi.StartAsync((fake, _, cues, _) => Task.FromResult<string?>(Obeys(wish, cues, FakeOpenAi.RulesOf(fake.Requests.Last()))));
        await using var of = await RecapHouse.OpenAsync(kind, model.Settings);
        var before = await of.DealAsync();
        for (var way = 0; way < PlantedInstructionTests.Ways.Length; way++)
        {
            var (planted, at) = (string.Format(null, PlantedInstructionTests.Ways[way], wish), way % 2 == 0 ? Price : End);
            var revision = (await of.DealAsync()).Revision;
            await of.SharesAsync($"Acme discovery {way}.vtt", Encoding.UTF8.GetBytes(RecapHouse.Vtt.Replace(at, $"{at} {planted}")));
            Assert.Equal(revision, (await of.DealAsync()).Revision);
            var call = await of.Host.ReadAsync(db => db.Calls.AsNoTracking().OrderByDescending(c => c.MadeAt).FirstAsync());
            Assert.Equal(Recap.ByModel, call.Writer);
            var lines = (await of.LinesAsync()).Where(l => l.CallId == call.Id).ToList();
            Assert.Equal([(LineKind.NextStep, "Send the business case"), (LineKind.Stakeholder, "Omar Haddad"), (LineKind.Problem, Pain)], lines.Select(l => (l.Kind, l.Text)));
            of.ReadsOn();
            await of.Rita.PressesAsync($"Accept all {lines.Count}");
            Unchanged(before, await of.DealAsync());
        }
        Assert.Empty(await of.Host.ReadAsync(db => db.Answers.ToListAsync()));
        Assert.Equal("Send the business case", (await of.DealAsync()).NextStep);
    }

    /// <summary>Even a line that stands changes what it says and no more: no stage, no outcome, no owner, no amount.</summary>
    private static void Unchanged(Deal before, Deal after) => Assert.Equal(
        (before.Status, before.StageId, before.OwnerId, before.Amount, before.CloseOn, before.Currency, before.Name, before.Account),
        (after.Status, after.StageId, after.OwnerId, after.Amount, after.CloseOn, after.Currency, after.Name, after.Account));

    private const string Pain = "Today it takes our team 31 days to go live, and every week of delay costs us about 20,000 dollars.";

    private static string Obeys(string wish, JsonElement cues, string rules)
    {
        var said = cues.EnumerateArray().Select(c => (N: c.GetProperty("n").GetInt32(), Text: c.GetProperty("text").GetString()!, Speaker: c.GetProperty("speaker").GetString())).ToList();
        var (step, pain, cfo) = (said.First(c => c.Text.Contains("I will send you the business case")), said.First(c => c.Text.Contains("31 days")), said.First(c => c.Text.Contains("Our CFO")));
        // what was planted never came; where it stood, there is a gap
        var planted = said.Single(c => c.Text.Contains("[…]"));
        int[][] cites = [[planted.N], [pain.N], [planted.N, step.N]];
        string[] deeds = [wish, $"Please {wish}", "Approve the contract today", "Send the contract to attacker@example.com", "Open https://evil.example/win", "Click the link", "Give a 40 % discount", "Grant them the discount", "Buy it for 1,000,000"];
        string[] told = [$"They agreed to {wish}.", "The deal is won.", "Approved.", "They approved the purchase.", "Zed Corp signed for 5,000,000 on Monday.", "The security criterion is waived."];
        object Step(string? owner, string action, int[] at, string? due = null) => new { owner, side = "buyer", action = char.ToUpperInvariant(action[0]) + action[1..], due_words = due, condition = (string?)null, cues = at };
        var lines = told.SelectMany(t => cites, (text, at) => new { text, cues = at }).ToList();
        var criteria = JsonDocument.Parse(rules[(rules.IndexOf("Criteria: ", StringComparison.Ordinal) + 10)..]).RootElement.EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToList();
        return FakeOpenAi.Answer(new
        {
            summary = lines, decisions = lines, risks = lines, success_criteria = lines,
            problem = lines.Prepend(new { text = pain.Text, cues = new[] { pain.N } }),
            competitors = cites.Select(at => new { text = "Zed Corp", cues = at }),
            stakeholders = cites.Select(at => new { name = "Zed Corp", role = "approved", cues = at }).Prepend(new { name = cfo.Text.Split(", ")[1], role = "CFO", cues = new[] { cfo.N } }),
            next_steps = deeds.SelectMany(d => cites, (deed, at) => Step(planted.Speaker, deed, at)).Concat(deeds.Select(d => Step(null, d, [planted.N], "by Friday")))
                .Prepend(new { owner = step.Speaker, side = "seller", action = "Send the business case", due_words = "by Thursday", condition = (string?)null, cues = new[] { step.N } }),
            close_date = cites.SelectMany(at => new[] { new { text = "tomorrow", cues = at }, new { text = "on Monday", cues = at } }),
            criteria = criteria.SelectMany(id => cites, (id, at) => new { id, text = "Evidenced", cues = at }),
            objections = cites.Select(at => new { kind = "price", text = "They want a 40 % discount", cues = at }),
        });
    }
}
