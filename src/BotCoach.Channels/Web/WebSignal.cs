namespace BotCoach.Channels.Web;

/// <summary>Wakes the pages that are open on this instance. Those on another find out by their slow poll.</summary>
public sealed class WebSignal
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends when something happens. Take it before looking, so that nothing falls between looking and waiting.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Something happened.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
