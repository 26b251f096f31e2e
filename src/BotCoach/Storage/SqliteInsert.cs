using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotCoach.Storage;

/// <summary>
/// One statement, prepared once and run for many rows, its values bound by place. Through ADO each row would look every parameter up by its name
/// again, which costs as much as the row. Values are written as Microsoft.Data.Sqlite writes them; the first place is 0.
/// </summary>
internal sealed class SqliteInsert : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;
    private byte[] _utf8 = new byte[256];

    public SqliteInsert(SqliteConnection connection, string sql)
    {
        _connection = connection;
        Check(raw.sqlite3_prepare_v2(connection.Handle!, sql, out _statement));
    }

    public void BindNull(int place) => Check(raw.sqlite3_bind_null(_statement, place + 1));

    public void Bind(int place, string value)
    {
        if (_utf8.Length < value.Length * 3) _utf8 = new byte[value.Length * 3];
        Bind(place, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(value, _utf8)));
    }

    public void Bind(int place, long value) => Check(raw.sqlite3_bind_int64(_statement, place + 1, value));

    public void Bind(int place, int value) => Bind(place, (long)value);

    public void Bind(int place, bool value) => Bind(place, value ? 1L : 0L);

    public void Bind(int place, double value) => Check(raw.sqlite3_bind_double(_statement, place + 1, value));

    public void Bind(int place, Guid value)
    {
        Span<byte> text = stackalloc byte[36];
        value.TryFormat(text, out _);
        Ascii.ToUpperInPlace(text, out _);
        Bind(place, text);
    }

    public void Bind(int place, decimal value) => Bind(place, value.ToString("0.0###########################", CultureInfo.InvariantCulture));

    public void Bind(int place, DateOnly value) => Bind(place, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public void Bind(int place, byte[] value) => Check(raw.sqlite3_bind_blob(_statement, place + 1, value));

    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        raw.sqlite3_reset(_statement);
        if (result != raw.SQLITE_DONE) Check(result);
    }

    public void Dispose() => _statement.Dispose();

    private void Bind(int place, ReadOnlySpan<byte> text) => Check(raw.sqlite3_bind_text(_statement, place + 1, text));

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _connection.Handle);
}
