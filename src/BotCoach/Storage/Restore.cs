using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// Puts a backup into an empty database: its tables are made as they were then, filled, and brought up to date. All of it, or nothing. An entry that is not what was
/// written into it is refused.
/// </summary>
internal static class Restore
{
    /// <summary>Reads all of a backup and writes nothing: whether it is whole.</summary>
    public static Task<BackupHead> CheckAsync(string file, CancellationToken cancel) => ReadingAsync(file, async (zip, head) =>
    {
        foreach (var table in head.Tables)
            await foreach (var row in RowsAsync(zip, table, cancel))
                for (var place = 0; place < table.Columns.Count; place++) BackupColumns.ForPostgres(row[place], table.Columns[place].Kind);
    }, cancel);

    public static async Task<BackupHead> IntoAsync(DatabaseChoice choice, string file, CancellationToken cancel)
    {
        var head = await ReadingAsync(file, (zip, head) => FillAsync(choice, zip, head, cancel), cancel);
        await Migrations.ApplyAsync(choice, cancel);
        return head;
    }

    /// <summary>What is not as it was written is told as that, wherever it is met.</summary>
    private static async Task<BackupHead> ReadingAsync(string file, Func<ZipArchive, BackupHead, Task> read, CancellationToken cancel)
    {
        await using var zip = await OpenAsync(file, cancel);
        try
        {
            var head = Backup.HeadOf(zip, file);
            await read(zip, head);
            return head;
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"{file} is not what was written into it. Nothing was changed.", broken);
        }
        catch (DbException refused)
        {
            throw new InvalidDataException($"The database does not take what is in {file}. Nothing was changed.", refused);
        }
    }

    private static async Task FillAsync(DatabaseChoice choice, ZipArchive zip, BackupHead head, CancellationToken cancel)
    {
        await using var connection = await Migrations.OpenAsync(choice, cancel);
        if (connection is SqliteConnection) await Migrations.RunAsync(connection, "pragma journal_mode = wal", cancel);
        await using var whole = await connection.BeginTransactionAsync(cancel);
        if (!await Migrations.MakeAsync(connection, choice, head.Schema, cancel))
            throw new InvalidDataException($"There is something of BotCoach in this database already. A backup goes into an empty one: name another in {DatabaseChoice.Key}.");
        await FillAsync(connection, zip, head, cancel);
        await whole.CommitAsync(cancel);
    }

    private static async Task<ZipArchive> OpenAsync(string file, CancellationToken cancel)
    {
        if (!File.Exists(file)) throw new InvalidDataException($"There is no file {file}.");
        try
        {
            return await ZipFile.OpenReadAsync(file, cancel);
        }
        catch (InvalidDataException broken)
        {
            throw new InvalidDataException($"{file} is no backup of BotCoach, or was cut off: it cannot be opened.", broken);
        }
    }

    private static async Task FillAsync(DbConnection connection, ZipArchive zip, BackupHead head, CancellationToken cancel)
    {
        // who points at a row of the same table may come before it
        if (connection is SqliteConnection) await Migrations.RunAsync(connection, "pragma defer_foreign_keys = on", cancel);
        var tables = InOrder(head.Tables, await PointersAsync(connection, cancel));
        // what a migration put there is in the backup too
        foreach (var table in tables.Reverse()) await Migrations.RunAsync(connection, $"delete from \"{table.Name}\"", cancel);
        foreach (var table in tables)
        {
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, zip, table, cancel);
            else await InsertAsync((SqliteConnection)connection, zip, table, cancel);
        }
    }

    private static async Task CopyAsync(NpgsqlConnection connection, ZipArchive zip, BackupTable table, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy \"{table.Name}\" ({Names(table)}) from stdin (format binary)", cancel);
        copy.Timeout = Timeout.InfiniteTimeSpan;
        await foreach (var row in RowsAsync(zip, table, cancel))
        {
            await copy.StartRowAsync(cancel);
            for (var place = 0; place < table.Columns.Count; place++)
            {
                if (BackupColumns.ForPostgres(row[place], table.Columns[place].Kind) is { } value) await copy.WriteAsync(value, BackupColumns.TypeOf(table.Columns[place].Kind), cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    private static async Task InsertAsync(SqliteConnection connection, ZipArchive zip, BackupTable table, CancellationToken cancel)
    {
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into \"{table.Name}\" ({Names(table)}) values ({string.Join(", ", table.Columns.Select((_, place) => $"${place}"))})";
        var values = table.Columns.Select((_, place) => insert.Parameters.Add(new SqliteParameter { ParameterName = $"${place}" })).ToList();
        await foreach (var row in RowsAsync(zip, table, cancel))
        {
            for (var place = 0; place < table.Columns.Count; place++) values[place].Value = BackupColumns.ForSqlite(row[place], table.Columns[place].Kind);
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Names(BackupTable table) => string.Join(", ", table.Columns.Select(c => $"\"{c.Name}\""));

    private static async IAsyncEnumerable<JsonElement> RowsAsync(ZipArchive zip, BackupTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var entry = zip.GetEntry(table.Entry) ?? throw new InvalidDataException($"The backup lacks {table.Entry}: it is not whole.");
        using var hash = SHA256.Create();
        long count = 0;
        await using (var hashed = new CryptoStream(await entry.OpenAsync(cancel), hash, CryptoStreamMode.Read))
        using (var lines = new StreamReader(hashed))
            for (; await lines.ReadLineAsync(cancel) is { } line; count++)
            {
                using var row = JsonDocument.Parse(line);
                yield return row.RootElement;
            }
        if (count != table.Rows || Convert.ToHexStringLower(hash.Hash!) != table.Sha256)
            throw new InvalidDataException($"{table.Entry} of the backup is not what was written into it: {count} rows where {table.Rows} were. Nothing was changed.");
    }

    /// <summary>Who is pointed at comes first.</summary>
    private static IReadOnlyList<BackupTable> InOrder(IReadOnlyList<BackupTable> tables, ILookup<string, string> pointers)
    {
        var (ordered, seen) = (new List<BackupTable>(), new HashSet<string>());
        foreach (var table in tables) Add(table);
        return ordered;

        void Add(BackupTable table)
        {
            if (!seen.Add(table.Name)) return;
            foreach (var pointed in pointers[table.Name]) if (tables.FirstOrDefault(t => t.Name == pointed) is { } first) Add(first);
            ordered.Add(table);
        }
    }

    private static async Task<ILookup<string, string>> PointersAsync(DbConnection connection, CancellationToken cancel)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = connection is NpgsqlConnection
            ? "select f.relname, t.relname from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid where c.contype = 'f'"
            : "select m.name, f.\"table\" from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'";
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var pointers = new List<(string From, string To)>();
        while (await rows.ReadAsync(cancel)) pointers.Add((rows.GetString(0), rows.GetString(1)));
        return pointers.ToLookup(p => p.From, p => p.To);
    }
}
