using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The fake Slack refuses what Slack refuses.</summary>
public sealed class FakeSlackTests : IAsyncLifetime
{
    private SlackStage _stage = null!;

    private SlackServer Slack => _stage.Slack;

    public async Task InitializeAsync() => _stage = await SlackStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_message_to_a_user_opens_the_chat_and_tells_where_it_stands()
    {
        var posted = await _stage.PostAsync(_stage.Maya.Id, "Good morning");
        Assert.StartsWith("D", posted["channel"]!.ToString());
        Assert.Equal("Good morning", Assert.Single(Slack.World.Messages).Words);
        Assert.Equal(posted["ts"]!.ToString(), Slack.World.Messages[0].Ts);
    }

    [Theory]
    [InlineData(null, "not_authed")]
    [InlineData("xoxb-nobody", "invalid_auth")]
    [InlineData("xapp-1-A0COACH-1-of-the-tests", "not_allowed_token_type")]
    public async Task A_refusal_is_a_200_with_an_error_in_it(string? token, string error)
    {
        using var response = await _stage.SendAsync("auth.test", JsonContent.Create(new JsonObject()), token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal($$"""{"ok":false,"error":"{{error}}"}""", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_of_no_use_and_one_of_a_removed_app_neither()
    {
        var token = _stage.Team.BotToken;
        Assert.True((bool)(await _stage.AskAsync("auth.revoke"))["revoked"]!);
        Assert.Equal("token_revoked", await _stage.ErrorAsync("auth.test", [], token));
        await _stage.Sender.UninstallAsync(_stage.Team);
        Assert.Equal("account_inactive", await _stage.ErrorAsync("auth.test", [], token));
    }

    [Fact]
    public async Task A_scope_that_was_not_granted_is_named()
    {
        _stage.Team.Install!.Scopes.Remove("dnd:read");
        var answer = await _stage.AskAsync("dnd.info", ("user", _stage.Maya.Id));
        Assert.Equal(("missing_scope", "dnd:read"), (answer["error"]!.ToString(), answer["needed"]!.ToString()));
    }

    [Fact]
    public async Task Methods_that_read_take_no_json()
    {
        Assert.Equal("invalid_arguments", await _stage.ErrorAsync("users.info", new JsonObject { ["user"] = _stage.Maya.Id }));
        Assert.Equal("Maya Chen", (await _stage.AskAsync("users.info", ("user", _stage.Maya.Id)))["user"]!["real_name"]!.ToString());
    }

    [Fact]
    public async Task A_locale_comes_only_when_asked_for_and_an_address_only_with_its_scope()
    {
        var plain = (await _stage.AskAsync("users.info", ("user", _stage.Maya.Id)))["user"]!;
        Assert.Null(plain["locale"]);
        Assert.NotNull(plain["profile"]!["email"]);
        _stage.Team.Install!.Scopes.Remove("users:read.email");
        var other = (await _stage.AskAsync("users.info", ("user", _stage.Maya.Id), ("include_locale", "true")))["user"]!;
        Assert.Equal("en-US", other["locale"]!.ToString());
        Assert.Null(other["profile"]!["email"]);
    }

    [Fact]
    public async Task A_second_message_to_one_channel_in_the_same_second_is_429_and_another_channel_is_not()
    {
        await _stage.PostAsync(_stage.Maya.Id, "1");
        using var fast = await _stage.SendAsync("chat.postMessage", JsonContent.Create(new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "2" }), _stage.Team.BotToken);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(1)), (fast.StatusCode, fast.Headers.RetryAfter!.Delta!.Value));
        Assert.Equal("", await fast.Content.ReadAsStringAsync());
        Assert.Null((await _stage.PostAsync(_stage.Jonas.Id, "3"))["error"]);
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await _stage.PostAsync(_stage.Maya.Id, "4"))["error"]);
        Assert.Equal(1, Slack.Limits.Throttled);
    }

    [Fact]
    public async Task Too_many_calls_hold_that_method_and_workspace_alone_until_the_window_slides()
    {
        var other = Slack.World.AddTeam("T2", "Elsewhere Ltd");
        for (var i = 0; i < 20; i++) await _stage.AskAsync("users.list");
        using var fast = await _stage.SendAsync("users.list", new FormUrlEncodedContent([]), _stage.Team.BotToken);
        Assert.Equal(60, fast.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        using var elsewhere = await _stage.SendAsync("users.list", new FormUrlEncodedContent([]), other.BotToken);
        Assert.Equal(HttpStatusCode.OK, elsewhere.StatusCode);
        Assert.Null((await _stage.AskAsync("users.info", ("user", _stage.Maya.Id)))["error"]);
        _stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null((await _stage.AskAsync("users.list"))["error"]);
    }

    [Fact]
    public async Task A_workspace_takes_three_hundred_messages_a_minute()
    {
        var people = Enumerable.Range(0, 301).Select(i => _stage.Team.AddUser($"Person {i}")).ToList();
        foreach (var person in people.Take(300)) await _stage.PostAsync(person.Id, "Good morning");
        Assert.Equal(0, Slack.Limits.Throttled);
        using var fast = await _stage.SendAsync("chat.postMessage", JsonContent.Create(new JsonObject { ["channel"] = people[300].Id, ["text"] = "2" }), _stage.Team.BotToken);
        Assert.Equal(HttpStatusCode.TooManyRequests, fast.StatusCode);
    }

    [Fact]
    public async Task Somebody_elses_message_cannot_be_changed_nor_one_that_is_gone()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "Hello");
        var said = Slack.World.Messages[0];
        Assert.Equal("cant_update_message", await _stage.ErrorAsync("chat.update", new JsonObject { ["channel"] = said.Channel.Id, ["ts"] = said.Ts, ["text"] = "x" }));
        Assert.Equal("message_not_found", await _stage.ErrorAsync("chat.update", new JsonObject { ["channel"] = said.Channel.Id, ["ts"] = "1.000000", ["text"] = "x" }));
        Assert.Equal("channel_not_found", await _stage.ErrorAsync("chat.update", new JsonObject { ["channel"] = _stage.Maya.Id, ["ts"] = said.Ts, ["text"] = "x" }));
    }

    [Fact]
    public async Task A_changed_message_loses_its_blocks_to_a_text_alone_and_takes_no_long_one()
    {
        var posted = await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = SlackStage.Buttons("*Acme* &amp; Co", "Open") });
        var at = new JsonObject { ["channel"] = posted["channel"]!.DeepClone(), ["ts"] = posted["ts"]!.DeepClone() };
        Assert.Equal("Acme & Co\nOpen", Slack.World.Messages[0].Words);
        at["text"] = new string('x', 4_001);
        Assert.Equal("msg_too_long", await _stage.ErrorAsync("chat.update", at));
        at["text"] = "Done";
        Assert.Equal("", await _stage.ErrorAsync("chat.update", at));
        Assert.Equal("Done", Slack.World.Messages[0].Words);
    }

    [Fact]
    public async Task What_nobody_should_send_is_refused_and_counted_as_our_bug()
    {
        Assert.Equal("no_text", await _stage.ErrorAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id }));
        _stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var label = new string('x', 76);
        var refused = await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = SlackStage.Buttons("Acme", label) });
        Assert.Equal("invalid_blocks", refused["error"]!.ToString());
        Assert.Contains("blocks[1]", refused["response_metadata"]!["messages"]![0]!.ToString());
        Assert.Equal("unknown_method", await _stage.ErrorAsync("chat.sing", []));
        Assert.Equal(3, Slack.OurBugs.Count);
    }

    [Fact]
    public async Task There_is_no_posting_where_the_bot_may_not()
    {
        var (general, secret, old) = (_stage.Team.AddChannel("general", false), _stage.Team.AddChannel("secret", true), _stage.Team.AddChannel("old", false));
        old.Archived = true;
        Assert.Equal("not_in_channel", (await _stage.PostAsync(general.Id, "x"))["error"]!.ToString());
        Assert.Equal("channel_not_found", (await _stage.PostAsync(secret.Id, "x"))["error"]!.ToString());
        Assert.Equal("is_archived", (await _stage.PostAsync(old.Id, "x"))["error"]!.ToString());
        Assert.Equal("channel_not_found", (await _stage.PostAsync("U404", "x"))["error"]!.ToString());
        Slack.App.MessagesTab = false;
        Assert.Equal("messages_tab_disabled", (await _stage.PostAsync(_stage.Maya.Id, "x"))["error"]!.ToString());
        _stage.Jonas.Deleted = true;
        Assert.Equal("user_disabled", await _stage.ErrorAsync("conversations.open", new JsonObject { ["users"] = _stage.Jonas.Id }));
    }

    [Fact]
    public async Task Metadata_is_found_again_in_the_history()
    {
        var metadata = new JsonObject { ["event_type"] = "delivery", ["event_payload"] = new JsonObject { ["id"] = "d1" } };
        var posted = await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["metadata"] = metadata });
        var history = await _stage.AskAsync("conversations.history", ("channel", posted["channel"]!.ToString()), ("include_all_metadata", "true"), ("oldest", posted["ts"]!.ToString()), ("inclusive", "true"));
        Assert.Equal("d1", history["messages"]![0]!["metadata"]!["event_payload"]!["id"]!.ToString());
        var without = await _stage.AskAsync("conversations.history", ("channel", posted["channel"]!.ToString()));
        Assert.Null(without["messages"]![0]!["metadata"]!["event_payload"]);
        var later = await _stage.AskAsync("conversations.history", ("channel", posted["channel"]!.ToString()), ("oldest", posted["ts"]!.ToString()));
        Assert.Empty(later["messages"]!.AsArray());
    }

    [Fact]
    public async Task An_answer_that_is_lost_after_acceptance_leaves_the_message_there()
    {
        Slack.Troubles.Next("chat.postMessage", Trouble.CutAfter);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.PostAsync(_stage.Maya.Id, "Good morning"));
        Assert.Single(Slack.World.Messages);
        Slack.Troubles.Next("chat.postMessage", Trouble.CutBefore);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => _stage.PostAsync(_stage.Jonas.Id, "Good morning"));
        Assert.Single(Slack.World.Messages);
    }

    [Fact]
    public async Task An_internal_error_may_have_taken_the_message()
    {
        Slack.Troubles.Next("chat.postMessage", Trouble.InternalErrorAfterTaking);
        Assert.Equal("internal_error", (await _stage.PostAsync(_stage.Maya.Id, "Good morning"))["error"]!.ToString());
        Assert.Single(Slack.World.Messages);
        Slack.Troubles.Next("chat.postMessage", Trouble.TooMany(30));
        using var fast = await _stage.SendAsync("chat.postMessage", JsonContent.Create(new JsonObject()), _stage.Team.BotToken);
        Assert.Equal(30, fast.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        Assert.Equal(0, Slack.Limits.Throttled);
    }
}
