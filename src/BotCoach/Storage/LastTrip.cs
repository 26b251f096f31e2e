using BotCoach.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// How a unit of work ends that somebody waits for: what changed is saved, and then its new messages, its mark and the commit go in one trip. Nobody reads
/// those rows in this unit any more, and no other row refers to them, so they need no tracker. On SQLite there is no way to go, and all is saved alike.
/// </summary>
public static class LastTrip
{
    public static async Task CommitAsync(this BotCoachDb db, IDbContextTransaction transaction, SeenInbound mark, CancellationToken cancel)
    {
        if (mark.WorkspaceId != db.WorkspaceId) throw new InvalidOperationException("A mark of another workspace was refused; nothing was saved.");
        if (db.Database.GetDbConnection() is not NpgsqlConnection connection)
        {
            db.SeenInbounds.Add(mark);
            await db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel);
            await transaction.CommitAsync(cancel);
            return;
        }
        var shown = db.TakeShown();
        if (db.HasChanges()) await db.SaveFoundAsync(cancel);
        await using var batch = new NpgsqlBatch(connection, (NpgsqlTransaction)transaction.GetDbTransaction());
        foreach (var message in shown) Add(batch, db, message);
        Add(batch, db, mark);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await RunAsync(batch, cancel);
    }

    private static void Add<T>(NpgsqlBatch batch, BotCoachDb db, T row)
    {
        foreach (var table in RowTable<T>.Of(db))
        {
            var insert = new NpgsqlBatchCommand(table.InsertByPlace);
            table.Give(insert.Parameters, row);
            batch.BatchCommands.Add(insert);
        }
    }

    /// <summary>A fault is what it would have been while saving: the inbox tells a clash by it.</summary>
    private static async Task RunAsync(NpgsqlBatch batch, CancellationToken cancel)
    {
        try
        {
            await batch.ExecuteNonQueryAsync(cancel);
        }
        catch (PostgresException fault)
        {
            throw new DbUpdateException("What is new could not be saved; nothing was.", fault);
        }
    }
}
