using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>How a unit of work begins.</summary>
public static class Transactions
{
    /// <summary>Begins a unit of work. On SQLite it is the one writer from its first statement on, so that it never has to give way half-done.</summary>
    public static Task<IDbContextTransaction> BeginAsync(this BotCoachDb db, CancellationToken cancel) => db.Database.BeginTransactionAsync(cancel);

    /// <summary>
    /// Begins a unit of work that somebody waits for. On SQLite it knocks, so that a long run of others lets it in, and it leaves the write-ahead log
    /// to be cleared by the next writer for whom nobody waits.
    /// </summary>
    public static async Task<IDbContextTransaction> BeginAtOnceAsync(this BotCoachDb db, CancellationToken cancel)
    {
        if (db is not SqliteDb) return await db.BeginAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("pragma wal_autocheckpoint = 16384", cancel);
        WriterRest.Knock(db);
        return await db.BeginAsync(cancel);
    }
}
