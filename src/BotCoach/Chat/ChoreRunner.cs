using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Runs a chore, unit of work by unit of work: a scope, a transaction, one batch, one commit. A clash with another instance ends the run
/// quietly, since that instance did the work or the next tick will; any other fault is logged and the next tick tries again.
/// </summary>
public sealed class ChoreRunner(IServiceScopeFactory scopes, ChoreClock clock, OutboxSender sender, ILogger<ChoreRunner> log)
{
    private const int MostUnits = 10_000;
    private const int MostClashes = 5;

    /// <summary>When the clock last ran a chore to its end on this instance; what readiness looks at.</summary>
    public DateTimeOffset? LastRunAt { get; private set; }

    /// <summary>Runs what is due now; returns how much was done.</summary>
    public async Task<int> RunAsync(Type chore, CancellationToken cancel)
    {
        if (await NowAsync(cancel) is not { } now) return 0;
        return await RunAsync(chore, now, cancel);
    }

    public async Task<int> RunAsync(Type chore, DateTimeOffset now, CancellationToken cancel)
    {
        var (done, clashes) = (0, 0);
        for (var unit = 0; unit < MostUnits && clashes < MostClashes && !cancel.IsCancellationRequested; unit++)
        {
            try
            {
                var more = await OneUnitAsync(chore, now, cancel);
                if (more == 0) break;
                done += more;
            }
            catch (DbUpdateException clash) when (DbFaults.IsClash(clash))
            {
                clashes++;
            }
        }
        LastRunAt = now;
        return done;
    }

    /// <summary>Sends what is due now.</summary>
    public async Task<int> SendAsync(CancellationToken cancel) => await NowAsync(cancel) is { } now ? await sender.RunDueAsync(now, cancel) : 0;

    /// <summary>Runs every chore, and the sender, until there is nothing more to do at this instant.</summary>
    public async Task RunUntilQuietAsync(IReadOnlyList<Type> chores, DateTimeOffset now, CancellationToken cancel)
    {
        for (var done = 1; done > 0;)
        {
            done = 0;
            foreach (var chore in chores) done += await RunAsync(chore, now, cancel);
            done += await sender.RunDueAsync(now, cancel);
        }
    }

    /// <summary>The earliest instant at which anything will be due, or null.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<Type> chores, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(cancel);
        foreach (var chore in chores)
        {
            var due = await ((IChore)scope.ServiceProvider.GetRequiredService(chore)).NextDueAsync(cancel);
            if (due is not null && (next is null || due < next)) next = due;
        }
        return next;
    }

    private async Task<int> OneUnitAsync(Type chore, DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.BeginAsync(cancel);
        var done = await ((IChore)scope.ServiceProvider.GetRequiredService(chore)).RunDueAsync(now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return done;
    }

    private async Task<DateTimeOffset?> NowAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = await clock.NowAsync(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), cancel);
        if (now is null) log.LogWarning("This machine's clock is {Skew} off the database's; it runs no chores until that is mended", clock.Skew);
        return now;
    }
}
