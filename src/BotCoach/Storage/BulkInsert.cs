using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// Adds many rows at once, past the change tracker, inside the transaction that is open: COPY on PostgreSQL, one prepared statement on SQLite.
/// Columns and conversions are the model's, so that the rows are the same as if they had been saved one by one.
/// </summary>
public static class BulkInsert
{
    public static async Task AddManyAsync<T>(this BotCoachDb db, IReadOnlyCollection<T> rows, CancellationToken cancel) where T : class, IWorkspaceRow
    {
        if (rows.Count == 0) return;
        if (rows.Any(r => r.WorkspaceId != db.WorkspaceId))
            throw new InvalidOperationException($"A {typeof(T).Name} of another workspace was about to be added; nothing was.");
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Many rows are added inside a transaction only.");
        foreach (var table in RowTable<T>.Of(db))
        {
            if (db.Database.GetDbConnection() is NpgsqlConnection postgres) await CopyAsync(postgres, table, rows, cancel);
            else Insert((SqliteConnection)db.Database.GetDbConnection(), table, rows);
        }
    }

    /// <summary>Rows that are new and that nobody reads in this unit of work: a few are saved with the rest, many go at once.</summary>
    public static Task AddAllAsync<T>(this BotCoachDb db, IReadOnlyCollection<T> rows) where T : class, IWorkspaceRow
    {
        if (rows.Count >= BotCoachDb.Many && db.Database.CurrentTransaction is not null) return db.AddManyAsync(rows, CancellationToken.None);
        db.Set<T>().AddRange(rows);
        return Task.CompletedTask;
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, RowTable<T> table, IEnumerable<T> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            table.Write(copy, row);
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>
    /// Room for many rows on this connection. On SQLite the usual 2 MB of cache are less than the ends of a large table's indexes, and a checkpoint
    /// every 4 MB comes with each chunk; both cost several times the rows themselves. PostgreSQL needs nothing.
    /// </summary>
    public static async Task MakeRoomAsync(this BotCoachDb db, CancellationToken cancel)
    {
        if (db is not SqliteDb) return;
        // what is set holds until the connection is opened anew
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("pragma cache_size = -24576; pragma wal_autocheckpoint = 8192", cancel);
    }

    private static void Insert<T>(SqliteConnection connection, RowTable<T> table, IEnumerable<T> rows)
    {
        using var insert = new SqliteInsert(connection, table.Insert(_ => "?"));
        foreach (var row in rows)
        {
            table.Bind(insert, row);
            insert.Run();
        }
    }
}
