namespace BotCoach.Api;

/// <summary>The API under <c>/api/v1</c>.</summary>
public sealed class ApiSettings
{
    /// <summary>So many requests a minute by one key, on one instance.</summary>
    public int PerMinute { get; init; } = 600;
}
