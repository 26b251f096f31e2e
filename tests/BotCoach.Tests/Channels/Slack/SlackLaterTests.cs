using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Channels;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What somebody new did is kept until Slack says who that is: it is not lost, not asked for too often, and done once.</summary>
public sealed class SlackLaterTests
{
    private static readonly TimeSpan LeftTo = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("internal_error")]
    [InlineData("invalid_auth")]
    [InlineData("team_access_not_granted")]
    public async Task Somebody_new_is_heard_once_Slack_says_who_it_is(string error)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("users.info", Trouble.Says(error));
        await rita.TypeAsync("/coach");
        Assert.Empty(rita.Chat);
        house.Clock.Advance(LeftTo);
        Assert.Equal(1, await Later(house.Host).SweepAsync(default));
        await house.SettleAsync();
        await rita.ExpectAsync("The company's day");
        Assert.Equal(0, await Later(house.Host).SweepAsync(default));
    }

    [Fact]
    public async Task Slack_is_not_asked_again_before_it_wants_to_be_and_then_oldest_first()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        house.Slack.Troubles.Next("users.info", Trouble.TooMany(119));
        var people = new List<SlackUser>();
        foreach (var name in (string[])["Zoe", "Ada", "Mia"])
        {
            people.Add(house.Team.AddUser(name));
            await house.Sender.CommandAsync(people[^1], "");
            await house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Single(Asked(house));
        house.Clock.Advance(LeftTo);
        Assert.Equal(3, await Later(house.Host).SweepAsync(default));
        Assert.Single(Asked(house));
        house.Clock.Advance(LeftTo);
        Assert.Equal(3, await Later(house.Host).SweepAsync(default));
        Assert.Equal(people.Select(p => p.Id), Asked(house).Skip(1));
    }

    [Fact]
    public async Task What_is_kept_is_done_by_one_of_two_instances()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Postgres);
        await using var other = await house.StartAnotherAsync();
        for (var i = 0; i < 5; i++)
        {
            house.Slack.Troubles.Next("users.info", Trouble.Status(503));
            await house.Sender.CommandAsync(house.Team.AddUser($"Newcomer {i}"), "");
        }
        await house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        house.Clock.Advance(LeftTo);
        var done = await Task.WhenAll(Later(house.Host).SweepAsync(default), Later(other).SweepAsync(default));
        Assert.Equal(5, done.Sum());
        Assert.Equal(10, Asked(house).Count);
    }

    [Fact]
    public async Task A_colleague_met_in_a_shared_channel_is_asked_for_where_the_colleague_works()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        var south = house.Slack.World.AddTeam("T0SOUTH", "Southwind", install: false);
        await SlackInstallTests.InstallAsync(house, house.Team.AddUser("Nora North"));
        await SlackInstallTests.InstallAsync(house, south.AddUser("Sam South"));
        var sue = south.AddUser("Sue South");
        var payload = new JsonObject
        {
            ["type"] = "shortcut", ["callback_id"] = "deal.unknown", ["trigger_id"] = "9.9.x", ["team"] = new JsonObject { ["id"] = house.Team.Id },
            ["user"] = new JsonObject { ["id"] = sue.Id, ["team_id"] = south.Id },
        };
        await new HttpTransport(house.Slack, house.Host.Url).SendAsync("slack/interactions", "payload=" + Uri.EscapeDataString(payload.ToJsonString()), "application/x-www-form-urlencoded");
        await house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        var asked = house.Slack.CallsOf("users.info")[^1];
        Assert.Equal((sue.Id, south.BotToken, (string?)null), (asked.Text("user"), asked.Token, asked.Error));
    }

    private static SlackLater Later(CoachHost host) => host.App.Services.GetRequiredService<SlackLater>();

    private static List<string?> Asked(SlackHouse house) => [.. house.Slack.CallsOf("users.info").Select(c => c.Text("user"))];
}
