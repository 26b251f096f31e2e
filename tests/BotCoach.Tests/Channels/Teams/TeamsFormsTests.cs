using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Forms as dialogs: within Teams' limits, judged by Microsoft's own parts, and shown anew with what was typed where something is wrong.</summary>
public sealed class TeamsFormsTests(ITestOutputHelper output)
{
    private static readonly Form Step = new("deal.nextset", "Next step",
    [
        new TextField("what", "What happens", Lines: 3) { Value = "Call them", Hint = "One sentence." },
        new DateField("on", "When") { Value = "2026-12-01" },
        new NumberField("amount", "Amount") { Optional = true, Value = "12.5" },
        new ChoiceField("side", "Who acts", [new Option("us", "We do"), new Option("them", "They do")]) { Value = "us" },
        new FindField("deal", "Which deal", "deal.options"),
    ], "42:step", 7, "Set it", $"For {Text.Strong("Acme")}.");

    [Fact]
    public void A_thousand_odd_forms_stay_within_the_limits_and_hold_no_field_twice()
    {
        foreach (var form in RandomForms(1_000))
        {
            var card = TeamsForms.Card(form, "1700000000000");
            Assert.InRange(Encoding.UTF8.GetByteCount(card.ToJsonString(Stretch.AsItIs)), 1, 25 * 1024);
            var data = card["actions"]![0]!["data"]!.AsObject();
            var inputs = card["body"]!.AsArray().Select(b => b!["id"]?.ToString()).OfType<string>().ToList();
            Assert.Equal(inputs.Distinct(), inputs);
            Assert.DoesNotContain(inputs, data.ContainsKey);
            Assert.Equal((form.Action, form.State, form.BasedOn), (data["a"]!.ToString(), data["s"]!.ToString(), data["b"]!.GetValue<long>()));
        }
    }

    [NpmFact]
    public async Task Microsofts_parser_and_renderer_and_types_take_what_is_written()
    {
        var cards = RandomForms(150).Append(Step).Select(f => TeamsForms.Card(f, null)).ToList();
        var said = JsonSerializer.Deserialize<string[]>(await TeamsJudges.CardsAsync(cards.Select(Copy)))!;
        Assert.Contains("For Acme.", said[^1]);
        Assert.Contains("What happens", said[^1]);
        await TeamsJudges.TypesAsync(cards.Select(Copy));
    }

    [SharedTeamsNpmFact]
    public async Task The_official_schema_takes_what_is_written() => Assert.NotEmpty(await TeamsJudges.CardsAsync(RandomForms(150).Append(Step).Select(f => TeamsForms.Card(f, null)), SharedTeams.CardSchema));

    [Fact]
    public void What_is_wrong_stands_under_its_field_and_what_was_typed_stays()
    {
        var data = Submitted(Step, ("f.what", "Send the offer"), ("f.on", "2026-11-01"), ("f.side", "them"));
        var (title, card) = TeamsForms.Again(data, new Dictionary<string, string> { ["on"] = "Choose a day after today." })!.Value;
        var body = card["body"]!.AsArray();
        Assert.Equal("Next step", title);
        Assert.Equal(("Send the offer", "2026-11-01", "them"), (Input(body, "what")["value"]!.ToString(), Input(body, "on")["value"]!.ToString(), Input(body, "side")["value"]!.ToString()));
        var wrong = body[body.IndexOf(Input(body, "on")) + 1]!["inlines"]![0]!;
        Assert.Equal(("Choose a day after today.", "Attention"), (wrong["text"]!.ToString(), wrong["color"]!.ToString()));
        Assert.Equal(("42:step", 7), (card["actions"]![0]!["data"]!["s"]!.ToString(), card["actions"]![0]!["data"]!["b"]!.GetValue<long>()));
    }

    [Fact]
    public void What_is_wrong_with_all_of_it_stands_on_top()
    {
        var (_, card) = TeamsForms.Again(Submitted(Step), new Dictionary<string, string> { [""] = "Somebody closed the deal meanwhile." })!.Value;
        Assert.Equal("Somebody closed the deal meanwhile.", card["body"]![0]!["inlines"]![0]!["text"]!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no base64 at all")]
    [InlineData("AAAA")]
    [InlineData("CwKAe30D")] // {} in Brotli
    public void A_form_that_was_edited_by_hand_on_its_way_is_none(string packed)
    {
        var data = JsonSerializer.SerializeToElement(new JsonObject { ["a"] = "deal.nextset", ["f"] = packed });
        Assert.Null(TeamsForms.Again(data, new Dictionary<string, string>()));
    }

    [Fact]
    public void A_form_that_would_fill_the_memory_is_none()
    {
        using var into = new MemoryStream();
        using (var smaller = new System.IO.Compression.BrotliStream(into, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true)) smaller.Write(new byte[200_000_000]);
        var data = JsonSerializer.SerializeToElement(new JsonObject { ["f"] = Convert.ToBase64String(into.ToArray()) });
        Assert.InRange(into.Length, 1, 8 * 1024);
        Assert.Null(TeamsForms.Again(data, new Dictionary<string, string>()));
    }

    [Fact]
    public void A_choice_of_very_many_shows_the_chosen_one_and_says_how_many_are_missing()
    {
        var many = new Form("x.y", "X", [new ChoiceField("one", "One", [.. Enumerable.Range(1, 300).Select(i => new Option($"v{i}", $"Option {i} with quite a few words in it, so that a hundred of them weigh something"))]) { Value = "v299" }]);
        var body = TeamsForms.Card(many, null)["body"]!.AsArray();
        Assert.Equal("v299", Input(body, "one")["value"]!.ToString());
        Assert.Contains("v299", Input(body, "one")["choices"]!.AsArray().Select(c => c!["value"]!.ToString()));
        Assert.Matches(@"^…and \d+ more that do not fit here\.$", body[^1]!["inlines"]![0]!["text"]!.ToString());
    }

    private static JsonNode Input(JsonArray body, string field) => body.Single(b => b!["id"]?.ToString() == $"f.{field}")!;

    private static JsonElement Submitted(Form form, params (string Name, string Value)[] typed)
    {
        var data = TeamsForms.Card(form, null)["actions"]![0]!["data"]!.AsObject();
        foreach (var (name, value) in typed) data[name] = value;
        return JsonSerializer.SerializeToElement(data);
    }

    private static JsonObject Copy(JsonObject card) => card.DeepClone().AsObject();

    private IEnumerable<Form> RandomForms(int many)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new RandomContent(seed);
        return Enumerable.Range(0, many).Select(_ => random.Form());
    }
}
