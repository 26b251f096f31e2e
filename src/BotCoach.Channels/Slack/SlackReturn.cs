using System.Net;
using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>
/// What became of a call: Slack answers 200 with <c>ok</c> and an error's code for almost everything (https://docs.slack.dev/apis/web-api).
/// </summary>
/// <param name="Reached">How far it came.</param>
/// <param name="Error">Slack's own code, or what the network said; empty where all went well.</param>
internal sealed record SlackReturn(SlackReach Reached, string Error = "")
{
    internal static readonly SlackReturn Foreign = new(SlackReach.NeverLeft, "not_an_address_of_slacks");

    /// <summary>A file that is larger than it said, or than we take.</summary>
    internal static readonly SlackReturn TooLarge = new(SlackReach.Answered, "too_large");

    /// <summary>A token that ran out, and that nothing can be had for.</summary>
    internal static readonly SlackReturn Unrenewable = new(SlackReach.Answered, "invalid_refresh_token");

    /// <summary>Our own delay, which says nothing of Slack.</summary>
    internal static readonly SlackReturn NoTime = new(SlackReach.NeverLeft, "no time was left for it");

    internal bool Ok => Reached == SlackReach.Answered && Error.Length == 0;

    internal JsonElement Body { get; private init; }

    internal TimeSpan? RetryAfter { get; private init; }

    /// <summary>What the token may do, where Slack says so.</summary>
    internal IReadOnlyList<string>? Scopes { get; private init; }

    internal static SlackReturn NeverLeft(string why) => new(SlackReach.NeverLeft, why);

    internal static SlackReturn NoAnswer(string why) => new(SlackReach.NoAnswer, why);

    internal static async Task<SlackReturn> OfAsync(HttpResponseMessage response, CancellationToken cancel)
    {
        var after = response.Headers.RetryAfter?.Delta;
        if (response.StatusCode == HttpStatusCode.TooManyRequests) return new SlackReturn(SlackReach.Throttled, "ratelimited") { RetryAfter = after };
        if ((int)response.StatusCode >= 500) return new SlackReturn(SlackReach.NoAnswer, $"HTTP {(int)response.StatusCode}");
        var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
        // A response_url answers "ok" in plain words, an upload "OK - 12".
        if (WireJson.Parse(bytes) is not { } body)
            return response.IsSuccessStatusCode && bytes is [(byte)'o' or (byte)'O', ..] ? new SlackReturn(SlackReach.Answered) : new SlackReturn(SlackReach.NoAnswer, "an answer that is none");
        if (body.Flag("ok") && response.IsSuccessStatusCode) return new SlackReturn(SlackReach.Answered) { Body = body, Scopes = ScopesOf(response) };
        var error = body.Words("error") ?? $"HTTP {(int)response.StatusCode}";
        // Both spellings: the common one, and that of chat.*.
        return new SlackReturn(error is "ratelimited" or "rate_limited" ? SlackReach.Throttled : SlackReach.Answered, error) { Body = body, RetryAfter = after };
    }

    private static IReadOnlyList<string>? ScopesOf(HttpResponseMessage response) =>
        response.Headers.TryGetValues("X-OAuth-Scopes", out var said) ? string.Join(',', said).Split(',', StringSplitOptions.TrimEntries) : null;

    /// <summary>The error in a sentence, with what Slack says of it: which scope is missing, which block it does not like.</summary>
    internal string InWords => SlackWords.Of(Error, Body.ValueKind != JsonValueKind.Object ? null
        : Body.Words("needed") ?? Body.At("response_metadata")?.Items("messages").Select(m => m.ToString()).FirstOrDefault());
}

/// <summary>How far a call came.</summary>
internal enum SlackReach
{
    /// <summary>Slack never got it.</summary>
    NeverLeft,
    /// <summary>Slack may have got it and done it.</summary>
    NoAnswer,
    /// <summary>Slack refused it, for now.</summary>
    Throttled,
    /// <summary>Slack answered.</summary>
    Answered,
}
