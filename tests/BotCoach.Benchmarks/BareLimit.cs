using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Benchmarks;

/// <summary>The same rows into the same tables by the database alone, in one transaction: PostgreSQL's COPY, SQLite's insert from an attached file.</summary>
internal static class BareLimit
{
    private static readonly string[] Foundation = ["workspace", "process", "process_version", "person"];
    private static readonly string[] Loaded = ["deal", "deal_event"];

    public static async Task<TimeSpan> PostgresAsync(string imported, string empty, string work)
    {
        await using (var app = App.Build(["--ConnectionStrings:BotCoach", empty])) await App.PrepareAsync(app);
        await using var from = await OpenAsync(imported);
        await using var to = await OpenAsync(empty);
        foreach (var table in (string[])[.. Foundation, .. Loaded]) await CopyOutAsync(from, table, work);
        await using (var transaction = await to.BeginTransactionAsync())
        {
            // managers and reps stand in one table, in no order
            await RunAsync(to, "set session_replication_role = replica");
            foreach (var table in Foundation) await CopyInAsync(to, table, work);
            await RunAsync(to, "set session_replication_role = origin");
            await transaction.CommitAsync();
        }
        var watch = Stopwatch.StartNew();
        await using (var transaction = await to.BeginTransactionAsync())
        {
            foreach (var table in Loaded) await CopyInAsync(to, table, work);
            await transaction.CommitAsync();
        }
        return watch.Elapsed;
    }

    public static async Task<TimeSpan> SqliteAsync(string imported, string bareFile)
    {
        await using (var app = App.Build(["--ConnectionStrings:BotCoach", $"Data Source={bareFile}"])) await App.PrepareAsync(app);
        await using var to = new SqliteConnection($"Data Source={bareFile};Foreign Keys=false");
        await to.OpenAsync();
        await RunAsync(to, $"pragma synchronous = normal; attach '{imported["Data Source=".Length..]}' as imported");
        foreach (var table in Foundation) await RunAsync(to, $"insert into {table} select * from imported.{table}");
        await RunAsync(to, "pragma foreign_keys = on");
        var watch = Stopwatch.StartNew();
        await using (var transaction = await to.BeginTransactionAsync())
        {
            foreach (var table in Loaded) await RunAsync(to, $"insert into {table} select * from imported.{table}");
            await transaction.CommitAsync();
        }
        return watch.Elapsed;
    }

    private static async Task CopyOutAsync(NpgsqlConnection from, string table, string work)
    {
        await using var source = await from.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)");
        await using var file = File.Create(Path.Combine(work, table));
        await source.CopyToAsync(file);
    }

    private static async Task CopyInAsync(NpgsqlConnection to, string table, string work)
    {
        await using var file = File.OpenRead(Path.Combine(work, table));
        await using var target = await to.BeginRawBinaryCopyAsync($"copy {table} from stdin (format binary)");
        await file.CopyToAsync(target);
    }

    private static async Task<NpgsqlConnection> OpenAsync(string connection)
    {
        var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        return open;
    }

    private static async Task RunAsync(System.Data.Common.DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
