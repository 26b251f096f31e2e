using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// The chores' now. Where several instances share a database it is the database's, so that they agree; an instance whose own clock is more
/// than five seconds off runs no chores and says so in <c>/health/ready</c>.
/// </summary>
public sealed class ChoreClock(TimeProvider clock)
{
    private static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);

    /// <summary>How far this instance's clock is off, as last seen; null while within five seconds.</summary>
    public TimeSpan? Skew { get; private set; }

    /// <summary>Now, or null when this instance's clock is too far off to run chores.</summary>
    public async Task<DateTimeOffset?> NowAsync(BotCoachDb db, CancellationToken cancel)
    {
        if (clock is not CoachClock host) return clock.GetUtcNow();
        await host.ReadAsync(db, cancel);
        if (await db.NowAsync(cancel) is not { } databases) return host.GetUtcNow();
        var skew = TimeProvider.System.GetUtcNow() - databases;
        Skew = skew.Duration() > MostSkew ? skew : null;
        return Skew is null ? CoachClock.ToMilliseconds(databases) + host.Offset : null;
    }
}
