using System.Globalization;
using System.Text;
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

    /// <summary>A file with more in it than is wanted.</summary>
    internal static readonly TeamsReturn TooLarge = new(TeamsReach.Answered, 413, "too_large");

    internal bool Ok => Reached == TeamsReach.Answered && Status is >= 200 and < 300;

    internal JsonElement Body { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    internal static TeamsReturn NeverLeft(string why) => new(TeamsReach.NeverLeft, 0, why);

    internal static TeamsReturn NoAnswer(string why) => new(TeamsReach.NoAnswer, 0, why);

    /// <summary>We may not call: the login gives us no token for it.</summary>
    internal static TeamsReturn Refused(string code) => new(TeamsReach.Answered, 401, code);

    internal static async Task<TeamsReturn> OfAsync(HttpResponseMessage response, TimeProvider clock, CancellationToken cancel)
    {
        var (status, after) = ((int)response.StatusCode, response.Headers.RetryAfter);
        var body = WireJson.Parse(await response.Content.ReadAsByteArrayAsync(cancel)) ?? default;
        return new TeamsReturn(TeamsReach.Answered, status, response.IsSuccessStatusCode ? "" : CodeOf(body) ?? $"HTTP {status}")
        {
            Body = body, RetryAfter = after?.Delta ?? (after?.Date is { } at ? at - clock.GetUtcNow() : null),
        };
    }

    /// <summary>
    /// Of either shape: <c>{"error":{"code":…}}</c>, and an older one whose message is JSON again
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
    /// </summary>
    private static string? CodeOf(JsonElement body) =>
        body.Words("error", "code")
        ?? (body.Words("message") is { } inner ? WireJson.Parse(Encoding.UTF8.GetBytes(inner))?.Words("subCode") : null)
        ?? body.Number("errorCode")?.ToString(CultureInfo.InvariantCulture);
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
