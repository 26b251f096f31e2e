using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotCoach.Storage;

/// <summary>
/// One statement, prepared once and run for many rows, its values bound by place. Through ADO each row would look every parameter up by its name
/// again, which costs as much as the row. Values are written as Microsoft.Data.Sqlite writes them.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    public SqliteInsert(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement));
    }

    /// <summary>Binds a value to a place, the first being 0.</summary>
    public void Bind(int place, object? value) => Check(value switch
    {
        null => raw.sqlite3_bind_null(_statement, place + 1),
        string text => raw.sqlite3_bind_text(_statement, place + 1, text),
        long number => raw.sqlite3_bind_int64(_statement, place + 1, number),
        int number => raw.sqlite3_bind_int64(_statement, place + 1, number),
        bool yes => raw.sqlite3_bind_int64(_statement, place + 1, yes ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place + 1, number),
        Guid id => raw.sqlite3_bind_text(_statement, place + 1, id.ToString().ToUpperInvariant()),
        decimal amount => raw.sqlite3_bind_text(_statement, place + 1, amount.ToString("0.0###########################", CultureInfo.InvariantCulture)),
        DateOnly day => raw.sqlite3_bind_text(_statement, place + 1, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place + 1, bytes),
        _ => throw new NotSupportedException($"A {value.GetType().Name} is written to SQLite one by one only."),
    });

    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
