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
    private volatile bool _isOutOfReach;

    /// <summary>When the clock last ran a chore to its end on this instance; what readiness looks at.</summary>
    public DateTimeOffset? LastRunAt { get; private set; }

    /// <summary>Runs what is due now, for the metronome: a database out of reach is noted once, and the next tick tries again.</summary>
    public Task RunAsync(Type chore, CancellationToken cancel) => WhileReachableAsync(now => RunAsync(chore, now, cancel), cancel);

    /// <summary>Sends what is due now, likewise.</summary>
    public Task SendAsync(CancellationToken cancel) => WhileReachableAsync(now => sender.RunDueAsync(now, cancel), cancel);

    /// <summary>Runs what is due at an instant; returns how much was done.</summary>
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

    /// <summary>A unit of work of the host's own, tried once more when another instance did the same at the same moment.</summary>
    public async Task TwiceAsync<T>(Func<IServiceProvider, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            await InOneUnitAsync(work, cancel);
        }
        catch (DbUpdateException clash) when (DbFaults.IsClash(clash))
        {
            await InOneUnitAsync(work, cancel);
        }
    }

    private async Task<T> InOneUnitAsync<T>(Func<IServiceProvider, Task<T>> work, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.BeginAsync(cancel);
        var result = await work(scope.ServiceProvider);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

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

    private async Task WhileReachableAsync(Func<DateTimeOffset, Task<int>> run, CancellationToken cancel)
    {
        try
        {
            if (await NowAsync(cancel) is { } now) await run(now);
            _isOutOfReach = false;
        }
        catch (Exception fault) when (DbFaults.IsLostConnection(fault) || DbFaults.IsClash(fault))
        {
            if (!_isOutOfReach) log.LogWarning("The database does not answer ({Fault}); nothing is lost, the next tick tries again", fault.GetBaseException().Message);
            _isOutOfReach = true;
        }
    }

    private Task<int> OneUnitAsync(Type chore, DateTimeOffset now, CancellationToken cancel) =>
        InOneUnitAsync(services => ((IChore)services.GetRequiredService(chore)).RunDueAsync(now, cancel), cancel);

    private async Task<DateTimeOffset?> NowAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = await clock.NowAsync(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), cancel);
        if (now is null) log.LogWarning("This machine's clock is {Skew} off the database's; it runs no chores until that is mended", clock.Skew);
        return now;
    }
}
