using System.Net;
using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What is let in, and what hears why not: signatures, sizes, kinds, and what is repeated.</summary>
public sealed class SlackDoorTests
{
    private const string FormType = "application/x-www-form-urlencoded";
    private const string Command = "team_id=T0NORTH&user_id=U0X&command=%2Fcoach&text=help&trigger_id=1.2.x&channel_id=D1";

    [Fact]
    public void Slacks_own_example_is_signed()
    {
        const string body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
        const string signature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
        var clock = new FakeClock(DateTimeOffset.FromUnixTimeSeconds(1531420618 + 299));
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        Assert.Null(new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", "", clock).Refusal("1531420618", signature, bytes));
        Assert.Null(new SlackSignature("a newer one", "8f742231b10e8888abcd99yyyzzz85a5", clock).Refusal("1531420618", signature, bytes));
        Assert.Equal(SlackWords.Forged, new SlackSignature("another", null, clock).Refusal("1531420618", signature, bytes));
        Assert.Equal(SlackWords.Forged, new SlackSignature("", "", clock).Refusal("1531420618", signature, bytes));
        Assert.Equal(SlackWords.Forged, new SlackSignature("8f742231b10e8888abcd99yyyzzz85a5", "", clock).Refusal("1531420618", "v1" + signature[2..], bytes));
    }

    [Theory]
    [InlineData(-100_000, "This was signed 27 hours ago, and five minutes are the most. If Slack sent it just now, the clock here is fast.")]
    [InlineData(-301, "This was signed 301 seconds ago, and five minutes are the most. If Slack sent it just now, the clock here is fast.")]
    [InlineData(-300, null)]
    [InlineData(300, null)]
    [InlineData(301, "This was signed 301 seconds from now, and five minutes are the most. If Slack sent it just now, the clock here is slow.")]
    public async Task A_request_is_good_for_five_minutes_and_no_younger_than_now_by_as_much(int seconds, string? refusal)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync("slack/commands", Command, FormType, at: house.Clock.Now.AddSeconds(seconds));
        Assert.Equal(refusal is null ? 200 : 401, answer.Status);
        if (refusal is not null) Assert.Equal(refusal, answer.Body);
        // Whoever cannot sign does not learn what the clock here says.
        if (refusal is not null) Assert.Equal(SlackWords.Forged, (await Http(house).SendAsync("slack/commands", Command, FormType, secret: "guessed", at: house.Clock.Now.AddSeconds(seconds))).Body);
    }

    [Theory]
    [InlineData("slack/events", "application/json")]
    [InlineData("slack/interactions", FormType)]
    [InlineData("slack/commands", FormType)]
    public async Task A_forged_request_or_one_that_was_cut_is_refused_and_does_nothing(string path, string type)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var forged = await Http(house).SendAsync(path, Command, type, secret: "guessed");
        Assert.Equal((401, SlackWords.Forged), (forged.Status, forged.Body));
        using var client = new HttpClient { BaseAddress = house.Host.Url };
        Assert.Equal(401, (int)(await client.PostAsync(path, new StringContent("{}"))).StatusCode);
        var stamp = house.Clock.Now.ToUnixTimeSeconds().ToString();
        using var cut = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Command[..^5]) };
        cut.Headers.Add("X-Slack-Request-Timestamp", stamp);
        cut.Headers.Add("X-Slack-Signature", HttpTransport.Sign(house.Slack.App.SigningSecret, stamp, Command));
        using var answer = await client.SendAsync(cut);
        Assert.Equal((401, SlackWords.Forged), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.DoesNotContain(house.Slack.App.SigningSecret, forged.Body);
        Assert.Equal(0, await house.ReadAsync(db => db.SeenInbounds.CountAsync(s => !s.DedupeId.StartsWith("start-"))));
    }

    [Fact]
    public async Task Two_secrets_hold_while_one_is_exchanged_for_the_other()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, settings: ["--Slack:PreviousSigningSecret", "the old one"]);
        Assert.Equal(200, (await Http(house).SendAsync("slack/commands", Command, FormType, secret: "the old one")).Status);
        Assert.Equal(200, (await Http(house).SendAsync("slack/commands", Command, FormType)).Status);
    }

    [Fact]
    public async Task Without_a_signing_secret_nothing_is_mapped()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        foreach (var path in (string[])["slack/events", "slack/commands", "slack/interactions", "slack/install", "slack/oauth"])
            Assert.Equal(404, (await Http(house).SendAsync(path, Command, FormType)).Status);
    }

    [Theory]
    [InlineData("slack/events", "application/json", "{\"type\":\"event_ca", SlackWords.NoJson)]
    [InlineData("slack/events", "application/json", "[1]", SlackWords.NoJson)]
    [InlineData("slack/interactions", FormType, "payload=%7B%22type%22%3A%22block_a", SlackWords.NoJson)]
    [InlineData("slack/interactions", FormType, "nothing=1", "This is signed by Slack, but its form lacks 'payload': it broke off, or is something else.")]
    [InlineData("slack/commands", FormType, "team_id=T0NORTH&command=%2Fcoach&us", "This is signed by Slack, but its form lacks 'user_id': it broke off, or is something else.")]
    public async Task What_is_signed_and_broke_off_is_a_400_that_says_so(string path, string type, string body, string sentence)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync(path, body, type);
        Assert.Equal((400, sentence), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("slack/events", FormType, "Slack sends application/json here, and this came as application/x-www-form-urlencoded.")]
    [InlineData("slack/events", "", "Slack sends application/json here, and this came without a content type.")]
    [InlineData("slack/interactions", "application/json", "Slack sends application/x-www-form-urlencoded here, and this came as application/json.")]
    [InlineData("slack/commands", "application/json", "Slack sends application/x-www-form-urlencoded here, and this came as application/json.")]
    [InlineData("slack/commands", "multipart/form-data; boundary=x", "Slack sends application/x-www-form-urlencoded here, and this came as multipart/form-data; boundary=x.")]
    public async Task What_comes_as_another_kind_is_told_which_kind_it_should_be(string path, string type, string sentence)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var answer = await Http(house).SendAsync(path, Command, type);
        Assert.Equal((415, sentence), (answer.Status, answer.Body));
    }

    [Theory]
    [InlineData("slack/events", false)]
    [InlineData("slack/interactions", false)]
    [InlineData("slack/commands", false)]
    [InlineData("slack/events", true)]
    public async Task Five_megabytes_are_too_much(string path, bool isInPieces)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        using var client = new HttpClient { BaseAddress = house.Host.Url };
        using var much = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(new byte[5_000_000]) };
        much.Headers.TransferEncodingChunked = isInPieces;
        using var answer = await client.SendAsync(much);
        Assert.Equal((413, "This is larger than 2 MB, which is more than Slack ever sends."), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal("up", (await Http(house).SendAsync("slack/events", """{"type":"url_verification","challenge":"up"}""", "application/json")).Body);
    }

    [Fact]
    public async Task The_very_same_bytes_within_five_minutes_act_once_at_each_door()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        foreach (var act in (Func<Task>[])[() => maya.TypeAsync("help"), () => maya.TypeAsync("/coach help"), () => maya.TypeAsync("/coach Acme"), () => maya.PressAsync("Heard from them", null)])
        {
            var signedAt = house.Clock.Now;
            await act();
            var (before, told) = (await StateAsync(), house.Sender.Last!);
            house.Clock.JumpTo(signedAt.AddSeconds(299));
            foreach (var _ in (int[])[1, 2]) Assert.Equal(200, (await Http(house).DeliverAsync(told, signedAt)).Status);
            await house.SettleAsync();
            Assert.Equal(before, await StateAsync());
        }

        async Task<string> StateAsync() => string.Join(' ', [
            maya.Chat.Count, await house.ReadAsync(db => db.DealEvents.CountAsync()), await house.ReadAsync(db => db.OutgoingMessages.SumAsync(m => m.Revision)),
            await house.ReadAsync(db => db.SeenInbounds.CountAsync()),
        ]);
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
    }

    [Fact]
    public async Task That_Slack_holds_events_back_is_said_to_whoever_runs_it_and_to_nobody_else()
    {
        var told = new Told();
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: services => services.AddSingleton<ILoggerProvider>(told));
        var limited = await house.Sender.RateLimitedAsync(house.Team);
        Assert.Equal((200, ""), (limited.Status, limited.Body));
        Assert.Single(told.All, t => t == "Slack holds events of T0NORTH back: more than 30,000 came within an hour");
        Assert.Empty(house.Slack.World.Messages);
    }

    [Fact]
    public async Task An_event_that_comes_again_a_day_later_acts_once_also_after_what_is_old_was_forgotten()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("help");
        await maya.TypeAsync("heard Acme");
        var told = house.Sender.Last!;
        var heard = await HeardAsync();
        house.Clock.Advance(TimeSpan.FromHours(25) - TimeSpan.FromMinutes(1));
        await house.Host.DoAsync(services => services.GetRequiredService<ForgetSweep>().RunDueAsync(house.Clock.Now, default));
        Assert.Equal(200, (await house.Sender.RedeliverAsync(told)).Status);
        await house.SettleAsync();
        Assert.Equal(heard, await HeardAsync());

        Task<DateTimeOffset?> HeardAsync() => house.ReadAsync(db => db.Deals.Where(d => d.Name.StartsWith("Acme")).Select(d => d.HeardAt).SingleAsync());
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
