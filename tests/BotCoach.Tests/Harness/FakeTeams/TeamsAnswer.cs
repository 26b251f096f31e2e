using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What the app answered; status 0 when nothing came back.</summary>
public sealed record TeamsAnswer(int Status, string Body, string Type, TimeSpan Took)
{
    /// <summary>It came later than three seconds.</summary>
    public bool TimedOut { get; init; }

    public bool IsOk => Status is >= 200 and < 300 && !TimedOut;

    public JsonObject? Json
    {
        get
        {
            try
            {
                return Type.StartsWith("application/json", StringComparison.Ordinal) ? JsonNode.Parse(Body) as JsonObject : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}
