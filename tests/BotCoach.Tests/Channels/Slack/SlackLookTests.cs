using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Looking an uncertain delivery up, when Slack cannot answer that either, or not for all at once.</summary>
public sealed class SlackLookTests
{
    [Theory]
    [InlineData("internal_error")]
    [InlineData("fatal_error")]
    [InlineData("service_unavailable")]
    [InlineData("request_timeout")]
    [InlineData("team_added_to_org")]
    [InlineData("org_login_required")]
    public async Task What_Slack_cannot_say_now_is_asked_again_and_nothing_is_sent_twice(string error)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.CutAfter);
        house.Slack.Troubles.Next("conversations.history", Trouble.Says(error));
        await rita.TypeAsync("/coach");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(5));
        var row = await house.RowAsync("day");
        Assert.Equal((1, MessageState.Sent, false, 2), (rita.Chat.Count, row.State, row.WasUncertain, house.Slack.CallsOf("conversations.history").Count));
    }

    [Fact]
    public async Task An_hour_in_which_Slack_answers_everything_by_an_error_of_its_own_loses_nothing_and_doubles_nothing()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        rita.ToleratesFaults = true;
        await rita.TypeAsync("/coach");
        var over = house.Clock.Now.AddHours(1);
        house.Slack.Troubles.Whim = _ => house.Clock.Now < over ? Trouble.Says("internal_error") : null;
        await rita.TypeAsync("/coach help");
        await house.Host.JumpToAsync(over.AddMinutes(30));
        var row = await house.RowAsync("help");
        Assert.Equal((2, MessageState.Sent, false), (rita.Chat.Count, row.State, row.WasUncertain));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_answers_that_were_lost_at_once_are_looked_for_at_a_pace_that_Slack_takes(Db kind)
    {
        await using var house = await SlackHouse.EmptyAsync(kind);
        var lost = 0;
        house.Slack.Troubles.Whim = call => call.Method == "chat.postMessage" && Interlocked.Increment(ref lost) <= 120 ? Trouble.CutAfter : null;
        await SlackReachTests.WriteToAsync(house, [.. Enumerable.Range(0, 120).Select(i => house.Team.AddUser($"Rep {i}"))], byEmail: false);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(15));
        Assert.Equal((120, 0), (house.Slack.World.Messages.Count, house.Slack.Limits.Throttled));
        Assert.True(await house.ReadAsync(db => db.OutgoingMessages.AllAsync(m => m.State == MessageState.Sent && !m.WasUncertain)));
    }

    [Fact]
    public async Task Being_told_to_wait_with_looking_holds_every_look_of_the_team_and_no_message()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var lost = 0;
        house.Slack.Troubles.Whim = call => call.Method == "chat.postMessage" && Interlocked.Increment(ref lost) <= 6 ? Trouble.CutAfter : null;
        house.Slack.Troubles.Next("conversations.history", Trouble.TooMany(300));
        await SlackReachTests.WriteToAsync(house, [.. Enumerable.Range(0, 6).Select(i => house.Team.AddUser($"Rep {i}"))], byEmail: false);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        var asked = house.Slack.CallsOf("conversations.history").Count;
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        Assert.Single(rita.Chat);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(asked, house.Slack.CallsOf("conversations.history").Count);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.True(await house.ReadAsync(db => db.OutgoingMessages.AllAsync(m => m.State == MessageState.Sent && !m.WasUncertain)));
        Assert.Equal(7, house.Slack.World.Messages.Count);
    }
}
