using System.Text.Json;

namespace BotCoach.Channels.Teams;

/// <summary>What became of a call to the Connector.</summary>
/// <param name="Reached">How far it came.</param>
/// <param name="Status">HTTP's; 0 where there was no answer.</param>
/// <param name="Code">Microsoft's own word for what is wrong, or what the network said; empty where all went well.</param>
internal sealed record TeamsReturn(TeamsReach Reached, int Status, string Code = "")
{
    /// <summary>An address that our token is not for.</summary>
    internal static readonly TeamsReturn Foreign = new(TeamsReach.Answered, 403, "not_an_allowed_service");

    /// <summary>Our own delay, which says nothing of Teams.</summary>
    internal static readonly TeamsReturn NoTime = new(TeamsReach.NeverLeft, 0, "no time was left for it");

    internal bool Ok => Reached == TeamsReach.Answered && Status is >= 200 and < 300;

    internal JsonElement Body { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal string? Id => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;

    internal static TeamsReturn NeverLeft(string why) => new(TeamsReach.NeverLeft, 0, why);

    internal static TeamsReturn NoAnswer(string why) => new(TeamsReach.NoAnswer, 0, why);

    internal static async Task<TeamsReturn> OfAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancel)
    {
        var (status, after) = ((int)response.StatusCode, response.Headers.RetryAfter);
        var body = Parse(await response.Content.ReadAsByteArrayAsync(cancel));
        return new TeamsReturn(TeamsReach.Answered, status, response.IsSuccessStatusCode ? "" : CodeOf(body) ?? $"HTTP {status}")
        {
            Body = body, RetryAfter = after?.Delta ?? (after?.Date is { } at ? at - clock.GetUtcNow() : null),
        };
    }

    /// <summary>
    /// Of either shape: <c>{"error":{"code":…}}</c>, and an older one whose message is JSON again
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
    /// </summary>
    private static string? CodeOf(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return null;
        if (body.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object && Text(error, "code") is { } code) return code;
        if (Text(body, "message") is { } inner && Parse(System.Text.Encoding.UTF8.GetBytes(inner)) is { ValueKind: JsonValueKind.Object } again && Text(again, "subCode") is { } subCode) return subCode;
        return body.TryGetProperty("errorCode", out var number) ? number.ToString() : Text(body, "code");
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement Parse(byte[] json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

/// <summary>How far a call came.</summary>
internal enum TeamsReach
{
    /// <summary>Teams never got it.</summary>
    NeverLeft,
    /// <summary>Teams may have got it and done it.</summary>
    NoAnswer,
    /// <summary>Teams answered.</summary>
    Answered,
}
