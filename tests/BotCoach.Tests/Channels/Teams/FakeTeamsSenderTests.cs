using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What the fake Teams tells the app, and what it makes of the app's answers.</summary>
public sealed class FakeTeamsSenderTests : IAsyncLifetime
{
    private TeamsStage _stage = null!;

    private TeamsServer Teams => _stage.Teams;

    private TeamsTinyApp App => _stage.App;

    public async Task InitializeAsync() => _stage = await TeamsStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task What_is_told_carries_a_token_that_our_own_check_lets_in_and_that_comes_again()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "Acme");
        await _stage.Sender.SayAsync(_stage.Maya, "Borealis");
        using var http = new HttpClient();
        var options = new TeamsOptions { AppId = Teams.App.AppId, OpenIdMetadata = Teams.Issuer.Metadata, AllowsHttpOnLoopback = true };
        var passes = new TeamsPasses(options, new TeamsKeys(http, options.OpenIdMetadata, options, _stage.Clock, NullLogger.Instance), null, _stage.Clock);
        var (pass, why) = await passes.CheckAsync(App.Heard[0].Authorization, default);
        Assert.Null(why);
        Assert.Null(pass!.Refusal(App.Last["serviceUrl"]!.ToString(), App.Last["channelId"]!.ToString()));
        Assert.Equal(("/api/messages", App.Heard[0].Authorization), (App.Heard[1].Path, App.Heard[1].Authorization));
        _stage.Clock.Advance(TimeSpan.FromMinutes(55));
        await _stage.Sender.SayAsync(_stage.Maya, "Acme");
        Assert.NotEqual(App.Heard[0].Authorization, App.Heard[2].Authorization);
    }

    [Fact]
    public async Task A_text_in_the_chat_comes_as_it_is_with_the_zone_and_the_language()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "/coach help");
        Assert.Equal(("message", "/coach help", "personal", "en-US"), (App.Last["type"]!.ToString(), App.Last["text"]!.ToString(), App.Last["conversation"]!["conversationType"]!.ToString(), App.Last["locale"]!.ToString()));
        Assert.Equal((_stage.Maya.Id, _stage.Maya.AadObjectId), (App.Last["from"]!["id"]!.ToString(), App.Last["from"]!["aadObjectId"]!.ToString()));
        Assert.Equal("Europe/London", App.Last["entities"]![0]!["timezone"]!.ToString());
        _stage.Maya.ClientSaysZone = false;
        await _stage.Sender.SayAsync(_stage.Maya, "x");
        Assert.Null(App.Last["entities"]![0]!["timezone"]);
    }

    [Fact]
    public async Task In_a_channel_the_text_begins_by_naming_the_bot_and_the_conversation_is_the_thread()
    {
        var channel = _stage.Tenant.AddTeam("Sales", _stage.Maya).AddChannel("Wins");
        Teams.World.Install(channel);
        await _stage.Sender.SayAsync(_stage.Maya, "Acme", channel);
        Assert.Equal("<at>BotCoach</at>&nbsp;Acme\n", App.Last["text"]!.ToString());
        Assert.Equal(("mention", Teams.App.BotId), (App.Last["entities"]![0]!["type"]!.ToString(), App.Last["entities"]![0]!["mentioned"]!["id"]!.ToString()));
        Assert.Equal($"{channel.Id};messageid={App.Last["id"]}", App.Last["conversation"]!["id"]!.ToString());
        await _stage.Sender.SayAsync(_stage.Maya, "And?", channel, channel.Posts[0]);
        Assert.Equal($"{channel.Id};messageid={channel.Posts[0].Id}", App.Last["conversation"]!["id"]!.ToString());
    }

    [Theory]
    [InlineData(false, "conversationUpdate", "installationUpdate")]
    [InlineData(true, "installationUpdate", "conversationUpdate")]
    public async Task An_install_is_two_events_in_either_order(bool installationFirst, string first, string second)
    {
        await _stage.Sender.InstallAsync(_stage.Jonas, installationFirst);
        Assert.Equal([first, second], App.Heard.Select(h => h.Activity["type"]!.ToString()));
        Assert.True(Teams.World.Personal(_stage.Jonas).HasApp);
        Assert.Equal("add", App.Heard.Single(h => h.Activity["action"] is not null).Activity["action"]!.ToString());
    }

    [Fact]
    public async Task A_removal_is_one_event_for_a_person_and_two_for_a_team()
    {
        await _stage.Sender.RemoveAsync(_stage.Maya);
        Assert.Equal("remove", Assert.Single(App.Heard).Activity["action"]!.ToString());
        var team = _stage.Tenant.AddTeam("Sales", _stage.Maya);
        await _stage.Sender.InstallAsync(_stage.Maya, team.General);
        await _stage.Sender.RemoveAsync(_stage.Maya, team.General);
        Assert.Equal(["teamMemberAdded", null, "teamMemberRemoved", null], App.Heard.Skip(1).Select(h => h.Activity["channelData"]!["eventType"]?.ToString()));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _stage.Sender.SayAsync(_stage.Maya, "Anybody?"));
    }

    [Fact]
    public async Task What_is_told_once_more_is_the_same_activity()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "Acme");
        await _stage.Sender.RedeliverAsync();
        Assert.Equal(App.Heard[0].Activity.ToJsonString(), App.Heard[1].Activity.ToJsonString());
    }

    [Fact]
    public async Task A_button_without_anything_of_Teams_own_comes_as_a_message_with_a_value()
    {
        var post = await _stage.ShowAsync(TeamsStage.Card("""{"type":"TextBlock","text":"Acme"}"""));
        await _stage.Sender.SubmitAsync(_stage.Maya, post, new JsonObject { ["v"] = "1" });
        Assert.Equal(("message", "1", post.Id, null), (App.Last["type"]!.ToString(), App.Last["value"]!["v"]!.ToString(), App.Last["replyToId"]!.ToString(), App.Last["text"]));
        await _stage.Sender.ReactAsync(_stage.Maya, post);
        Assert.Equal(("messageReaction", "like"), (App.Last["type"]!.ToString(), App.Last["reactionsAdded"]![0]!["type"]!.ToString()));
        App.Answers([]);
        await _stage.Sender.FeedbackAsync(_stage.Maya, post, "dislike", "Wrong deal");
        Assert.Equal(("message/submitAction", "dislike"), (App.Last["name"]!.ToString(), App.Last["value"]!["actionValue"]!["reaction"]!.ToString()));
        Assert.Equal(200, (await _stage.Sender.InvokeAsync(_stage.Maya, "config/sing", [])).Status);
    }

    [Fact]
    public async Task A_card_that_comes_back_replaces_it_for_that_person_until_it_is_changed_for_all()
    {
        var group = _stage.Tenant.AddGroup("Both", _stage.Maya, _stage.Jonas);
        Teams.World.Install(group);
        var post = await _stage.ShowAsync(TeamsStage.Card($$"""{"type":"ActionSet","actions":[{{TeamsStage.Execute("Open")}}]}"""), group);
        App.Answers(Answer(200, InvokeLaws.Card, TeamsStage.Card("""{"type":"TextBlock","text":"Opened"}""")));
        await _stage.Sender.ExecuteAsync(_stage.Maya, post, post.CardOf(_stage.Maya)!["body"]![0]!["actions"]![0]!.AsObject());
        Assert.Equal(("Opened", "Open"), (post.WordsFor(_stage.Maya), post.WordsFor(_stage.Jonas)));
        Assert.Equal(("adaptiveCard/action", "manual", "deal.open", "1"), (App.Last["name"]!.ToString(), App.Last["value"]!["trigger"]!.ToString(), App.Last["value"]!["action"]!["verb"]!.ToString(), App.Last["value"]!["action"]!["data"]!["v"]!.ToString()));
        await _stage.CallAsync("PUT", $"conversations/{Uri.EscapeDataString(group.Id)}/activities/{post.Id}", TeamsStage.Carrying(TeamsStage.Card("""{"type":"TextBlock","text":"Closed"}""")));
        Assert.Equal(("Closed", "Closed"), (post.WordsFor(_stage.Maya), post.WordsFor(_stage.Jonas)));
    }

    [Theory]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.adaptive.card","value":{}}""")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard"}}""")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.activity.message","value":{}}""")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.error","value":{"code":"x","message":"y"}}""")]
    [InlineData("""{"statusCode":500,"type":"application/vnd.microsoft.error","value":"no"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_malformed_answer_to_a_press_is_our_bug(string body)
    {
        var post = await _stage.ShowAsync(TeamsStage.Card("""{"type":"TextBlock","text":"Acme"}"""));
        App.AnswerAsync = Says(body);
        await _stage.Sender.ExecuteAsync(_stage.Maya, post, new JsonObject { ["verb"] = "v" });
        Assert.NotEmpty(Teams.OurBugs);
    }

    [Theory]
    [InlineData("""{"task":{"type":"open","value":{}}}""")]
    [InlineData("""{"task":{"type":"message"}}""")]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x"}}}""")]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","url":"http://acme.example/"}}}""")]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","height":"huge","url":"https://acme.example/"}}}""")]
    [InlineData("""{"task":{"type":"continue","value":{"title":"x","card":{"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.5","body":[],"actions":[{"type":"Action.Execute","title":"x","verb":"v"}]}}}}}""")]
    [InlineData("")]
    public async Task A_malformed_dialog_is_our_bug_and_does_not_open(string body)
    {
        var post = await _stage.ShowAsync(TeamsStage.Card("""{"type":"TextBlock","text":"Acme"}"""));
        App.AnswerAsync = Says(body);
        await _stage.Sender.FetchAsync(_stage.Maya, post, []);
        Assert.Null(_stage.Maya.Dialog);
        Assert.NotEmpty(Teams.OurBugs);
    }

    [Theory]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[{"title":"Acme"}]}}""")]
    [InlineData("""{"type":"application/vnd.microsoft.search.searchResponse","value":{"results":[]}}""")]
    [InlineData("""{"statusCode":200,"type":"application/vnd.microsoft.search.searchResponse","value":[]}""")]
    public async Task A_malformed_answer_to_a_search_is_our_bug(string body)
    {
        App.AnswerAsync = Says(body);
        await _stage.Sender.SearchAsync(_stage.Maya, _stage.Chat, null, "deal.find", "acm");
        Assert.Equal(("application/search", "deal.find", "acm"), (App.Last["name"]!.ToString(), App.Last["value"]!["dataset"]!.ToString(), App.Last["value"]!["queryText"]!.ToString()));
        Assert.NotEmpty(Teams.OurBugs);
    }

    [Fact]
    public async Task A_message_extension_answers_with_a_list_a_dialog_or_a_sentence_and_with_nothing_else()
    {
        var list = JsonNode.Parse("""{"composeExtension":{"type":"result","attachmentLayout":"list","attachments":[]}}""")!.AsObject();
        App.Answers(list);
        await _stage.Sender.QueryAsync(_stage.Maya, "deal.find", "acme");
        App.Answers(TeamsStage.Dialog("""{"type":"Input.Text","id":"w","label":"Words"}"""));
        await _stage.Sender.SayAsync(_stage.Maya, "Say <b>this</b>");
        await _stage.Sender.MessageActionAsync(_stage.Maya, _stage.Chat.Posts[^1], "recap.message");
        Assert.NotNull(_stage.Maya.Dialog);
        Assert.Equal("<div><div>Say &lt;b&gt;this&lt;/b&gt;</div></div>", App.Last["value"]!["messagePayload"]!["body"]!["content"]!.ToString());
        Assert.Empty(Teams.OurBugs);
        list["composeExtension"]!["attachmentLayout"] = "heap";
        App.Answers(list);
        await _stage.Sender.QueryAsync(_stage.Maya, "deal.find", "acme");
        App.AnswerAsync = Says("{}");
        await _stage.Sender.QueryAsync(_stage.Maya, "deal.find", "acme");
        Assert.Equal(2, Teams.OurBugs.Count);
    }

    [Fact]
    public async Task An_answer_after_three_seconds_is_too_late()
    {
        App.AnswerAsync = (_, _) =>
        {
            _stage.Clock.Advance(TimeSpan.FromSeconds(3.1));
            return Task.CompletedTask;
        };
        Assert.True((await _stage.Sender.SayAsync(_stage.Maya, "Acme")).TimedOut);
        Assert.Equal(1, Teams.Timeouts);
    }

    private static JsonObject Answer(int status, string type, JsonNode value) => new() { ["statusCode"] = status, ["type"] = type, ["value"] = value };

    private static Func<TeamsTinyApp.Told, HttpContext, Task> Says(string body) => (_, http) =>
    {
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body);
    };
}
