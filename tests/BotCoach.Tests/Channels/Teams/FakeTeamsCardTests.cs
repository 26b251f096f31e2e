using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The laws of cards that the fake Teams holds, and the words that it reads in them.</summary>
public sealed class FakeTeamsCardTests
{
    private const string Text = """{"type":"TextBlock","text":"x"}""";

    [Theory]
    [InlineData("""{"type":"HeroCard","version":"1.5","body":[{"type":"TextBlock","text":"x"}]}""", "HeroCard")]
    [InlineData("""{"type":"AdaptiveCard","body":[{"type":"TextBlock","text":"x"}]}""", "without a version")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.6","body":[{"type":"TextBlock","text":"x"}]}""", "version 1.6")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.5","body":[]}""", "nothing in it")]
    [InlineData("""{"type":"AdaptiveCard","version":"1.3","body":[],"actions":[{"type":"Action.Execute","title":"Go","verb":"v"}]}""", "version 1.3")]
    public void A_card_is_an_Adaptive_Card_of_a_version_that_Teams_knows(string card, string complaint) =>
        Assert.Contains(complaint, Assert.Single(CardLaws.Complaints(JsonNode.Parse(card)!.AsObject(), false)));

    [Theory]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"r"}}""", "without userIds")]
    [InlineData("""{"action":{"type":"Action.Execute"},"userIds":[]}""", "with a verb")]
    [InlineData("""{"action":{"type":"Action.Execute","verb":"r"},"userIds":["7f8e9d0c-1b2a-4354-6758-9a0b1c2d3e4f"]}""", "no 29: id")]
    public void A_refresh_names_its_verb_and_its_viewers(string refresh, string complaint) =>
        Assert.Contains(complaint, Assert.Single(CardLaws.Complaints(TeamsStage.Card(Text, $" \"refresh\":{refresh}"), false)));

    [Fact]
    public void A_refresh_is_for_sixty_people_at_most()
    {
        IEnumerable<string> Of(int many) => CardLaws.Complaints(TeamsStage.Card(Text, $$""" "refresh":{"action":{"type":"Action.Execute","verb":"r"},"userIds":[{{string.Join(',', Enumerable.Range(0, many).Select(i => $"\"29:{i}\""))}}]}"""), false);
        Assert.Empty(Of(60));
        Assert.Equal(["refresh for 61 userIds"], Of(61));
    }

    [Theory]
    [InlineData("""{"type":"Action.Execute","title":"Go"}""", "without a verb")]
    [InlineData("""{"type":"Action.Execute","title":"Go","verb":"v","data":"x"}""", "no object")]
    [InlineData("""{"type":"Action.Submit","title":"Go","data":{"msteams":{"type":"task/open"}}}""", "task/open")]
    [InlineData("""{"type":"Action.Submit","title":"Go","data":{"msteams":"task/fetch"}}""", "of type none")]
    [InlineData("""{"type":"Action.Execute","title":"Go","verb":"v","data":{"msteams":{"type":"task/fetch"}}}""", "in an Action.Execute")]
    [InlineData("""{"type":"Action.OpenUrl","title":"Go","url":"acme"}""", "to acme")]
    [InlineData("""{"type":"Action.Sing","title":"Go"}""", "nothing that Teams draws")]
    [InlineData("""{"type":"Action.Submit","title":"Go","data":{"a":"1"}},{"type":"Input.Text","id":"a"}""", "overwrites what Go sends as a")]
    [InlineData("""{"type":"Input.Text","id":"a"},{"type":"Input.Number","id":"a"}""", "2 times")]
    [InlineData("""{"type":"Input.Text"}""", "without an id")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a"}""", "no choices")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","value":"3","choices":[{"title":"One","value":"1"}]}""", "none of its choices")]
    [InlineData("""{"type":"Input.ChoiceSet","id":"a","isMultiSelect":true,"choices":[{"title":"One","value":"1,2"}]}""", "comma")]
    [InlineData("""{"type":"Input.Date","id":"a","value":"1 May"}""", "1 May")]
    [InlineData("""{"type":"ProgressBall"}""", "nothing that Teams draws")]
    [InlineData("""{"type":"TextBlock"}""", "without text")]
    public void A_part_that_does_not_work_is_found(string part, string complaint)
    {
        var isAction = part.StartsWith("""{"type":"Action""", StringComparison.Ordinal);
        var body = isAction ? $$"""{"type":"Container","items":[{"type":"ActionSet","actions":[{{part.Split(",{\"type\":\"Input")[0]}}]}{{(part.Contains(",{\"type\":\"Input") ? ",{\"type\":\"Input" + part.Split(",{\"type\":\"Input")[1] : "")}}]}""" : part;
        Assert.Contains(CardLaws.Complaints(TeamsStage.Card(body), false), c => c.Contains(complaint));
    }

    [Fact]
    public void A_seventh_button_in_a_row_is_seen_by_nobody()
    {
        string Row(int many) => $$"""{"type":"ActionSet","actions":[{{string.Join(',', Enumerable.Range(0, many).Select(i => TeamsStage.Execute($"Go {i}")))}}]}""";
        Assert.Empty(CardLaws.Complaints(TeamsStage.Card(Row(6)), false));
        Assert.Equal(["7 actions in a row"], CardLaws.Complaints(TeamsStage.Card(Row(7)), false));
    }

    [Fact]
    public void A_dialogs_buttons_submit_and_do_nothing_else()
    {
        var card = TeamsStage.Card($$"""{"type":"ActionSet","actions":[{{TeamsStage.Execute("Go")}},{{TeamsStage.Fetch("More")}}]}""");
        Assert.Empty(CardLaws.Complaints(card, isDialog: false));
        Assert.Equal(["Action.Execute in a dialog", "msteams in the data of a dialog's button"], CardLaws.Complaints(card, isDialog: true));
    }

    [Fact]
    public void What_our_writer_writes_is_within_the_laws_and_read_as_it_was_meant()
    {
        var writer = new TeamsWriter(action => action == "deal.next");
        var message = BotCoach.Channels.Message.Of("Acme", new BotCoach.Channels.Heading("**Acme** & Co"), BotCoach.Channels.Buttons.Of(new("Next step", "deal.next", "42"), new("Open", "deal.open", "42")),
            new BotCoach.Channels.Chart("Pipeline", BotCoach.Channels.ChartKind.Bars, [new("Won", 3)]));
        var card = writer.Card(message, ["29:viewer"], "0123");
        Assert.Empty(CardLaws.Complaints(card, isDialog: false));
        Assert.Equal("**Acme** & Co\nNext step\nOpen\nPipeline\nWon 3", CardWords.Of(card));
    }

    [Theory]
    [InlineData("**Acme** and [its page](https://acme.example)", "Acme and its page")]
    [InlineData("_now_ 2 * 3 * 4 snake_case_name", "now 2 * 3 * 4 snake_case_name")]
    [InlineData(@"\*not bold\* \[nor a link\](x)", "*not bold* [nor a link](x)")]
    [InlineData("<at>Maya</at>&nbsp;hello", "Maya hello")]
    public void Marks_are_read_as_a_person_reads_them(string markdown, string words) => Assert.Equal(words, CardWords.Plain(markdown));

    [Fact]
    public void Every_kind_of_part_is_read()
    {
        var card = TeamsStage.Card("""
            {"type":"FactSet","facts":[{"title":"Owner","value":"Maya"}]},
            {"type":"Table","columns":[{"width":1}],"rows":[{"type":"TableRow","cells":[{"type":"TableCell","items":[{"type":"TextBlock","text":"Cell"}]}]}]},
            {"type":"Input.ChoiceSet","id":"c","label":"Stage","value":"2","choices":[{"title":"One","value":"1"},{"title":"Two","value":"2"}]},
            {"type":"TextBlock","text":"Nobody sees this","isVisible":false},
            {"type":"Sparkle","fallback":{"type":"TextBlock","text":"Instead"}}
            """);
        Assert.Equal("Owner Maya\nCell\nStage\nOne\nTwo\nTwo\nInstead", CardWords.Of(card, new CardForm(card)));
    }
}
