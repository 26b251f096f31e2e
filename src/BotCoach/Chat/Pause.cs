namespace BotCoach.Chat;

/// <summary>The one place where anything waits by the wall clock: between two tries of something that failed.</summary>
internal static class Pause
{
    /// <summary>For what somebody stands by for: a database that restarts is back by then, or it takes longer than a click may.</summary>
    public static readonly IReadOnlyList<TimeSpan> Short = [TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(300), TimeSpan.FromMilliseconds(900)];

    public static Task ForAsync(TimeSpan time, CancellationToken cancel) => Task.Delay(time, TimeProvider.System, cancel);

    /// <summary>Waits for this, but no longer. What it throws rises where it is awaited itself.</summary>
    public static async Task AtMostAsync(TimeSpan time, Task work) => await work.WaitAsync(time, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Tries once before each wait and once after the last; what the last try throws, and what is not to pass, rises.</summary>
    public static async Task<T> BetweenTriesAsync<T>(Func<Task<T>> work, Func<Exception, bool> mayPass, IEnumerable<TimeSpan> waits, CancellationToken cancel)
    {
        foreach (var wait in waits)
        {
            try
            {
                return await work();
            }
            catch (Exception fault) when (mayPass(fault))
            {
                await ForAsync(wait, cancel);
            }
        }
        return await work();
    }

    /// <inheritdoc cref="BetweenTriesAsync{T}"/>
    public static Task BetweenTriesAsync(Func<Task> work, Func<Exception, bool> mayPass, IEnumerable<TimeSpan> waits, CancellationToken cancel) =>
        BetweenTriesAsync(async () => { await work(); return true; }, mayPass, waits, cancel);
}
