using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// The host's clock: system time, to the millisecond (a finer instant does not survive the database), plus the playground's offset.
/// </summary>
public sealed class CoachClock : TimeProvider
{
    private const string Key = "clock-offset-ms";
    private long _offsetMs;

    /// <summary>How far the playground has moved the clock on; zero on a host with a real channel.</summary>
    public TimeSpan Offset => TimeSpan.FromMilliseconds(Interlocked.Read(ref _offsetMs));

    public override DateTimeOffset GetUtcNow() => ToMilliseconds(System.GetUtcNow()) + Offset;

    /// <summary>Reads the offset that this or another instance stored.</summary>
    public void Read(FirstLook look) => Keep(look.Settings.GetValueOrDefault(Key));

    /// <summary>Reads it again: another instance may have moved on.</summary>
    public async Task ReadAsync(BotCoachDb db, CancellationToken cancel) => Keep((await db.HostSettings.FindAsync([Key], cancel))?.Value);

    private void Keep(string? stored)
    {
        if (stored is not null) Interlocked.Exchange(ref _offsetMs, long.Parse(stored, global::System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Moves the clock on to an instant; never back. The caller commits.</summary>
    public async Task MoveToAsync(DateTimeOffset instant, BotCoachDb db, CancellationToken cancel)
    {
        var ahead = instant - GetUtcNow();
        if (ahead <= TimeSpan.Zero) return;
        var offset = Interlocked.Add(ref _offsetMs, (long)Math.Ceiling(ahead.TotalMilliseconds)).ToString(global::System.Globalization.CultureInfo.InvariantCulture);
        if (await db.HostSettings.FindAsync([Key], cancel) is { } stored) stored.Value = offset;
        else db.HostSettings.Add(new HostSetting { Key = Key, Value = offset });
    }

    public static DateTimeOffset ToMilliseconds(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
