using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.CrashHost;

/// <summary>What time brings: all that is due, and the walk to another instant.</summary>
internal sealed class HostTime(IServiceProvider services, SharedClock clock, IPlatformRun platform)
{
    private const int MostSteps = 5_000;

    /// <summary>Longer than a lease and a look for what was lost: after a death a message may be so late, and an import half as much.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(1);

    public DateTimeOffset Now => clock.Now;

    /// <summary>What goes on after an answer, what an earlier life left for later, and all that is due soon.</summary>
    public async Task SettleAsync()
    {
        var after = services.GetRequiredService<Afterwards>();
        await after.QuietAsync();
        if (await services.GetRequiredService<IChannelNotes>().ListAsync(platform.Channel, "later/", 1, default) is { Count: > 0 })
        {
            clock.Now += LeftAfter;
            await platform.SweepAsync(services);
        }
        await RunDueAsync();
        for (var (until, step) = (Now + Patience, 0); await SoonAsync(until) is { } next; step++)
        {
            if (step == MostSteps) throw new InvalidOperationException($"Something is due again and again: {Now:O}.");
            if (next.At > Now) clock.Now = next.At;
            if (next.IsMessage) await services.GetRequiredService<OutboxSender>().RunDueAsync(Now, default);
            else await RunDueAsync();
        }
    }

    /// <summary>What is due next, until then; whether it is only a message that waits for its turn.</summary>
    private async Task<(DateTimeOffset At, bool IsMessage)?> SoonAsync(DateTimeOffset until)
    {
        await using var scope = services.CreateAsyncScope();
        var message = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
        if (message <= Now) return (message.Value, true);
        var next = await Runner.NextDueAsync(Schedule.Chores, default);
        return next <= until ? (next.Value, next == message) : null;
    }

    /// <summary>From due instant to due instant.</summary>
    public async Task JumpToAsync(DateTimeOffset target)
    {
        await RunDueAsync();
        for (var step = 0; Now < target; step++)
        {
            if (step == MostSteps) throw new InvalidOperationException($"Something is due again and again: {Now:O}.");
            var next = await Runner.NextDueAsync(Schedule.Chores, default) ?? target;
            var soonest = Now.AddMilliseconds(1);
            clock.Now = next >= target ? target : next < soonest ? soonest : next;
            await RunDueAsync();
        }
    }

    public async Task<DateTimeOffset> NextMorningAsync(string name)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Name == name && p.MergedInto == null);
        return WorkCalendar.Of(person, await db.Workspaces.AsNoTracking().SingleAsync()).NextStart(Now);
    }

    private ChoreRunner Runner => services.GetRequiredService<ChoreRunner>();

    private Task RunDueAsync() => Runner.RunUntilQuietAsync(Schedule.Chores, Now, default);
}
