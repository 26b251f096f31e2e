namespace BotCoach.Storage;

/// <summary>
/// Who writes next, first come, first served. SQLite has one writer at a time and wakes nobody: without a queue, a click would try its luck
/// against an import that takes the lock again at once.
/// </summary>
internal sealed class WriterTurn
{
    // Longer than any unit of work; who waits this long waits for itself (a transaction inside another one).
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(60);
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = [];
    private bool _taken;

    public async Task TakeAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (Queue() is not { } place) return;
        try
        {
            await place.Value.Task.WaitAsync(Most, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            Leave(place);
            throw;
        }
    }

    public void Release()
    {
        lock (_gate)
        {
            if (_waiting.First is not { } next)
            {
                _taken = false;
                return;
            }
            _waiting.RemoveFirst();
            next.Value.SetResult();
        }
    }

    private LinkedListNode<TaskCompletionSource>? Queue()
    {
        lock (_gate)
        {
            if (_taken) return _waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _taken = true;
            return null;
        }
    }

    private void Leave(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_gate)
        {
            if (place.List is not null) _waiting.Remove(place);
            else Release();
        }
    }
}
