using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

public enum DeliveryKind { Event, Interaction, Options, Command }

/// <summary>Something that Slack tells the app, whichever way it goes.</summary>
public sealed record Delivery(DeliveryKind Kind, JsonObject Payload)
{
    /// <summary>0 at first, then 1, 2, 3.</summary>
    public int Attempt { get; init; }

    /// <summary>Why it is tried again, such as <c>http_timeout</c>.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>What the app answered; status 0 when nothing came back.</summary>
public sealed record Answer(int Status, string Body, string Type, TimeSpan Took)
{
    /// <summary>Slack did not wait so long: the person saw <c>operation_timeout</c>.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The app said <c>x-slack-no-retry</c>: what failed is not told again.</summary>
    public bool NoRetry { get; init; }

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

/// <summary>The way from Slack to the app: signed HTTP, or Socket Mode.</summary>
public interface ISlackTransport
{
    Task<Answer> DeliverAsync(Delivery delivery);
}
