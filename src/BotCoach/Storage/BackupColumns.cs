using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;

namespace BotCoach.Storage;

/// <summary>What a column's values are, whichever database they lie in. Kept in backups by these names.</summary>
internal enum BackupKind { Uuid, Text, Instant, Date, Time, Numeric, Boolean, Integer, Long, Double, Bytes }

/// <summary>A column in a backup.</summary>
internal sealed record BackupColumn(string Name, BackupKind Kind);

/// <summary>The tables of this program, and how a value of each kind is read, written into a backup, and stored by each of the two databases.</summary>
internal static class BackupColumns
{
    /// <summary>All tables with all columns, in the order of their names; kinds are told by what PostgreSQL calls them.</summary>
    public static IReadOnlyList<(string Table, IReadOnlyList<BackupColumn> Columns)> Of()
    {
        // only its model is asked for, nothing is opened
        using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=localhost").Options);
        return [.. db.Model.GetRelationalModel().Tables.OrderBy(t => t.Name, StringComparer.Ordinal)
            .Select(t => (t.Name, (IReadOnlyList<BackupColumn>)[.. t.Columns.Select(c => new BackupColumn(c.Name, KindOf(c)))]))];
    }

    public static void Write(Utf8JsonWriter to, DbDataReader row, int place, BackupKind kind)
    {
        if (row.IsDBNull(place)) to.WriteNullValue();
        else if (kind == BackupKind.Boolean) to.WriteBooleanValue(row.GetBoolean(place));
        else if (kind is BackupKind.Integer or BackupKind.Long) to.WriteNumberValue(row.GetInt64(place));
        else if (kind == BackupKind.Double) to.WriteNumberValue(row.GetDouble(place));
        else if (kind == BackupKind.Bytes) to.WriteBase64StringValue(row.GetFieldValue<byte[]>(place));
        else to.WriteStringValue(row is NpgsqlDataReader ? InWords(row, place, kind) : InWordsOfSqlite(row, place, kind));
    }

    /// <summary>As PostgreSQL takes it.</summary>
    public static object? ForPostgres(JsonElement value, BackupKind kind) => value.ValueKind == JsonValueKind.Null ? null : kind switch
    {
        BackupKind.Uuid => value.GetGuid(),
        BackupKind.Instant => DateTime.SpecifyKind(value.GetDateTimeOffset().UtcDateTime, DateTimeKind.Utc),
        BackupKind.Date => DateOnly.ParseExact(value.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        BackupKind.Time => TimeOnly.ParseExact(value.GetString()!, "HH:mm:ss.fffffff", CultureInfo.InvariantCulture),
        BackupKind.Numeric => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture),
        BackupKind.Boolean => value.GetBoolean(),
        BackupKind.Integer => value.GetInt32(),
        BackupKind.Long => value.GetInt64(),
        BackupKind.Double => value.GetDouble(),
        BackupKind.Bytes => value.GetBytesFromBase64(),
        _ => value.GetString(),
    };

    /// <summary>As SQLite's rows hold it, which knows texts, numbers and bytes.</summary>
    public static object ForSqlite(JsonElement value, BackupKind kind) => value.ValueKind == JsonValueKind.Null ? DBNull.Value : kind switch
    {
        BackupKind.Uuid => value.GetString()!.ToUpperInvariant(),
        BackupKind.Instant => value.GetDateTimeOffset().ToUnixTimeMilliseconds(),
        BackupKind.Time => TimeOnly.ParseExact(value.GetString()!, "HH:mm:ss.fffffff", CultureInfo.InvariantCulture).ToString(@"HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        BackupKind.Numeric => decimal.Parse(value.GetString()!, CultureInfo.InvariantCulture).ToString("0.0###########################", CultureInfo.InvariantCulture),
        BackupKind.Boolean => value.GetBoolean() ? 1L : 0L,
        BackupKind.Integer or BackupKind.Long => value.GetInt64(),
        BackupKind.Double => value.GetDouble(),
        BackupKind.Bytes => value.GetBytesFromBase64(),
        _ => value.GetString()!,
    };

    public static NpgsqlDbType TypeOf(BackupKind kind) => kind switch
    {
        BackupKind.Uuid => NpgsqlDbType.Uuid,
        BackupKind.Instant => NpgsqlDbType.TimestampTz,
        BackupKind.Date => NpgsqlDbType.Date,
        BackupKind.Time => NpgsqlDbType.Time,
        BackupKind.Numeric => NpgsqlDbType.Numeric,
        BackupKind.Boolean => NpgsqlDbType.Boolean,
        BackupKind.Integer => NpgsqlDbType.Integer,
        BackupKind.Long => NpgsqlDbType.Bigint,
        BackupKind.Double => NpgsqlDbType.Double,
        BackupKind.Bytes => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private static string InWords(DbDataReader row, int place, BackupKind kind) => kind switch
    {
        BackupKind.Uuid => row.GetGuid(place).ToString(),
        BackupKind.Instant => At(row.GetFieldValue<DateTimeOffset>(place)),
        BackupKind.Date => Day(row.GetFieldValue<DateOnly>(place)),
        BackupKind.Time => Hour(row.GetFieldValue<TimeOnly>(place)),
        BackupKind.Numeric => Amount(row.GetDecimal(place)),
        _ => row.GetString(place),
    };

    private static string InWordsOfSqlite(DbDataReader row, int place, BackupKind kind) => kind switch
    {
        BackupKind.Uuid => row.GetString(place).ToLowerInvariant(),
        BackupKind.Instant => At(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(place))),
        BackupKind.Time => Hour(TimeOnly.Parse(row.GetString(place), CultureInfo.InvariantCulture)),
        BackupKind.Numeric => Amount(decimal.Parse(row.GetString(place), NumberStyles.Float, CultureInfo.InvariantCulture)),
        _ => row.GetString(place),
    };

    private static string At(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Hour(TimeOnly time) => time.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture);

    // the two databases keep another number of zeros behind the point
    private static string Amount(decimal amount) => amount.ToString("0.0###########################", CultureInfo.InvariantCulture);

    private static BackupKind KindOf(IColumn column) => column.StoreType switch
    {
        "uuid" => BackupKind.Uuid,
        "timestamp with time zone" => BackupKind.Instant,
        "date" => BackupKind.Date,
        "time without time zone" => BackupKind.Time,
        "numeric" => BackupKind.Numeric,
        "boolean" => BackupKind.Boolean,
        "integer" => BackupKind.Integer,
        "bigint" => BackupKind.Long,
        "double precision" => BackupKind.Double,
        "bytea" => BackupKind.Bytes,
        "text" => BackupKind.Text,
        var other => throw new InvalidOperationException($"No backup knows what {other} is ({column.Table.Name}.{column.Name})."),
    };
}
