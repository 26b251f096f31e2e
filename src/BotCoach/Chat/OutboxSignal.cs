namespace BotCoach.Chat;

/// <summary>Wakes the sender of this instance right after a commit, so that an answer need not wait for the next tick.</summary>
public sealed class OutboxSignal
{
    private readonly SemaphoreSlim _poked = new(0, 1);

    public void Poke()
    {
        if (_poked.CurrentCount == 0)
        {
            try { _poked.Release(); }
            catch (SemaphoreFullException) { }
        }
    }

    public Task WaitAsync(CancellationToken cancel) => _poked.WaitAsync(cancel);
}
