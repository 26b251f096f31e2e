namespace BotCoach.Chat;

public sealed class TelemetrySettings
{
    /// <summary>Where traces, figures and logs are sent by OTLP over HTTP, as <c>http://collector:4318</c>; empty: nowhere.</summary>
    public string Endpoint { get; init; } = "";
}
