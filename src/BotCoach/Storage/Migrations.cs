using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BotCoach.Storage;

/// <summary>
/// Brings the database up to the model, at start, one instance at a time. Each migration is SQL written by hand, per database, and runs in a
/// transaction: a killed one leaves nothing behind, neither half a schema nor a lock.
/// </summary>
public static class Migrations
{
    /// <summary>The id of the newest migration of both databases.</summary>
    internal const string Newest = "0001";

    /// <summary>Creates the database when it is not there, and applies what is missing.</summary>
    public static async Task ApplyAsync(BotCoachDb db, CancellationToken cancel)
    {
        if (db is SqliteDb sqlite)
        {
            using var _ = await MigrationLock.TakeAsync(sqlite, cancel);
            await sqlite.Database.MigrateAsync(cancel);
        }
        else
        {
            // EF locks its history table inside the migrations' transaction: PostgreSQL lets go of it when the session ends, however it ends.
            await db.Database.MigrateAsync(cancel);
        }
    }

    /// <summary>The SQL of a migration: <c>Postgres/0001</c> is the resource <c>migrations/Postgres/0001.sql</c>.</summary>
    internal static void Run(this MigrationBuilder builder, string name)
    {
        using var resource = typeof(Migrations).Assembly.GetManifestResourceStream($"migrations/{name}.sql")!;
        using var reader = new StreamReader(resource);
        builder.Sql(reader.ReadToEnd());
    }
}
