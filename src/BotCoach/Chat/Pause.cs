namespace BotCoach.Chat;

/// <summary>The one place where anything waits by the wall clock: between two tries of something that failed.</summary>
internal static class Pause
{
    public static Task ForAsync(TimeSpan time, CancellationToken cancel) => Task.Delay(time, TimeProvider.System, cancel);
}
