namespace BotCoach.Channels;

/// <summary>The one place of the wire where anything waits by the wall clock: between two looks at a platform.</summary>
internal static class Waiting
{
    /// <summary>By the same clock: how long ago something began.</summary>
    internal static Func<TimeSpan> Began()
    {
        var began = TimeProvider.System.GetTimestamp();
        return () => TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Ends early, and quietly, when there is nothing more to wait for.</summary>
    internal static async Task ForAsync(TimeSpan time, CancellationToken cancel) =>
        await Task.Delay(time, TimeProvider.System, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
