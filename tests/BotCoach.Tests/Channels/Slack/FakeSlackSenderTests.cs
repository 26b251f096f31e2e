using System.Net;
using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The fake Slack makes of an app's answers what Slack makes of them.</summary>
public sealed class FakeSlackSenderTests : IAsyncLifetime
{
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_commands_answer_is_shown_to_that_person_alone()
    {
        _stage.App.Answers("""{"text":"Here you are"}""");
        await _stage.Sender.CommandAsync(_stage.Maya, "help");
        var shown = Assert.Single(_stage.Slack.World.Messages);
        Assert.Equal((_stage.Maya.Id, "Here you are"), (shown.OnlyFor, shown.Words));
    }

    [Fact]
    public async Task An_answer_after_three_seconds_is_not_shown()
    {
        _stage.App.AnswerAsync = (_, http) =>
        {
            _stage.Clock.Advance(TimeSpan.FromSeconds(3.1));
            return http.Response.WriteAsync("");
        };
        Assert.True((await _stage.Sender.CommandAsync(_stage.Maya, "help")).TimedOut);
        Assert.Equal(1, _stage.Slack.Timeouts);
    }

    [Fact]
    public async Task A_response_url_is_good_for_five_uses_in_thirty_minutes()
    {
        await _stage.Sender.CommandAsync(_stage.Maya, "help");
        var url = _stage.Sender.Last!.Payload["response_url"]!.ToString();
        for (var i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await _stage.HookAsync(url, """{"text":"Done"}""")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _stage.HookAsync(url, """{"text":"Done"}""")).StatusCode);
        Assert.Equal(5, _stage.Slack.World.Messages.Count);
        await _stage.Sender.CommandAsync(_stage.Maya, "help");
        _stage.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Contains("expired_url", await (await _stage.HookAsync(_stage.Sender.Last.Payload["response_url"]!.ToString(), """{"text":"x"}""")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_response_url_replaces_and_deletes_its_message()
    {
        await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = SlackStage.Buttons("Acme", "Open") });
        var message = _stage.Slack.World.Messages[0];
        await _stage.Sender.PressAsync(_stage.Maya, message, Pressable.Find(message.Blocks, "Open", null)!.Element);
        var url = _stage.Sender.Last!.Payload["response_url"]!.ToString();
        await _stage.HookAsync(url, """{"text":"Opened","replace_original":true}""");
        Assert.Equal("Opened", Assert.Single(_stage.Slack.World.Messages).Words);
        await _stage.HookAsync(url, """{"delete_original":true}""");
        Assert.Empty(_stage.Slack.World.Messages);
    }

    [Fact]
    public async Task A_field_that_must_be_filled_is_not_even_sent()
    {
        await OpenAsync();
        var heard = _stage.App.Heard.Count;
        Assert.Null(await _stage.Sender.SubmitAsync(_stage.Maya, _stage.Maya.Modal!));
        Assert.Equal(heard, _stage.App.Heard.Count);
        Assert.Contains("Please complete", _stage.Maya.Modal!.Words);
    }

    [Fact]
    public async Task A_submission_is_answered_with_errors_another_view_or_none()
    {
        var driver = await OpenAsync();
        await driver.FillAsync("next step", "n/a");
        _stage.App.Answers("""{"response_action":"errors","errors":{"words":"That is a placeholder."}}""");
        await driver.SubmitAsync();
        await driver.ExpectAsync("that is a placeholder");
        _stage.App.Answers(new JsonObject { ["response_action"] = "push", ["view"] = SlackStage.Modal("Sure", "sure") }.ToJsonString());
        await driver.SubmitAsync();
        Assert.Equal(2, _stage.Maya.Modals.Count);
        _stage.App.Answers(new JsonObject { ["response_action"] = "update", ["view"] = SlackStage.Modal("Really", "sure") }.ToJsonString());
        await driver.FillAsync("Next step", "Call them");
        await driver.SubmitAsync();
        await driver.ExpectAsync("Really");
        _stage.App.AnswerAsync = (_, _) => Task.CompletedTask;
        await driver.SubmitAsync();
        Assert.Single(_stage.Maya.Modals);
        _stage.App.Answers("""{"response_action":"clear"}""");
        await driver.SubmitAsync();
        Assert.Null(_stage.Maya.Modal);
    }

    [Fact]
    public async Task An_error_at_a_block_that_is_no_field_is_our_bug()
    {
        var driver = await OpenAsync();
        await driver.FillAsync("Next step", "Call them");
        _stage.App.Answers("""{"response_action":"errors","errors":{"other":"Hm."}}""");
        await Assert.ThrowsAsync<InvalidOperationException>(driver.SubmitAsync);
        Assert.Single(_stage.Slack.OurBugs);
    }

    [Fact]
    public async Task A_retried_event_keeps_its_id_and_is_signed_afresh()
    {
        _stage.App.AnswerAsync = (_, http) =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await _stage.Sender.SayAsync(_stage.Maya, "Acme");
        _stage.Clock.Advance(TimeSpan.FromMinutes(1));
        await _stage.Sender.RedeliverAsync(Assert.Single(_stage.Sender.Undelivered), "http_error");
        Assert.Equal(_stage.App.Heard[0].Body, _stage.App.Heard[1].Body);
        Assert.Equal(("1", "http_error"), (_stage.App.Heard[1].Retry["X-Slack-Retry-Num"], _stage.App.Heard[1].Retry["X-Slack-Retry-Reason"]));
        Assert.True(_stage.App.Heard[1].IsSigned);
    }

    [Fact]
    public async Task The_driver_presses_what_stands_beside_the_words()
    {
        JsonNode Of(string text, int n) => JsonNode.Parse($$$$"""{"type":"section","block_id":"r{{{{n}}}}","text":{"type":"mrkdwn","text":"{{{{text}}}}"},"accessory":{"type":"button","action_id":"deal.open","value":"{{{{n}}}}","text":{"type":"plain_text","text":"Open"}}}""")!;
        await _stage.CallAsync("chat.postMessage", new JsonObject { ["channel"] = _stage.Maya.Id, ["text"] = "t", ["blocks"] = new JsonArray(Of("*Acme* &amp; Co", 1), Of("Borealis", 2)) });
        var driver = await DriverAsync();
        await driver.PressAsync("open", "Acme & Co");
        Assert.Equal("1", _stage.Sender.Last!.Payload["actions"]![0]!["value"]!.ToString());
        await driver.PressAsync("Open", null);
        Assert.Equal("2", _stage.Sender.Last.Payload["actions"]![0]!["value"]!.ToString());
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.PressAsync("Open", "Cobalt"));
    }

    [Fact]
    public async Task The_driver_sees_only_what_came_since_the_last_act()
    {
        await _stage.PostAsync(_stage.Maya.Id, "Good morning");
        var driver = await DriverAsync();
        await driver.ExpectAsync("good morning");
        await driver.TypeAsync("Acme");
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.ExpectAsync("good morning"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => driver.ExpectAsync("Acme"));
    }

    [Theory]
    [InlineData("*Acme* &amp; <https://acme.example|its page>", "Acme & its page")]
    [InlineData("by <!date^1392734382^{date_short}|Feb 18>", "by Feb 18")]
    [InlineData("2 * 3 * 4, \u2060*not\u200b bold", "2 * 3 * 4, *not bold")]
    [InlineData("&lt;!channel&gt; _now_", "<!channel> now")]
    public void Marks_are_read_as_a_person_reads_them(string mrkdwn, string words) => Assert.Equal(words, BlockWords.Plain(mrkdwn));

    [Theory]
    [InlineData("*not bold* and **neither**")]
    [InlineData("a_b _c_ ~d~ `e`")]
    [InlineData("<!channel> & <@U123> > 5")]
    [InlineData("> no quote\n• no list")]
    [InlineData(":smile: 10:30:15")]
    public void What_our_writer_writes_is_read_back_as_it_was(string words)
    {
        Assert.Equal(words, BlockWords.Plain(SlackMrkdwn.One(words, 3_000)));
        Assert.Equal(words, BlockWords.Plain(SlackMrkdwn.One(BotCoach.Channels.Text.Strong(words), 3_000)));
    }

    private async Task<SlackDriver> OpenAsync()
    {
        await _stage.CallAsync("views.open", new JsonObject { ["trigger_id"] = await _stage.TriggerAsync(), ["view"] = SlackStage.Modal() });
        return await DriverAsync();
    }

    private async Task<SlackDriver> DriverAsync()
    {
        var driver = new SlackDriver(_stage.Slack, _stage.Sender, () => Task.CompletedTask);
        await driver.AsAsync("Maya Chen");
        return driver;
    }
}
