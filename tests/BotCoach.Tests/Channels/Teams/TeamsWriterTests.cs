using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Messages as Adaptive Cards: within Teams' limits, and judged by Microsoft's own schema, types, parser and renderer.</summary>
public sealed class TeamsWriterTests(ITestOutputHelper output)
{
    private static readonly TeamsWriter Writer = new(action => action == "deal.next");

    [Fact]
    public void Five_thousand_odd_messages_stay_within_the_limits()
    {
        foreach (var card in RandomCards(5_000))
        {
            Assert.InRange(Encoding.UTF8.GetByteCount(card.ToJsonString(Stretch.AsItIs)), 1, 25 * 1024);
            Assert.NotEmpty(card["body"]!.AsArray());
            Assert.NotNull(card["refresh"]!["userIds"]);
        }
    }

    [NpmFact]
    public async Task Microsofts_parser_and_renderer_take_what_is_written_and_read_no_Markdown_in_it()
    {
        var cards = RandomCards(300).Append(Card(Message.Say($"{Text.Strong("**Acme**")} says <at>all</at> [click](https://evil.example) - {new Link("here", "https://x.example/")}")));
        var said = JsonSerializer.Deserialize<string[]>(await TeamsJudges.CardsAsync(cards))!;
        Assert.Equal("**Acme** says <at>all</at> [click](https://evil.example) - here", said[^1]);
    }

    [SharedTeamsNpmFact]
    public async Task The_official_schema_takes_what_is_written_with_the_fallbacks_in_the_place_of_what_Teams_alone_knows() =>
        Assert.NotEmpty(await TeamsJudges.CardsAsync(RandomCards(300), SharedTeams.CardSchema));

    [NpmFact]
    public Task The_types_of_Teams_take_what_is_written_charts_and_all() => TeamsJudges.TypesAsync(RandomCards(150));

    [Fact]
    public void A_button_that_opens_a_form_asks_Teams_for_a_dialog_and_any_other_is_executed()
    {
        var actions = Card(Message.Of("x", Buttons.Of(new Button("Touched", "deal.touched", "42"), new Button("Next step", "deal.next", "42"))))["body"]![0]!["actions"]!;
        Assert.Equal(("Action.Execute", "deal.touched", "42"), (actions[0]!["type"]!.ToString(), actions[0]!["verb"]!.ToString(), actions[0]!["data"]!["v"]!.ToString()));
        Assert.Equal(("Action.Submit", "task/fetch", "deal.next"), (actions[1]!["type"]!.ToString(), actions[1]!["data"]!["msteams"]!["type"]!.ToString(), actions[1]!["data"]!["a"]!.ToString()));
    }

    [Fact]
    public void A_long_list_keeps_the_buttons_under_it_and_says_how_many_rows_are_missing()
    {
        var rows = new Rows([.. Enumerable.Range(1, 400).Select(i => new Row($"Row {i} with some words in it", [new Button("Open", "deal.show", $"{i}")]))]);
        var body = Card(Message.Of("A list", rows, Buttons.Of(new Button("All", "deal.all"))))["body"]!.AsArray();
        Assert.Equal("ActionSet", body[^1]!["type"]!.ToString());
        Assert.Matches(@"^…and \d+ more$", body[^2]!["inlines"]![0]!["text"]!.ToString());
    }

    [Fact]
    public void A_line_of_the_text_is_a_line_of_the_card()
    {
        var body = Card(Message.Say("One\nTwo\n\nThree"))["body"]!.AsArray();
        Assert.Equal(["One", "Two", "Three"], body.Select(l => l!["inlines"]![0]!["text"]!.ToString()));
        Assert.Equal("None", body[1]!["spacing"]!.ToString());
    }

    [Fact]
    public void A_chart_has_its_numbers_in_words_for_who_cannot_see_it()
    {
        var chart = Card(Message.Of("x", new Chart("Pipeline", ChartKind.Bars, [new("Won", 3), new("Lost", 1.5)])))["body"]![0]!;
        Assert.Equal("Chart.HorizontalBar", chart["type"]!.ToString());
        Assert.Equal(["Pipeline", "Won: 3", "Lost: 1.5"], chart["fallback"]!["items"]!.AsArray().Select(l => l!["inlines"]![0]!["text"]!.ToString()));
        var progress = Card(Message.Of("x", new Chart("Stage 2", ChartKind.Progress, [new("proven", 40)])))["body"]!.AsArray();
        Assert.Equal(("40% proven", 40, "drop"), (progress[1]!["inlines"]![0]!["text"]!.ToString(), progress[2]!["value"]!.GetValue<double>(), progress[2]!["fallback"]!.ToString()));
    }

    private IEnumerable<JsonObject> RandomCards(int many)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new RandomContent(seed);
        return Enumerable.Range(0, many).Select(_ => Card(random.Message()));
    }

    private static JsonObject Card(Message message) => Writer.Card(message, ["29:viewer"], "0123456789abcdef0123456789abcdef");
}
