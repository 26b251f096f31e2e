using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>
/// One migration at a time on a SQLite file. EF keeps a row as its lock, which a killed process leaves behind for ever; an operating system's
/// lock on a file beside the database goes with its process. Who holds the file may remove the row.
/// </summary>
internal static class MigrationLock
{
    public static async Task<IDisposable> TakeAsync(SqliteDb db, CancellationToken cancel)
    {
        var database = new SqliteConnectionStringBuilder(db.Database.GetConnectionString()).DataSource;
        var file = await OpenAsync($"{Path.GetFullPath(database)}.migrating", cancel);
        await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancel);
        await RemoveStaleRowAsync(db, cancel);
        return file;
    }

    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if (TryOpen(path) is { } file) return file;
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(path) && e is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }

    private static async Task RemoveStaleRowAsync(SqliteDb db, CancellationToken cancel)
    {
        const string table = "__EFMigrationsLock";
        var there = await db.Database.SqlQuery<int>($"select count(*) as Value from sqlite_master where name = {table}").SingleAsync(cancel);
        if (there > 0) await db.Database.ExecuteSqlRawAsync($"delete from {table}", cancel);
    }
}
