using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Two instances on one database say everything once, keep one pace, and know what either has heard.</summary>
public sealed class TeamsTwiceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_two_instances_send_at_the_same_time_stands_there_once_and_keeps_the_pace(Db kind)
    {
        await using var house = await TeamsHouse.EmptyAsync(kind);
        await house.AtAsync("Rita");
        await using var other = await house.StartAnotherAsync();
        var before = house.Teams.Sends.Count;
        await TeamsRows.ShowAsync(house, [.. Enumerable.Range(0, 120).Select(i => house.Tenant.AddUser($"Rep {i}"))]);
        var senders = new[] { house.Host, other }.Select(h => h.App.Services.GetRequiredService<OutboxSender>()).ToList();
        for (var until = house.Clock.Now.AddMinutes(1); house.Teams.Sends.Count < before + 120; house.Clock.Advance(TimeSpan.FromMilliseconds(200)))
        {
            Assert.True(house.Clock.Now < until, $"{house.Teams.Sends.Count - before} of 120 went out in a minute");
            await Task.WhenAll(senders.Select(s => s.RunDueAsync(house.Clock.Now, default)));
        }
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(senders.Select(s => s.RunDueAsync(house.Clock.Now, default)));
        var sends = house.Teams.Sends.Skip(before).ToList();
        Assert.Equal((120, 120, 0), (sends.Count, sends.Select(s => s.Room).Distinct().Count(), house.Teams.Limits.Throttled));
        var most = sends.Max(s => sends.Count(o => o.At >= s.At && o.At < s.At.AddSeconds(1)));
        Assert.InRange(most, 20, 25);
        Assert.True(await house.ReadAsync(db => db.OutgoingMessages.AllAsync(m => m.State == MessageState.Sent && !m.WasUncertain)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_app_that_is_removed_at_one_instance_and_installed_again_at_the_other_writes_to_the_person_again(Db kind)
    {
        await using var house = await TeamsHouse.EmptyAsync(kind);
        var rita = await house.AtAsync("Rita");
        await using var other = await house.StartAnotherAsync();
        using var elsewhere = new TeamsSender(house.Teams, other.Url);
        await elsewhere.RemoveAsync(rita.User);
        Assert.NotNull(await TeamsRows.OffAsync(house, rita.User));
        await house.Sender.InstallAsync(rita.User);
        await house.SettleAsync();
        await rita.TypeAsync("help");
        await rita.ExpectAsync("What you can type");
        Assert.Null(await TeamsRows.OffAsync(house, rita.User));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_Teams_took_from_an_instance_that_died_before_writing_it_down_is_sent_once_more_and_recorded(Db kind)
    {
        await using var house = await TeamsHouse.EmptyAsync(kind);
        var rita = await house.AtAsync("Rita");
        var (stood, taken, dead) = (rita.Chat.Count, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        house.Teams.Troubles.Whim = call =>
        {
            if (call.Method != "SendToConversation" || !taken.TrySetResult()) return null;
            return TeamsTrouble.AnsweredAfter(dead.Task);
        };
        await TeamsRows.ShowAsync(house, [rita.User]);
        var dying = TeamsRows.SendAsync(house);
        await taken.Task.WaitAsync(TimeSpan.FromSeconds(30));
        // Nothing is heard of it for longer than it may take; by then another instance attends to the message.
        await using var other = await house.StartAnotherAsync();
        house.Clock.Advance(TimeSpan.FromSeconds(61));
        await other.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(house.Clock.Now, default);
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.Sent, true, 2), (row.State, row.WasUncertain, rita.Chat.Count - stood));
        // What the first one has to say comes too late to count.
        dead.SetResult();
        await dying;
        var after = await house.RowAsync("note");
        Assert.Equal((row.Reference, row.State, stood + 2), (after.Reference, after.State, rita.Chat.Count));
    }
}
