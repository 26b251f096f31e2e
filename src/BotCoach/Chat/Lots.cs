using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// What comes one by one and is done for many at once: what comes while one lot is being done makes the next. Where a lot cannot be done each of it is done
/// alone, so that one that never can be holds up no other; unless the database is out of reach, since then none can.
/// </summary>
internal sealed class Lots<T>(Func<IReadOnlyList<T>, Task> work)
{
    private readonly Lock _gate = new();
    private List<(T Item, TaskCompletionSource Done)> _next = [];
    private bool _isWorking;

    /// <summary>Ends when this one has been done, or could not be.</summary>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _next.Add((item, done));
            if (!_isWorking) _ = Task.Run(WorkAsync);
            _isWorking = true;
        }
        return done.Task;
    }

    private async Task WorkAsync()
    {
        while (Take() is { Count: > 0 } lot)
            if (!await DidAsync(lot)) foreach (var one in lot) await DidAsync([one]);
    }

    private List<(T Item, TaskCompletionSource Done)> Take()
    {
        lock (_gate)
        {
            var lot = _next;
            _next = [];
            _isWorking = lot.Count > 0;
            return lot;
        }
    }

    /// <summary>False where each is still to be done alone.</summary>
    private async Task<bool> DidAsync(IReadOnlyList<(T Item, TaskCompletionSource Done)> lot)
    {
        var all = work([.. lot.Select(one => one.Item)]);
        await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (all.Exception is { } fault && lot.Count > 1 && !DbFaults.IsLostConnection(fault)) return false;
        foreach (var (_, done) in lot) done.SetFromTask(all);
        return true;
    }
}
