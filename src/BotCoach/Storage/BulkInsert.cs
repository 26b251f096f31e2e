using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
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
    private static readonly ConcurrentDictionary<IEntityType, object> Tables = [];

    public static async Task AddManyAsync<T>(this BotCoachDb db, IReadOnlyCollection<T> rows, CancellationToken cancel) where T : class, IWorkspaceRow
    {
        if (rows.Count == 0) return;
        if (rows.Any(r => r.WorkspaceId != db.WorkspaceId))
            throw new InvalidOperationException($"A {typeof(T).Name} of another workspace was about to be added; nothing was.");
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Many rows are added inside a transaction only.");
        var table = (Table<T>)Tables.GetOrAdd(db.Model.FindEntityType(typeof(T))!, type => new Table<T>(type));
        if (db.Database.GetDbConnection() is NpgsqlConnection postgres) await CopyAsync(postgres, table, rows, cancel);
        else Insert((SqliteConnection)db.Database.GetDbConnection(), table, rows);
    }

    private static async Task CopyAsync<T>(NpgsqlConnection connection, Table<T> table, IEnumerable<T> rows, CancellationToken cancel)
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

    private static void Insert<T>(SqliteConnection connection, Table<T> table, IEnumerable<T> rows)
    {
        var places = string.Join(", ", table.Columns.Select(_ => "?"));
        using var insert = new SqliteInsert(connection, $"insert into {table.Name} ({table.ColumnList}) values ({places})");
        foreach (var row in rows)
        {
            table.Bind(insert, row);
            insert.Run();
        }
    }

    // a name may be a word of SQL's own ("column")
    private static string Quoted(string name) => $"\"{name}\"";

    private sealed class Table<T>(IEntityType type)
    {
        public string Name { get; } = Quoted(type.GetTableName()!);
        public IReadOnlyList<IProperty> Columns { get; } = [.. type.GetProperties()];
        public string ColumnList => field ??= string.Join(", ", Columns.Select(c => Quoted(c.GetColumnName())));

        /// <summary>Writes a row's values in the types that they are stored as, each by its own call: boxing them costs as much as writing them.</summary>
        public Action<NpgsqlBinaryImporter, T> Write => field ??= RowWriter<NpgsqlBinaryImporter, T>.Of(Columns,
            (copy, _, value) => Expression.Call(copy, Importer(nameof(NpgsqlBinaryImporter.Write), 1).MakeGenericMethod(value.Type), value),
            (copy, _) => Expression.Call(copy, Importer(nameof(NpgsqlBinaryImporter.WriteNull), 0)));

        public Action<SqliteInsert, T> Bind => field ??= RowWriter<SqliteInsert, T>.Of(Columns,
            (insert, place, value) => Expression.Call(insert, nameof(SqliteInsert.Bind), null, place, value),
            (insert, place) => Expression.Call(insert, nameof(SqliteInsert.BindNull), null, place));

        private static MethodInfo Importer(string name, int parameters) => typeof(NpgsqlBinaryImporter).GetMethods()
            .Single(m => m.Name == name && m.GetParameters().Length == parameters);
    }
}
