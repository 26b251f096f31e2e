using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Delivery = BotCoach.Channels.Delivery;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Whoever runs the host reads at /health/ready which company it cannot reach, and why.</summary>
public sealed class SlackHealthTests
{
    [Fact]
    public async Task A_company_that_took_a_permission_or_the_token_away_is_named_until_it_is_mended()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        Assert.Equal("ready", await LookAsync(house));
        house.Team.Install!.Scopes.Remove("dnd:read");
        Assert.Equal("ready\nslack T0NORTH: The app lacks the permission dnd:read: add it under OAuth & Permissions and install the app again. (missing_scope)", await LookAsync(house));
        house.Slack.Troubles.Next("auth.test", Trouble.Says("token_revoked"));
        house.Slack.Troubles.Next("auth.test", Trouble.Status(503));
        for (var i = 0; i < 2; i++) Assert.Contains("slack T0NORTH: Slack does not take the app's token any more", await LookAsync(house));
        await using var other = await house.StartAnotherAsync();
        Assert.Contains("T0NORTH", await ReadyAsync(other));
        house.Team.Install!.Scopes.Add("dnd:read");
        Assert.Equal("ready", await LookAsync(house));
    }

    [Fact]
    public async Task A_token_that_Slack_never_took_is_said_too()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, introduce: false);
        house.Slack.Troubles.Next("auth.test", Trouble.Says("invalid_auth"));
        Assert.StartsWith("ready\nslack: Slack does not take the app's token", await LookAsync(house));
        Assert.Equal("ready", await LookAsync(house));
    }

    [Fact]
    public async Task A_workspace_that_its_organisation_keeps_the_app_from_stops_nobody_else()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says("team_access_not_granted"));
        var channel = house.Host.App.Services.GetServices<IChannel>().Single(c => c.Name == "slack");
        var back = await channel.SendAsync(new Address("slack", house.Team.Id, house.Team.AddUser("Rita").Id), Message.Say("Hello"), new Delivery("1"), default);
        Assert.Equal(FaultKind.Destination, Assert.IsType<GaveUp>(back).Kind);
    }

    private static async Task<string> LookAsync(SlackHouse house)
    {
        await house.Host.App.Services.GetRequiredService<SlackHealth>().LookAsync(default);
        return await ReadyAsync(house.Host);
    }

    private static async Task<string> ReadyAsync(CoachHost host)
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri(host.Url, "health/ready"));
    }
}
