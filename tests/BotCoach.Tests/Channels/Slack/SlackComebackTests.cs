using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The app is allowed, installed or mended again: what waited for that goes on, and what belongs to a place it was removed from ends.</summary>
public sealed class SlackComebackTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_app_that_is_installed_again_says_at_once_what_waited_for_a_valid_token(Db kind)
    {
        await using var house = await SlackHouse.EmptyAsync(kind);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says("invalid_auth"));
        await rita.TypeAsync("/coach");
        Assert.Empty(rita.Chat);
        await house.Host.JumpAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(rita.Chat);
        await house.Host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new BotAdded("again", new Caller("slack", house.Team.Id, ""), house.Team.Name), default);
        await house.Host.RunDueAsync();
        Assert.Single(rita.Chat);
    }

    [Fact]
    public async Task A_pace_that_holds_is_kept_also_when_the_app_is_added_again()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.TooMany(60));
        var before = house.Clock.Now;
        await rita.TypeAsync("/coach help");
        await house.Host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new BotAdded("again", new Caller("slack", house.Team.Id, ""), house.Team.Name), default);
        await house.Host.JumpToAsync(before.AddSeconds(55));
        Assert.Equal((1, 2), (rita.Chat.Count, house.Slack.CallsOf("chat.postMessage").Count));
        await house.Host.JumpToAsync(before.AddSeconds(65));
        Assert.Equal(2, rita.Chat.Count);
    }

    [Fact]
    public async Task A_workspace_that_its_organisation_allows_again_is_written_to_again()
    {
        await using var house = await SlackHouse.InstallableAsync(Db.Sqlite);
        var east = house.Slack.World.AddTeam("T0EAST", "East", enterprise: "E0ALL", install: false);
        var eva = east.AddUser("Eva East");
        house.Slack.InstallsForOrg = true;
        await SlackInstallTests.InstallAsync(house, eva);
        var driver = house.Driver();
        driver.ToleratesFaults = true;
        await driver.AsAsync(eva.RealName);
        await driver.TypeAsync("/coach");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says("team_access_not_granted"));
        await driver.TypeAsync("/coach help");
        Assert.NotNull((await house.ReadAsync(db => db.Identities.SingleAsync())).OffBecause);
        var answer = await house.Sender.EventAsync(east, new JsonObject { ["type"] = "team_access_granted", ["team_ids"] = new JsonArray(east.Id) });
        Assert.Equal(200, answer.Status);
        Assert.Null((await house.ReadAsync(db => db.Identities.SingleAsync())).OffBecause);
    }

    [Fact]
    public async Task A_workspace_more_of_an_organisation_that_removed_the_app_brings_nothing_back()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        await house.ReadAsync(async db =>
        {
            (await db.Installations.SingleAsync()).RemovedAt = house.Clock.Now;
            return await db.SaveChangesAsync();
        });
        await house.Host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new BotAdded("granted", new Caller("slack", house.Team.Id, ""), ""), default);
        var installation = await house.ReadAsync(db => db.Installations.SingleAsync());
        Assert.Equal((house.Clock.Now, house.Team.Name), (installation.RemovedAt, installation.Name));
    }

    [Fact]
    public async Task An_edit_in_a_workspace_that_removed_the_app_ends_and_is_not_tried_for_ever()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        await house.ReadAsync(async db =>
        {
            var row = await db.OutgoingMessages.SingleAsync();
            (row.State, row.NotBefore, row.Revision) = (MessageState.Waiting, house.Clock.Now, row.Revision + 1);
            (await db.Installations.SingleAsync()).RemovedAt = house.Clock.Now;
            return await db.SaveChangesAsync();
        });
        await house.Host.RunDueAsync();
        var ended = await house.ReadAsync(db => db.OutgoingMessages.SingleAsync());
        Assert.Equal((MessageState.GaveUp, null, "BotCoach was removed from there."), (ended.State, ended.NotBefore, ended.Why));
    }
}
