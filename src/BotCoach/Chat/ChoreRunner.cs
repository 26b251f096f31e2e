using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Runs a chore, unit of work by unit of work: a scope, a transaction, one batch, one commit. A clash with another instance ends the run
/// quietly, since that instance did the work or the next tick will; a row that makes the chore fail is logged and put off, so that the others go on.
/// </summary>
public sealed class ChoreRunner(IServiceScopeFactory scopes, ChoreClock clock, TimeProvider time, OutboxSender sender, ILogger<ChoreRunner> log)
{
    private const int MostUnits = 10_000;
    private const int MostClashes = 5;

    /// <summary>How long what makes a chore fail is put off.</summary>
    private static readonly TimeSpan Rests = TimeSpan.FromMinutes(10);

    private volatile bool _isOutOfReach;
    private volatile bool _isSkewed;

    /// <summary>Runs what is due now, for the metronome: a database out of reach is noted once, and the next tick tries again.</summary>
    public Task RunAsync(Type chore, CancellationToken cancel) => WhileReachableAsync(now => RunAsync(chore, now, cancel), cancel);

    /// <summary>Sends what is due now, likewise.</summary>
    public Task SendAsync(CancellationToken cancel) => WhileReachableAsync(now => sender.RunDueAsync(now, cancel), cancel);

    /// <summary>Runs what is due at an instant; returns how much was done.</summary>
    public async Task<int> RunAsync(Type chore, DateTimeOffset now, CancellationToken cancel)
    {
        var (done, clashes, oneByOne) = (0, 0, false);
        for (var unit = 0; unit < MostUnits && clashes < MostClashes && !cancel.IsCancellationRequested; unit++)
        {
            var (more, fault) = await Telemetry.OfChoreAsync(chore, time, () => OneUnitAsync(chore, now, oneByOne, cancel), u => u.Done);
            if (fault is null && more == 0) break;
            if (fault is { Claimed.Ids.Count: > 1 }) oneByOne = true;
            else if (fault is { Claimed: { } row }) await PutOffAsync(chore, row, now, fault.Why, cancel);
            else if (fault is not null) clashes++;
            done += more;
        }
        if (clashes == MostClashes) log.LogWarning("{Chore} stops after {Clashes} clashes; the next tick goes on", chore.Name, clashes);
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

    private async Task<T> InOneUnitAsync<T>(Func<IServiceProvider, Task<T>> work, CancellationToken cancel, Func<IServiceProvider, Task>? before = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        if (before is not null) await before(scope.ServiceProvider);
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

    /// <summary>One unit of work; a clash comes back as a fault without rows, any other fault with the rows it is about, if there are such.</summary>
    private async Task<(int Done, Fault? Fault)> OneUnitAsync(Type chore, DateTimeOffset now, bool oneByOne, CancellationToken cancel)
    {
        Func<Claimed?> claimed = () => null;
        try
        {
            return (await InOneUnitAsync(services =>
            {
                var work = (IChore)services.GetRequiredService(chore);
                if (work is IClaimingChore claiming) claimed = () => claiming.Claimed;
                if (oneByOne && work is IClaimingChore slow) slow.Most = 1;
                return work.RunDueAsync(now, cancel);
            }, cancel, services => ((IChore)services.GetRequiredService(chore)).ReadAsync(now, cancel)), null);
        }
        catch (Exception clash) when (DbFaults.IsClash(clash))
        {
            return (0, new Fault(clash, null));
        }
        catch (Exception fault) when (!DbFaults.IsLostConnection(fault) && !DbFaults.IsClash(fault) && !cancel.IsCancellationRequested)
        {
            Telemetry.Fault(fault);
            if (claimed() is not { Ids.Count: > 0 } rows) throw;
            return (0, new Fault(fault, rows));
        }
    }

    private async Task PutOffAsync(Type chore, Claimed row, DateTimeOffset now, Exception why, CancellationToken cancel)
    {
        log.LogError(why, "{Chore} failed on {Row}; it is tried again in {Rests}", chore.Name, row.Ids[0], Rests);
        await InOneUnitAsync(async services =>
        {
            services.GetRequiredService<WorkspaceScope>().Enter(row.WorkspaceId);
            await ((IClaimingChore)services.GetRequiredService(chore)).PutOffAsync(row.Ids, now + Rests);
            return true;
        }, cancel);
    }

    private async Task<DateTimeOffset?> NowAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = await clock.NowAsync(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), cancel);
        if (now is null && !_isSkewed) log.LogWarning("This machine's clock is {Skew} off the database's; it runs no chores until that is mended", clock.Skew);
        _isSkewed = now is null;
        return now;
    }

    private sealed record Fault(Exception Why, Claimed? Claimed);
}
