using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>A table that rows are added to past the change tracker: columns and conversions are the model's. What writes a row is made once for each model.</summary>
internal sealed class RowTable<T>
{
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<RowTable<T>>> Known = [];
    private readonly IReadOnlyList<IProperty> _columns;

    private RowTable(ITableMapping table)
    {
        (Name, _columns) = (Quoted(table.Table.Name), [.. table.ColumnMappings.Select(c => c.Property)]);
        ColumnList = string.Join(", ", table.ColumnMappings.Select(c => Quoted(c.Column.Name)));
    }

    public string Name { get; }

    public string ColumnList { get; }

    /// <summary>Writes a row's values in the types that they are stored as, each by its own call: boxing them costs as much as writing them.</summary>
    public Action<NpgsqlBinaryImporter, T> Write => field ??= RowWriter<NpgsqlBinaryImporter, T>.Of(_columns,
        (copy, _, value) => Expression.Call(copy, Importer(nameof(NpgsqlBinaryImporter.Write), 1).MakeGenericMethod(value.Type), value),
        (copy, _) => Expression.Call(copy, Importer(nameof(NpgsqlBinaryImporter.WriteNull), 0)));

    public Action<SqliteInsert, T> Bind => field ??= RowWriter<SqliteInsert, T>.Of(_columns,
        (insert, place, value) => Expression.Call(insert, nameof(SqliteInsert.Bind), null, place, value),
        (insert, place) => Expression.Call(insert, nameof(SqliteInsert.BindNull), null, place));

    /// <summary>Adds a row's values to a statement's, for one row or a few.</summary>
    public Action<NpgsqlParameterCollection, T> Give => field ??= RowWriter<NpgsqlParameterCollection, T>.Of(_columns,
        (to, _, value) => Expression.Call(typeof(RowTable<T>), nameof(Add), [value.Type], to, value),
        (to, _) => Expression.Call(typeof(RowTable<T>), nameof(AddNull), null, to));

    /// <summary>With the values by place: $1, $2 and so on.</summary>
    public string InsertByPlace => field ??= Insert(place => $"${place + 1}");

    /// <summary>One, or those that the rows are split over: the first one comes first.</summary>
    public static IReadOnlyList<RowTable<T>> Of(BotCoachDb db) =>
        Known.GetOrAdd(db.Model.FindEntityType(typeof(T))!, type => [.. Mappings(type).Select(table => new RowTable<T>(table))]);

    public static IReadOnlyList<ITableMapping> Mappings(IEntityType type) => [.. type.GetTableMappings().OrderByDescending(table => table.IsSplitEntityTypePrincipal ?? true)];

    public string Insert(Func<int, string> place) => $"insert into {Name} ({ColumnList}) values ({string.Join(", ", _columns.Select((_, i) => place(i)))})";

    private static void Add<TValue>(NpgsqlParameterCollection to, TValue value) => to.Add(new NpgsqlParameter<TValue> { TypedValue = value });

    private static void AddNull(NpgsqlParameterCollection to) => to.Add(new NpgsqlParameter { Value = DBNull.Value });

    private static MethodInfo Importer(string name, int parameters) => typeof(NpgsqlBinaryImporter).GetMethods()
        .Single(m => m.Name == name && m.GetParameters().Length == parameters);

    // a name may be a word of SQL's own ("column")
    private static string Quoted(string name) => $"\"{name}\"";
}
