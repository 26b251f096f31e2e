using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// The chores' now. Where several instances share a database it is the database's, so that they agree; an instance whose own clock is more
/// than five seconds off runs no chores and says so in <c>/health/ready</c>.
/// </summary>
public sealed class ChoreClock(TimeProvider clock, IEnumerable<IChannel> channels)
{
    /// <summary>How far the clocks of instances may be apart.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(5);

    /// <summary>How far this instance's clock is off, as last seen; null while within five seconds.</summary>
    public TimeSpan? Skew { get; private set; }

    /// <summary>Reads at the start how far the playground has moved the clock on: that counts only while no real channel is set up.</summary>
    public void Read(FirstLook look) => Playing?.Read(look);

    /// <summary>Now, or null when this instance's clock is too far off to run chores.</summary>
    public async Task<DateTimeOffset?> NowAsync(BotCoachDb db, CancellationToken cancel)
    {
        if (Playing is { } playing) await playing.ReadAsync(db, cancel);
        if (clock is not CoachClock host) return clock.GetUtcNow();
        if (await db.NowAsync(cancel) is not { } databases) return host.GetUtcNow();
        var skew = TimeProvider.System.GetUtcNow() - databases;
        Skew = skew.Duration() > MostSkew ? skew : null;
        return Skew is null ? CoachClock.ToMilliseconds(databases) + host.Offset : null;
    }

    private CoachClock? Playing => channels.MayPlay() ? clock as CoachClock : null;
}
