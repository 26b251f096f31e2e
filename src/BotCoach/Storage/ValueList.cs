using System.Text.Json;

namespace BotCoach.Storage;

/// <summary>
/// Values of many rows as one statement takes them, in place of a table: as lists on PostgreSQL, as JSON on SQLite. Each column has its name and whence it comes.
/// </summary>
internal sealed class ValueList<TRow>(params IReadOnlyList<ValueColumn<TRow>> columns)
{
    /// <summary>To stand behind "from", as "v".</summary>
    /// <param name="place">The place of its first value among the statement's.</param>
    public string Sql(BotCoachDb db, int place) => db is PostgresDb
        ? $"unnest({string.Join(", ", columns.Select((_, i) => $"{{{place + i}}}"))}) as v({string.Join(", ", columns.Select(c => c.Name))})"
        : $"(select {string.Join(", ", columns.Select((c, i) => $"value ->> {i} as {c.Name}"))} from json_each({{{place}}})) as v";

    public object[] Values(BotCoachDb db, IReadOnlyList<TRow> rows) => db is PostgresDb
        ? [.. columns.Select(c => c.List(rows))]
        : [JsonSerializer.Serialize(rows.Select(row => columns.Select(c => c.One(row))))];
}

internal abstract class ValueColumn<TRow>(string name)
{
    public string Name { get; } = name;

    public abstract object List(IReadOnlyList<TRow> rows);

    public abstract object? One(TRow row);
}

/// <inheritdoc/>
internal sealed class ValueColumn<TRow, TValue>(string name, Func<TRow, TValue> of) : ValueColumn<TRow>(name)
{
    public override object List(IReadOnlyList<TRow> rows)
    {
        var list = new TValue[rows.Count];
        for (var i = 0; i < list.Length; i++) list[i] = of(rows[i]);
        return list;
    }

    // ids are kept in capitals there, and instants as milliseconds
    public override object? One(TRow row) => of(row) switch
    {
        Guid id => $"{id}".ToUpperInvariant(),
        DateTimeOffset at => at.ToUnixTimeMilliseconds(),
        var value => value,
    };
}
