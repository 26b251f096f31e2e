using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The person at the fake Teams sees and does what a person at a Teams client can.</summary>
public sealed class FakeTeamsDriverTests : IAsyncLifetime
{
    private const string Rows = """
        {"type":"Container","items":[{"type":"TextBlock","text":"**Acme** Ltd"},{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Open","verb":"deal.open","data":{"v":"1"}}]}]},
        {"type":"ColumnSet","columns":[{"type":"Column","items":[{"type":"TextBlock","text":"Borealis"}]},{"type":"Column","items":[{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"Open","verb":"deal.open","data":{"v":"2"}}]}]}]},
        {"type":"TextBlock","text":"Whole list"},{"type":"ActionSet","actions":[{"type":"Action.Execute","title":"All","verb":"deal.all"},{"type":"Action.OpenUrl","title":"Web","url":"https://acme.example/"}]}
        """;

    private const string Fields = """
        {"type":"Input.Text","id":"next","label":"Next step","isRequired":true,"errorMessage":"Say what comes next.","maxLength":20,"regex":"^[A-Z].*"},
        {"type":"Input.Date","id":"by","label":"By when","min":"2026-03-02"},
        {"type":"Input.Number","id":"amount","label":"Amount","min":1,"max":100},
        {"type":"Input.ChoiceSet","id":"stage","label":"Stage","choices":[{"title":"Discovery","value":"s1"},{"title":"Pilot","value":"s2"}]},
        {"type":"Input.ChoiceSet","id":"who","label":"Who","isMultiSelect":true,"choices":[{"title":"Maya","value":"p1"},{"title":"Jonas","value":"p2"}]},
        {"type":"Input.ChoiceSet","id":"deal","label":"Deal","choices":[],"choices.data":{"type":"Data.Query","dataset":"deal.find"}},
        {"type":"Input.Toggle","id":"sure","title":"I am sure","label":"Sure"}
        """;

    private TeamsStage _stage = null!;
    private TeamsDriver _driver = null!;

    private TeamsTinyApp App => _stage.App;

    public async Task InitializeAsync()
    {
        _stage = await TeamsStage.SetAsync();
        _driver = await _stage.DriverAsync();
        App.Answers(Toast("Done"));
    }

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_button_is_found_beside_its_words_else_the_last_one()
    {
        await _stage.ShowAsync(TeamsStage.Card(Rows));
        Assert.Equal("1", await PressedAsync("open", "Acme Ltd"));
        Assert.Equal("2", await PressedAsync("Open", "Borealis"));
        Assert.Equal("2", await PressedAsync("Open", null));
        await _driver.PressAsync("All", "Borealis");
        Assert.Equal("deal.all", App.Last["value"]!["action"]!["verb"]!.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.PressAsync("Open", "Cobalt"));
        await _driver.PressAsync("Web", null);
        Assert.Equal(["https://acme.example/"], _stage.Maya.Opened);
    }

    [Fact]
    public async Task The_newest_message_that_has_the_button_is_pressed()
    {
        await _stage.ShowAsync(TeamsStage.Card(Rows));
        var post = await _stage.ShowAsync(TeamsStage.Card(Rows.Replace("\"2\"", "\"3\"", StringComparison.Ordinal)));
        await _stage.PostAsync(TeamsStage.Say("And a word"));
        Assert.Equal("3", await PressedAsync("Open", null));
        Assert.Equal(post.Id, App.Last["replyToId"]!.ToString());
    }

    [Fact]
    public async Task What_comes_back_is_seen_a_sentence_an_error_or_another_card()
    {
        await _stage.ShowAsync(TeamsStage.Card(Rows));
        await _driver.PressAsync("All", null);
        await _driver.ExpectAsync("done");
        App.Answers(new JsonObject { ["statusCode"] = 400, ["type"] = InvokeLaws.Error, ["value"] = new JsonObject { ["code"] = "NotNow", ["message"] = "Not now." } });
        await _driver.PressAsync("All", null);
        await _driver.ExpectAsync("Not now");
        Assert.True(_stage.Maya.Toasts[^1].IsError);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.ExpectAsync("Done"));
        App.Answers(new JsonObject { ["statusCode"] = 200, ["type"] = InvokeLaws.Card, ["value"] = TeamsStage.Card("""{"type":"TextBlock","text":"All 2 deals"}""") });
        await _driver.PressAsync("All", null);
        await _driver.ExpectAsync("All 2 deals");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.PressAsync("All", null));
    }

    [Fact]
    public async Task Only_what_came_since_the_last_act_is_expected_and_ones_own_words_never()
    {
        await _stage.PostAsync(TeamsStage.Say("Good morning"));
        await _driver.ExpectAsync("good morning");
        await _driver.TypeAsync("/coach Acme");
        Assert.Equal("/coach Acme", App.Last["text"]!.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.ExpectAsync("good morning"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.ExpectAsync("Acme"));
        await _stage.UpdateAsync(_stage.Chat.Posts[0].Id, TeamsStage.Say("Good morning again"));
        await _driver.ExpectAsync("good morning again");
    }

    [Fact]
    public async Task A_dialog_is_opened_filled_and_submitted_with_its_values_beside_the_data()
    {
        await OpenAsync(Fields);
        Assert.Equal(("task/fetch", "deal.next"), (App.Last["name"]!.ToString(), App.Last["value"]!["data"]!["a"]!.ToString()));
        await _driver.FillAsync("Next step", "Call them");
        await _driver.FillAsync("By when", "tomorrow");
        await _driver.FillAsync("Amount", "42");
        await _driver.FillAsync("Stage", "Pilot");
        await _driver.FillAsync("Who", "Maya, Jonas");
        await _driver.FillAsync("Sure", "yes");
        await _driver.ExpectAsync("Call them");
        App.Answers(null);
        await _driver.SubmitAsync();
        Assert.Equal("""{"f":"deal.save","next":"Call them","by":"2026-03-03","amount":"42","stage":"s2","who":"p1,p2","sure":"true"}""", App.Last["value"]!["data"]!.ToJsonString());
        Assert.Equal(("task/submit", null), (App.Last["name"]!.ToString(), _driver.Dialog));
        await Assert.ThrowsAsync<InvalidOperationException>(_driver.SubmitAsync);
    }

    [Fact]
    public async Task A_choice_that_the_app_knows_is_looked_up_and_shown_by_its_title()
    {
        await OpenAsync(Fields);
        App.Answers(JsonNode.Parse("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"title":"Acme Ltd","value":"d1"}]}}""")!.AsObject());
        await _driver.FillAsync("Deal", "acme");
        Assert.Equal("d1", _driver.Dialog!.Form!.Values["deal"]);
        await _driver.ExpectAsync("Acme Ltd");
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.FillAsync("Deal", "borealis"));
    }

    [Fact]
    public async Task What_the_client_does_not_let_pass_is_said_at_the_field_and_not_sent()
    {
        await OpenAsync(Fields);
        var heard = App.Heard.Count;
        await _driver.SubmitAsync();
        await _driver.ExpectAsync("Say what comes next");
        await _driver.FillAsync("Next step", "call them");
        await _driver.SubmitAsync();
        await _driver.ExpectAsync("Say what comes next");
        await _driver.FillAsync("Next step", "Call them, and then call them again");
        Assert.Equal("Call them, and then c"[..20], _driver.Dialog!.Form!.Values["next"]);
        await _driver.FillAsync("By when", "2026-03-01");
        await _driver.FillAsync("Amount", "101");
        await _driver.SubmitAsync();
        Assert.Equal(heard, App.Heard.Count);
        Assert.Equal(["by", "amount"], _driver.Dialog.Form.Errors.Keys);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.FillAsync("Amount", "many"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.FillAsync("Stage", "Won"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.FillAsync("Colour", "red"));
    }

    [Fact]
    public async Task A_dialog_that_comes_back_holds_only_what_the_app_put_into_it()
    {
        await OpenAsync("""{"type":"Input.Text","id":"next","label":"Next step"}""");
        await _driver.FillAsync("Next step", "n/a");
        App.Answers(TeamsStage.Dialog("""{"type":"TextBlock","text":"That is a placeholder."},{"type":"Input.Text","id":"next","label":"Next step"}"""));
        await _driver.SubmitAsync();
        await _driver.ExpectAsync("placeholder");
        Assert.Equal("", _driver.Dialog!.Form!.Values["next"]);
        App.Answers(JsonNode.Parse("""{"task":{"type":"message","value":"Saved."}}""")!.AsObject());
        await _driver.SubmitAsync();
        await _driver.ExpectAsync("Saved.");
        App.Answers(Toast("Done"));
        await _stage.ShowAsync(TeamsStage.Card(Rows));
        await _driver.PressAsync("All", null);
        Assert.Null(_driver.Dialog);
    }

    [Theory]
    [InlineData("default", "default", false)]
    [InlineData("default", "positive", true)]
    public async Task Filling_opens_the_one_form_that_the_newest_message_offers(string one, string other, bool opens)
    {
        await _driver.TypeAsync("/coach new");
        await _stage.ShowAsync(TeamsStage.Card($$"""{"type":"ActionSet","actions":[{{TeamsStage.Fetch("Edit", one)}},{{TeamsStage.Fetch("Write it", other)}}]}"""));
        App.Answers(TeamsStage.Dialog("""{"type":"Input.Text","id":"next","label":"Next step"}"""));
        if (opens) await _driver.FillAsync("Next step", "Call them");
        else await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.FillAsync("Next step", "Call them"));
        Assert.Equal(opens ? "Call them" : null, _driver.Dialog?.Form!.Values["next"]);
    }

    [Fact]
    public async Task A_field_in_a_message_is_filled_and_sent_with_the_button_that_is_pressed()
    {
        await _stage.ShowAsync(TeamsStage.Card($$"""{"type":"Input.Text","id":"why","label":"Why"},{"type":"ActionSet","actions":[{{TeamsStage.Execute("Snooze")}}]}"""));
        await _driver.FillAsync("Why", "Holidays");
        await _driver.PressAsync("Snooze", null);
        Assert.Equal("""{"v":"1","why":"Holidays"}""", App.Last["value"]!["action"]!["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_command_in_a_messages_menu_opens_a_dialog_that_is_submitted_to_it()
    {
        await _driver.TypeAsync("They want SSO");
        App.Answers(TeamsStage.Dialog("""{"type":"Input.Text","id":"w","label":"Words","value":"They want SSO"}"""));
        await _driver.RunAsync("recap.message", "SSO");
        App.Answers(JsonNode.Parse("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[]}}""")!.AsObject());
        await _driver.SubmitAsync();
        Assert.Equal(("composeExtension/submitAction", "recap.message", "They want SSO"), (App.Last["name"]!.ToString(), App.Last["value"]!["commandId"]!.ToString(), App.Last["value"]!["data"]!["w"]!.ToString()));
        Assert.Null(_driver.Dialog);
    }

    [Fact]
    public async Task Cards_that_ask_by_themselves_do_so_for_those_whom_they_name()
    {
        string Refresh(string viewer) => $$""" "refresh":{"action":{"type":"Action.Execute","verb":"card.refresh","data":{"v":"9"} },"userIds":["{{viewer}}"]}""";
        await _stage.ShowAsync(TeamsStage.Card("""{"type":"TextBlock","text":"Mine"}""", Refresh(_stage.Maya.Id)));
        await _stage.ShowAsync(TeamsStage.Card("""{"type":"TextBlock","text":"Not mine"}""", Refresh(_stage.Jonas.Id)));
        App.Answers(new JsonObject { ["statusCode"] = 200, ["type"] = InvokeLaws.Card, ["value"] = TeamsStage.Card("""{"type":"TextBlock","text":"Fresh"}""") });
        Assert.Equal(1, await _driver.RefreshAsync());
        await _driver.ExpectAsync("Fresh");
        Assert.Equal(("automatic", "card.refresh"), (App.Last["value"]!["trigger"]!.ToString(), App.Last["value"]!["action"]!["verb"]!.ToString()));
    }

    [Fact]
    public async Task A_warning_a_refusal_and_too_much_haste_fail_an_act()
    {
        await _stage.ShowAsync(TeamsStage.Card(Rows));
        App.AnswerAsync = (_, http) =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.PressAsync("All", null));
        _driver.ToleratesFaults = true;
        await _driver.PressAsync("All", null);
        Assert.Equal(500, _driver.LastAnswer!.Status);
        _driver.ToleratesFaults = false;
        App.AnswerAsync = async (_, http) =>
        {
            for (var i = 0; i < 8; i++) await _stage.PostAsync(TeamsStage.Say($"{i}"));
            http.Response.StatusCode = 202;
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => _driver.TypeAsync("Acme"));
    }

    [Fact]
    public async Task Whoever_gets_no_answer_does_the_same_once_more()
    {
        var driver = new TeamsDriver(_stage.Teams, _stage.Sender, () => Task.CompletedTask) { DoesAgain = true };
        await driver.AsAsync("Maya Chen");
        App.AnswerAsync = (_, http) =>
        {
            if (App.Heard.Count < 3) http.Abort();
            return Task.CompletedTask;
        };
        await driver.TypeAsync("Acme");
        Assert.Equal((3, 2), (App.Heard.Count, driver.DoneAgain));
    }

    private async Task OpenAsync(string fields)
    {
        await _stage.ShowAsync(TeamsStage.Card($$"""{"type":"ActionSet","actions":[{{TeamsStage.Fetch("Write it")}}]}"""));
        App.Answers(TeamsStage.Dialog(fields));
        await _driver.PressAsync("Write it", null);
    }

    private async Task<string> PressedAsync(string label, string? beside)
    {
        await _driver.PressAsync(label, beside);
        return App.Last["value"]!["action"]!["data"]!["v"]!.ToString();
    }

    private static JsonObject Toast(string words) => new() { ["statusCode"] = 200, ["type"] = InvokeLaws.Message, ["value"] = words };
}
