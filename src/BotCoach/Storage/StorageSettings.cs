namespace BotCoach.Storage;

public sealed class ConnectionSettings
{
    /// <summary><c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL; empty is SQLite in <c>data/botcoach.db</c>.</summary>
    public string BotCoach { get; init; } = "";
}

public sealed class SecretSettings
{
    /// <summary>Wraps the ring of keys that protects cookies and stored secrets: 32 bytes or more as base64. Empty: the ring stands unwrapped in the database.</summary>
    public string Key { get; init; } = "";
}
