using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>
/// SQLite has one writer, and wakes nobody who waits for it. So a click knocks, and a long run of units of work rests when somebody knocked, and now
/// and then for whoever does not, each time for longer than a waiting writer of another process sleeps between two tries (100 ms). Inside one process
/// the writers' queue sees to that. On PostgreSQL nobody waits.
/// </summary>
internal sealed class WriterRest(BotCoachDb db, TimeProvider clock)
{
    private static readonly TimeSpan Work = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(120);

    private readonly string? _door = Door(db);
    private long _since = clock.GetTimestamp();
    private DateTime _heard = HeardAt(Door(db));

    /// <summary>This database has one writer at a time.</summary>
    public bool OneWriter => _door is not null;

    /// <summary>Called between two units of work.</summary>
    public async Task TakeAsync(CancellationToken cancel)
    {
        if (_door is null) return;
        var knocked = HeardAt(_door);
        if (knocked == _heard && clock.GetElapsedTime(_since) < Work) return;
        await Chat.Pause.ForAsync(Rest, cancel);
        (_since, _heard) = (clock.GetTimestamp(), knocked);
    }

    /// <summary>Somebody waits for what is about to be written: a file's time beside the database says so to every process.</summary>
    public static void Knock(BotCoachDb db)
    {
        if (Door(db) is { } door) File.WriteAllBytes(door, [0]);
    }

    private static DateTime HeardAt(string? door) => door is null ? default : File.GetLastWriteTimeUtc(door);

    private static string? Door(BotCoachDb db) => db is SqliteDb ? db.Database.GetDbConnection().DataSource + "-knock" : null;
}
