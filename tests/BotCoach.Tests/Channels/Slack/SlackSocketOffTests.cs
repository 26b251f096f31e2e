using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Socket Mode that an admin switched off, a token that opens nothing, and envelopes that nobody can read.</summary>
public sealed class SlackSocketOffTests
{
    private readonly Told _told = new();

    [Theory]
    [InlineData("of another kind")]
    [InlineData("without a payload")]
    [InlineData("with a payload that is none")]
    public async Task An_envelope_that_cannot_be_read_is_acknowledged_and_does_not_come_again(string how)
    {
        await using var house = await HouseAsync();
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach help");
        house.Slack.Sockets.Wraps = envelope => Unreadable(envelope, how);
        var answer = await house.Sender.SayAsync(rita.User, "help");
        Assert.Equal((200, ""), (answer.Status, answer.Body));
        Assert.Empty(house.Slack.Sockets.Unacked);
        house.Slack.Sockets.Wraps = envelope => envelope;
        var shown = rita.Chat.Count;
        await rita.TypeAsync("help");
        Assert.Equal(shown + 2, rita.Chat.Count);
    }

    [Fact]
    public async Task A_connection_that_was_switched_off_is_left_alone_for_minutes()
    {
        await using var house = await HouseAsync();
        await EndAsync(house, "link_disabled");
        await OtherComesBackThriceAsync(house);
        Assert.Equal(5, house.Slack.CallsOf("apps.connections.open").Count);
    }

    [Theory]
    [InlineData("invalid_auth")]
    [InlineData("user_removed_from_team")]
    [InlineData("team_disabled")]
    public async Task A_token_that_opens_nothing_any_more_is_left_alone_for_minutes(string code)
    {
        await using var house = await HouseAsync();
        house.Slack.Troubles.Next("apps.connections.open", Trouble.Says(code));
        await EndAsync(house, "refresh_requested");
        await OtherComesBackThriceAsync(house);
        Assert.Equal(6, house.Slack.CallsOf("apps.connections.open").Count);
        var said = Assert.Single(_told.All, t => t.Contains(code));
        Assert.Contains("It is tried again every 5 minutes.", said);
    }

    [Fact]
    public async Task Socket_Mode_that_is_switched_on_again_is_found_and_what_to_do_is_said_once_and_not_at_every_try()
    {
        await using var house = await HouseAsync();
        house.Host.App.Services.GetRequiredService<IOptions<SlackOptions>>().Value.AdminsTime = TimeSpan.FromMilliseconds(100);
        for (var times = 0; times < 2; times++)
        {
            foreach (var socket in house.Slack.Sockets.Open) await house.Slack.Sockets.DisconnectAsync(socket, "link_disabled");
            await house.Slack.Sockets.ClosedAsync();
            await house.Slack.Sockets.OpenedAsync(2);
        }
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        Assert.Single(rita.Chat);
        Assert.Contains("switch it on at https://api.slack.com/apps, under Socket Mode.", Assert.Single(_told.All, t => t.Contains("Socket Mode")));
    }

    private async Task<SlackHouse> HouseAsync()
    {
        var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true, adjust: services => services.AddSingleton<ILoggerProvider>(_told));
        await house.Slack.Sockets.OpenedAsync(2);
        return house;
    }

    /// <summary>The first connection was told, and is over.</summary>
    private static async Task EndAsync(SlackHouse house, string reason)
    {
        var first = house.Slack.Sockets.Open[0];
        await house.Slack.Sockets.DisconnectAsync(first, reason);
        await first.Over;
    }

    /// <summary>After one second, two, and four: what is not left alone has come by then, and was cut off and has come again.</summary>
    private static async Task OtherComesBackThriceAsync(SlackHouse house)
    {
        for (var times = 0; times < 3; times++)
        {
            house.Slack.Sockets.KillAll();
            await house.Slack.Sockets.OpenedAsync();
        }
    }

    private static JsonObject Unreadable(JsonObject envelope, string how)
    {
        if (how == "of another kind") envelope["type"] = "of_next_year";
        else if (how == "without a payload") envelope.Remove("payload");
        else envelope["payload"] = "none";
        return envelope;
    }
}
