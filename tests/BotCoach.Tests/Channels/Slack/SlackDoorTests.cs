using System.Net;
using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What is let in, and what hears why not: signatures, sizes, kinds, and what is repeated.</summary>
public sealed class SlackDoorTests
{
    private const string Command = "team_id=T0NORTH&user_id=U0X&command=%2Fcoach&text=help&trigger_id=1.2.x&channel_id=D1";

    [Fact]
    public void Slacks_own_example_is_signed()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        var clock = new FakeClock(DateTimeOffset.FromUnixTimeSeconds(1531420618 + 299));
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        Assert.True(new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", "", clock).Holds("1531420618", signature, bytes));
        Assert.True(new SlackSignature("a newer one", "8f742231b10e8888abcd99yyyzzz85a5", clock).Holds("1531420618", signature, bytes));
        Assert.False(new SlackSignature("another", null, clock).Holds("1531420618", signature, bytes));
        Assert.False(new SlackSignature("", "", clock).Holds("1531420618", signature, bytes));
        Assert.False(new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", "", clock).Holds("1531420618", "v1" + signature[2..], bytes));
    }

    [Theory]
    [InlineData(-301, 401)]
    [InlineData(-300, 200)]
    [InlineData(300, 200)]
    [InlineData(301, 401)]
    public async Task A_request_is_good_for_five_minutes_and_no_younger_than_now_by_as_much(int seconds, int status)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync("slack/commands", Command, "application/x-www-form-urlencoded", at: house.Clock.Now.AddSeconds(seconds));
        Assert.Equal(status, answer.Status);
        if (status == 401) Assert.Equal("This is not signed by Slack, or more than five minutes old.", answer.Body);
    }

    [Fact]
    public async Task A_forged_or_truncated_request_is_refused_and_does_nothing()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var http = Http(house);
        Assert.Equal(401, (await http.SendAsync("slack/commands", Command, "application/x-www-form-urlencoded", secret: "guessed")).Status);
        using var client = new HttpClient { BaseAddress = house.Host.Url };
        Assert.Equal(401, (int)(await client.PostAsync("slack/events", new StringContent("{}"))).StatusCode);
        var stamp = house.Clock.Now.ToUnixTimeSeconds().ToString();
        using var cut = new HttpRequestMessage(HttpMethod.Post, "slack/commands") { Content = new StringContent(Command[..^5]) };
        cut.Headers.Add("X-Slack-Request-Timestamp", stamp);
        cut.Headers.Add("X-Slack-Signature", HttpTransport.Sign(house.Slack.App.SigningSecret, stamp, Command));
        Assert.Equal(401, (int)(await client.SendAsync(cut)).StatusCode);
        Assert.Equal(0, await house.ReadAsync(db => db.SeenInbounds.CountAsync(s => !s.DedupeId.StartsWith("start-"))));
    }

    [Fact]
    public async Task Two_secrets_hold_while_one_is_exchanged_for_the_other()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, settings: ["--Slack:PreviousSigningSecret", "the old one"]);
        Assert.Equal(200, (await Http(house).SendAsync("slack/commands", Command, "application/x-www-form-urlencoded", secret: "the old one")).Status);
        Assert.Equal(200, (await Http(house).SendAsync("slack/commands", Command, "application/x-www-form-urlencoded")).Status);
    }

    [Fact]
    public async Task Without_a_signing_secret_nothing_is_mapped()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        foreach (var path in (string[])["slack/events", "slack/commands", "slack/interactions", "slack/install", "slack/oauth"])
            Assert.Equal(404, (await Http(house).SendAsync(path, Command, "application/x-www-form-urlencoded")).Status);
    }

    [Theory]
    [InlineData("slack/events", "application/x-www-form-urlencoded", "a=b")]
    [InlineData("slack/events", "application/json", "{")]
    [InlineData("slack/events", "application/json", "[1]")]
    [InlineData("slack/interactions", "application/json", "{}")]
    [InlineData("slack/interactions", "application/x-www-form-urlencoded", "payload=%7B")]
    [InlineData("slack/interactions", "application/x-www-form-urlencoded", "nothing=1")]
    public async Task What_cannot_be_read_is_a_400_in_words(string path, string type, string body)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync(path, body, type);
        Assert.Equal((400, "This cannot be read."), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task Five_megabytes_are_too_much()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync("slack/events", "{\"type\":\"" + new string('x', 5_000_000) + "\"}", "application/json");
        Assert.True(answer.Status is 413 or 0, $"{answer.Status}");
        Assert.Equal("up", (await Http(house).SendAsync("slack/events", """{"type":"url_verification","challenge":"up"}""", "application/json")).Body);
    }

    [Fact]
    public async Task Slack_is_told_the_challenge_and_a_check_of_the_certificate_is_answered()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        Assert.Equal("3eZbrw1aB", (await house.Sender.VerifyUrlAsync("3eZbrw1aB")).Body);
        var check = await house.Sender.SslCheckAsync();
        Assert.Equal((200, ""), (check.Status, check.Body));
        using var http = new HttpClient();
        using var unsigned = await http.PostAsync(new Uri(house.Host.Url, "slack/commands"), new FormUrlEncodedContent([new("ssl_check", "1"), new("token", "t"), new("command", "/coach")]));
        Assert.Equal((HttpStatusCode.OK, ""), (unsigned.StatusCode, await unsigned.Content.ReadAsStringAsync()));
        Assert.Equal(0, await house.ReadAsync(db => db.SeenInbounds.CountAsync(s => s.DedupeId.StartsWith("cmd"))));
        Assert.Equal(200, (await house.Sender.RateLimitedAsync(house.Team)).Status);
    }

    [Fact]
    public async Task An_event_that_comes_again_within_a_day_acts_once()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("help");
        var shown = rita.Chat.Count;
        house.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(200, (await house.Sender.RedeliverAsync()).Status);
        await house.SettleAsync();
        Assert.Equal(shown, rita.Chat.Count);
    }

    [Fact]
    public async Task What_the_bot_itself_and_other_bots_write_is_not_answered()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("help");
        var shown = rita.Chat.Count;
        var channel = rita.Chat[0].Channel.Id;
        foreach (var more in (JsonObject[])[
            new() { ["bot_id"] = house.Team.Install!.BotId }, new() { ["subtype"] = "bot_message", ["bot_id"] = "B9" }, new() { ["subtype"] = "message_changed" },
            new() { ["subtype"] = "message_deleted" }, new() { ["subtype"] = "channel_join" }, new() { ["channel_type"] = "channel" }])
        {
            var said = new JsonObject { ["type"] = "message", ["channel"] = channel, ["channel_type"] = "im", ["user"] = rita.User.Id, ["text"] = "help", ["ts"] = "1.2" };
            foreach (var (key, value) in more.ToList()) said[key] = value!.DeepClone();
            Assert.Equal(200, (await house.Sender.EventAsync(house.Team, said)).Status);
        }
        await house.SettleAsync();
        Assert.Equal(shown, rita.Chat.Count);
    }

    private static HttpTransport Http(SlackHouse house) => new(house.Slack, house.Host.Url);
}
