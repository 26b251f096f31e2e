using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotCoach.Storage;

/// <summary>Which database a connection string means.</summary>
internal sealed partial record DatabaseChoice(bool IsPostgres, string ConnectionString, string? File)
{
    public const string Key = "ConnectionStrings:BotCoach";
    private const string Default = "Data Source=data/botcoach.db";
    private const string Allowed =
        "nothing (a SQLite file data/botcoach.db), \"Data Source=path/to/file.db\" (SQLite), "
        + "or \"Host=…;Database=…;Username=…;Password=…\" (PostgreSQL)";

    public static DatabaseChoice Of(string? setting)
    {
        var text = string.IsNullOrWhiteSpace(setting) ? Default : setting.Trim();
        var keys = KeysOf(text);
        if (keys.Contains("data source") || keys.Contains("filename")) return Sqlite(text);
        if (keys.Contains("host") || keys.Contains("server")) return Postgres(text);
        throw new SettingRefused(Key, WithoutSecrets(text), Allowed);
    }

    /// <summary>A connection for what is asked before there is a model; not open yet.</summary>
    public DbConnection Connection() => IsPostgres ? new NpgsqlConnection(ConnectionString) : new SqliteConnection(ConnectionString);

    private static IReadOnlySet<string> KeysOf(string text)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = text };
            return parts.Keys.Cast<string>().Select(k => k.ToLowerInvariant()).ToHashSet();
        }
        catch (ArgumentException)
        {
            return new HashSet<string>();
        }
    }

    private static DatabaseChoice Sqlite(string text)
    {
        try
        {
            var parts = new SqliteConnectionStringBuilder(text) { ForeignKeys = true };
            if (parts.DataSource.Length > 0 && !parts.DataSource.Contains(":memory:") && parts.Mode != SqliteOpenMode.Memory)
                return new(false, parts.ConnectionString, Path.GetFullPath(parts.DataSource));
        }
        catch (ArgumentException) { }
        throw new SettingRefused(Key, WithoutSecrets(text), Allowed);
    }

    private static DatabaseChoice Postgres(string text)
    {
        try
        {
            var parts = new NpgsqlConnectionStringBuilder(text);
            // A statement is planned once for each connection, unless the setting says otherwise (0: a pooler between that cannot keep them).
            if (!KeysOf(text).Contains("max auto prepare")) (parts.MaxAutoPrepare, parts.AutoPrepareMinUsages) = (100, 3);
            // What is read much at once comes in eight times fewer pieces, each of which wakes somebody.
            if (!KeysOf(text).Contains("read buffer size")) parts.ReadBufferSize = 64 * 1024;
            // Nothing here leaves anything behind in a session (each lock and setting ends with its transaction), so there is nothing to reset for the next.
            if (!KeysOf(text).Contains("no reset on close")) parts.NoResetOnClose = true;
            if (!string.IsNullOrEmpty(parts.Host)) return new(true, parts.ConnectionString, null);
        }
        catch (ArgumentException) { }
        throw new SettingRefused(Key, WithoutSecrets(text), Allowed);
    }

    private static string WithoutSecrets(string text) => InUrl().Replace(InPair().Replace(text, "$1=…"), "://…@");

    [GeneratedRegex("(?i)((?:ssl )?password|pwd|passfile)\\s*=\\s*(?:\"[^\"]*(?:\"|$)|'[^']*(?:'|$)|[^;]*)")]
    private static partial Regex InPair();

    [GeneratedRegex("://.*@")]
    private static partial Regex InUrl();
}
