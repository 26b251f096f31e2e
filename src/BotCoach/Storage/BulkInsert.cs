using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>
/// Adds many rows at once, past the change tracker, inside the transaction that is open: COPY on PostgreSQL, one prepared statement on SQLite.
/// Columns and conversions are the model's, so that the rows are the same as if they had been saved one by one.
/// </summary>
public static class BulkInsert
{
    private static readonly ConcurrentDictionary<IEntityType, Table> Tables = [];

    public static async Task AddManyAsync<T>(this BotCoachDb db, IReadOnlyCollection<T> rows, CancellationToken cancel) where T : class, IWorkspaceRow
    {
        if (rows.Count == 0) return;
        if (rows.Any(r => r.WorkspaceId != db.WorkspaceId))
            throw new InvalidOperationException($"A {typeof(T).Name} of another workspace was about to be added; nothing was.");
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Many rows are added inside a transaction only.");
        var table = Tables.GetOrAdd(db.Model.FindEntityType(typeof(T))!, type => new Table(type));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres) await CopyAsync(postgres, table, rows, cancel);
        else Insert((SqliteConnection)db.Database.GetDbConnection(), table, rows);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, Table table, IEnumerable<object> rows, CancellationToken cancel)
    {
        await using var copy = await connection.BeginBinaryImportAsync($"copy {table.Name} ({table.ColumnList}) from stdin (format binary)", cancel);
        foreach (var row in rows)
        {
            await copy.StartRowAsync(cancel);
            foreach (var column in table.Columns)
            {
                if (column.ValueOf(row) is { } value) await copy.WriteAsync(value, column.StoreType, cancel);
                else await copy.WriteNullAsync(cancel);
            }
        }
        await copy.CompleteAsync(cancel);
    }

    /// <summary>
    /// Room for many rows on this connection. On SQLite the usual 2 MB of cache are less than the ends of a large table's indexes, and a checkpoint
    /// every 4 MB comes with each chunk; both cost several times the rows themselves. PostgreSQL needs nothing.
    /// </summary>
    public static async Task MakeRoomAsync(this BotCoachDb db, CancellationToken cancel)
    {
        if (db is SqliteDb) await db.Database.ExecuteSqlRawAsync("pragma cache_size = -49152; pragma wal_autocheckpoint = 8192", cancel);
    }

    private static void Insert(SqliteConnection connection, Table table, IEnumerable<object> rows)
    {
        var places = string.Join(", ", table.Columns.Select(_ => "?"));
        using var insert = new SqliteInsert(connection, $"insert into {table.Name} ({table.ColumnList}) values ({places})");
        foreach (var row in rows)
        {
            for (var i = 0; i < table.Columns.Count; i++) insert.Bind(i, table.Columns[i].ValueOf(row));
            insert.Run();
        }
    }

    // a name may be a word of SQL's own ("column")
    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class Table(IEntityType type)
    {
        public string Name { get; } = Quoted(type.GetTableName()!);
        public IReadOnlyList<Column> Columns { get; } = [.. type.GetProperties().Select(p => new Column(p))];
        public string ColumnList => field ??= string.Join(", ", Columns.Select(c => c.Name));
    }

    private sealed class Column(IProperty property)
    {
        private readonly IClrPropertyGetter _getter = property.GetGetter();
        private readonly Func<object?, object?>? _convert = property.GetRelationalTypeMapping().Converter?.ConvertToProvider;

        public string Name { get; } = Quoted(property.GetColumnName());
        public string StoreType { get; } = property.GetRelationalTypeMapping().StoreType;

        public object? ValueOf(object row)
        {
            var value = _getter.GetClrValue(row);
            return value is null || _convert is null ? value : _convert(value);
        }
    }
}
