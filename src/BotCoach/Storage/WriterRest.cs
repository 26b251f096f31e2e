namespace BotCoach.Storage;

/// <summary>
/// On SQLite, a long run of units of work rests now and then, for longer than a waiting writer of another process sleeps between two tries
/// (100 ms), so that a click never waits for the whole run. Inside one process the writers' queue sees to that. On PostgreSQL nobody waits.
/// </summary>
internal sealed class WriterRest(BotCoachDb db, TimeProvider clock)
{
    private static readonly TimeSpan Work = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(120);

    /// <summary>This database has one writer at a time.</summary>
    public bool OneWriter { get; } = db is SqliteDb;

    private long _since = clock.GetTimestamp();

    /// <summary>Called between two units of work.</summary>
    public async Task TakeAsync(CancellationToken cancel)
    {
        if (!OneWriter || clock.GetElapsedTime(_since) < Work) return;
        await Chat.Pause.ForAsync(Rest, cancel);
        _since = clock.GetTimestamp();
    }
}
