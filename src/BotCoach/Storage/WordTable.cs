using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Storage;

/// <summary>A row's key behind its workspace, and what stands in the columns that were asked for.</summary>
internal sealed record WordRow(IReadOnlyList<object> Key, IReadOnlyList<string?> Words);

/// <summary>Rows of a table, and the place behind which the next ones lie; null: there are no more.</summary>
internal sealed record WordPage(IReadOnlyList<WordRow> Rows, string? Next);

/// <summary>
/// A table's columns of words, of the workspace in scope, as they are stored: gone through in the order of the table's key and put right past the tracker,
/// whatever the row is. A row that was read is held until the unit of work ends.
/// </summary>
internal sealed class WordTable
{
    /// <summary>So many rows are looked through at once.</summary>
    public const int AtOnce = 2_000;

    private readonly BotCoachDb _db;
    private readonly string _table;
    private readonly IReadOnlyList<IProperty> _key, _words;

    public WordTable(BotCoachDb db, Type row, IReadOnlyList<string> words)
    {
        var type = db.Model.FindEntityType(row) ?? throw new ArgumentException($"{row.Name} is no table.", nameof(row));
        (_db, _table, _key) = (db, Quoted(type.GetTableName()!), [.. type.FindPrimaryKey()!.Properties.Skip(1)]);
        _words = [.. words.Select(w => type.FindProperty(w) ?? throw new ArgumentException($"{row.Name} has no column {w}.", nameof(words)))];
    }

    /// <summary>Of the next rows behind a place ("" is before the first), those that carry all signs of one of the lists, in whatever case.</summary>
    public async Task<WordPage> NextAsync(string place, IReadOnlyList<IReadOnlyList<string>> signs)
    {
        var end = await EndAsync(place);
        List<object> values = [_db.WorkspaceId];
        var where = $"workspace_id = $1{From(">", place, values)}{From("<=", end, values)} and ({Carrying(signs, values)})";
        return new WordPage(await RowsAsync(where, values), end);
    }

    /// <summary>The rows that belong to something, by the column that says so.</summary>
    public Task<IReadOnlyList<WordRow>> OfAsync(string property, Guid id) =>
        RowsAsync($"workspace_id = $1 and {Column(_words[0].DeclaringType.FindProperty(property)!)} = $2", [_db.WorkspaceId, id]);

    public async Task WriteAsync(WordRow row, IReadOnlyList<string?> words)
    {
        List<object> values = [_db.WorkspaceId, .. words.Select(w => (object?)w ?? DBNull.Value), .. row.Key];
        var set = string.Join(", ", _words.Select((w, i) => $"{Column(w)} = ${i + 2}"));
        // what is a name and a key as well may be another row's already, which says the same
        if (_words.Intersect(_key).Any())
        {
            var key = _key.Select((k, i) => _words.ToList().IndexOf(k) is >= 0 and var at ? words[at]! : row.Key[i]).ToList();
            if (!key.SequenceEqual(row.Key)) await RunAsync($"delete from {_table} where workspace_id = $1 and {Is(2)}", [_db.WorkspaceId, .. key]);
        }
        await RunAsync($"update {_table} set {set} where workspace_id = $1 and {Is(_words.Count + 2)}", values);
    }

    /// <summary>The place of the last row that is looked through from here on; null where the rows end before.</summary>
    private async Task<string?> EndAsync(string place)
    {
        List<object> values = [_db.WorkspaceId];
        var sql = $"select {Columns(_key)} from {_table} where workspace_id = $1{From(">", place, values)} order by {Columns(_key)} limit 1 offset {AtOnce - 1}";
        var last = await ReadAsync(sql, values, rows => JsonSerializer.Serialize(Key(rows).Select(k => Convert.ToString(k, CultureInfo.InvariantCulture))));
        return last.SingleOrDefault();
    }

    private Task<IReadOnlyList<WordRow>> RowsAsync(string where, List<object> values) => ReadAsync(
        $"select {Columns([.. _key, .. _words])} from {_table} where {where} order by {Columns(_key)} {_db.LockSuffix}", values,
        rows => new WordRow(Key(rows), [.. _words.Select((_, i) => rows.IsDBNull(_key.Count + i) ? null : rows.GetString(_key.Count + i))]));

    private List<object> Key(DbDataReader rows) => [.. _key.Select((k, i) => k.ClrType == typeof(Guid) ? rows.GetGuid(i) : k.ClrType == typeof(int) ? (object)rows.GetInt32(i) : rows.GetString(i))];

    private string From(string how, string? place, List<object> values)
    {
        if (string.IsNullOrEmpty(place)) return "";
        var first = values.Count + 1;
        values.AddRange(JsonSerializer.Deserialize<string[]>(place)!.Zip(_key, (said, k) =>
            k.ClrType == typeof(Guid) ? Guid.Parse(said) : k.ClrType == typeof(int) ? (object)int.Parse(said, CultureInfo.InvariantCulture) : said));
        return $" and ({Columns(_key)}) {how} ({string.Join(", ", _key.Select((_, i) => $"${first + i}"))})";
    }

    /// <summary>Too many rather than too few: small letters are the database's own.</summary>
    private string Carrying(IReadOnlyList<IReadOnlyList<string>> signs, List<object> values)
    {
        var said = string.Join(" || ' ' || ", _words.Select(w => $"coalesce({Column(w)}, '')"));
        return string.Join(" or ", signs.Select(all => string.Join(" and ", all.Select(sign =>
        {
            values.Add($"%{sign.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)}%");
            return $"({said} like ${values.Count} escape '!' or lower({said}) like ${values.Count} escape '!')";
        }))));
    }

    private string Is(int first) => string.Join(" and ", _key.Select((k, i) => $"{Column(k)} = ${first + i}"));

    private async Task RunAsync(string sql, List<object> values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, List<object> values, Func<DbDataReader, T> read)
    {
        await using var command = Command(sql, values);
        await using var rows = await command.ExecuteReaderAsync();
        var all = new List<T>();
        while (await rows.ReadAsync()) all.Add(read(rows));
        return all;
    }

    private DbCommand Command(string sql, List<object> values)
    {
        var command = _db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = _db.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("Words are put right in a unit of work.");
        foreach (var value in values)
        {
            var parameter = command.CreateParameter();
            parameter.Value = value;
            // what is a place to PostgreSQL is a name to SQLite
            if (_db is SqliteDb) parameter.ParameterName = $"${command.Parameters.Count + 1}";
            command.Parameters.Add(parameter);
        }
        return command;
    }

    private static string Columns(IEnumerable<IProperty> of) => string.Join(", ", of.Select(Column));

    private static string Column(IReadOnlyProperty of) => Quoted(of.GetColumnName());

    // a name may be a word of SQL's own ("column")
    private static string Quoted(string name) => $"\"{name}\"";
}
