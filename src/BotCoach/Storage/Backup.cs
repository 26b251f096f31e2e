using System.Data;
using System.Data.Common;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;

namespace BotCoach.Storage;

/// <summary>What a backup says of itself, in its last entry, <c>backup.json</c>.</summary>
/// <param name="Format">1.</param>
/// <param name="Schema">The last migration of the database that it was made of.</param>
internal sealed record BackupHead(int Format, string Schema, DateTimeOffset MadeAt, IReadOnlyList<BackupTable> Tables)
{
    public const int Known = 1;
    public const string Entry = "backup.json";

    public long Rows => Tables.Sum(t => t.Rows);
}

/// <summary>A table in a backup: its entry is <c>tables/NAME.jsonl</c>, a row a line, each a list of values in the order of the columns.</summary>
/// <param name="Sha256">Of the entry's text, in hexadecimal digits.</param>
internal sealed record BackupTable(string Name, IReadOnlyList<BackupColumn> Columns, long Rows, string Sha256)
{
    public string Entry => $"tables/{Name}.jsonl";
}

/// <summary>
/// All rows of a database as one zip file, the same for PostgreSQL and SQLite, so that it is restored into either. They are read as they were at one instant, while
/// everybody works on; a row is held at a time. The keys of what is stored encrypted are in it as they lie there, wrapped by Secrets:Key where that is set.
/// </summary>
internal static class Backup
{
    private static readonly JsonSerializerOptions Words = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <param name="file">Must not be there yet; nothing of it stays when something goes wrong. Nobody but its owner may read it, where the system knows owners.</param>
    public static async Task<BackupHead> WriteAsync(DatabaseChoice choice, string file, DateTimeOffset now, CancellationToken cancel)
    {
        if (Path.Exists(file)) throw new InvalidDataException($"{file} is there already. Name another file, or move that one away.");
        await using var connection = choice.Connection();
        await connection.OpenAsync(cancel);
        var schema = await SchemaAsync(connection, choice, cancel);
        var unfinished = $"{file}.unfinished";
        try
        {
            BackupHead head;
            await using (var written = new FileStream(unfinished, Private)) head = await WriteAsync(connection, schema, written, now, cancel);
            File.Move(unfinished, file);
            return head;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>What a backup says of itself, or a sentence that says why it is none.</summary>
    public static BackupHead HeadOf(ZipArchive zip, string file)
    {
        if (zip.GetEntry(BackupHead.Entry) is not { } entry) throw new InvalidDataException($"{file} is no backup of BotCoach: there is no {BackupHead.Entry} in it.");
        using var text = entry.Open();
        var head = JsonSerializer.Deserialize<BackupHead>(text, Words)!;
        if (head.Format > BackupHead.Known) throw new InvalidDataException($"{file} was made by a newer BotCoach (format {head.Format}, this program reads {BackupHead.Known}). Restore it with that one.");
        return head;
    }

    private static async Task<string> SchemaAsync(DbConnection connection, DatabaseChoice choice, CancellationToken cancel)
    {
        var (applied, latest) = (await Migrations.AppliedAsync(connection, cancel), Migrations.Latest(choice));
        if (applied.Count == 0) throw new InvalidDataException($"There is nothing of BotCoach in this database. {DatabaseChoice.Key} says which one is meant.");
        if (applied[^1] != latest)
            throw new InvalidDataException($"This database's tables are at {applied[^1]}, and this program's at {latest}. Make the backup with the program that works on it, or start this one once before.");
        return latest;
    }

    private static async Task<BackupHead> WriteAsync(DbConnection connection, string schema, Stream written, DateTimeOffset now, CancellationToken cancel)
    {
        // one picture of everything: on SQLite a reader has that by itself
        await using var picture = connection is SqliteConnection sqlite ? sqlite.BeginTransaction(deferred: true) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        await using var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true);
        var tables = new List<BackupTable>();
        foreach (var (name, columns) in BackupColumns.Of()) tables.Add(await WriteAsync(connection, zip, name, columns, cancel));
        var head = new BackupHead(BackupHead.Known, schema, now, tables);
        await using var last = await zip.CreateEntry(BackupHead.Entry).OpenAsync(cancel);
        await JsonSerializer.SerializeAsync(last, head, Words, cancel);
        return head;
    }

    private static async Task<BackupTable> WriteAsync(DbConnection connection, ZipArchive zip, string name, IReadOnlyList<BackupColumn> columns, CancellationToken cancel)
    {
        using var hash = SHA256.Create();
        long count = 0;
        var table = new BackupTable(name, columns, 0, "");
        await using (var entry = await zip.CreateEntry(table.Entry, CompressionLevel.Fastest).OpenAsync(cancel))
        await using (var hashed = new CryptoStream(entry, hash, CryptoStreamMode.Write))
        await using (var json = new Utf8JsonWriter(hashed))
        await using (var all = connection.CreateCommand())
        {
            // names are the model's own
            (all.CommandText, all.CommandTimeout) = ($"select {string.Join(", ", columns.Select(c => $"\"{c.Name}\""))} from \"{name}\"", 0);
            await using var rows = await all.ExecuteReaderAsync(cancel);
            for (; await rows.ReadAsync(cancel); count++)
            {
                json.WriteStartArray();
                for (var place = 0; place < columns.Count; place++) BackupColumns.Write(json, rows, place, columns[place].Kind);
                json.WriteEndArray();
                await json.FlushAsync(cancel);
                json.Reset();
                hashed.WriteByte((byte)'\n');
            }
        }
        return table with { Rows = count, Sha256 = Convert.ToHexStringLower(hash.Hash!) };
    }

    private static FileStreamOptions Private
    {
        get
        {
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, BufferSize = 1 << 16 };
            if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            return options;
        }
    }
}
