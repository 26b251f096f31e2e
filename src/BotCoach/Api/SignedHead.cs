using System.Globalization;
using BotCoach.Chat;

namespace BotCoach.Api;

/// <summary>
/// What a signed request says before its body, as Standard Webhooks names it (https://www.standardwebhooks.com): its id, when it was signed, and the signatures;
/// and which key has signed it.
/// </summary>
internal sealed record SignedHead(Guid Key, string Id, string Seconds, string Signatures)
{
    /// <summary>So far a request may lie from now, either way: what was recorded on the way is of no use to anybody later.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private const int MostId = 180;

    public static readonly ApiAnswer NoKey = ApiAnswer.Refused(401, "No key", "Name the key that signs in the address: ?key=ID. An admin makes one for the recorder, or the web form, in the console, under Settings.");
    public static readonly ApiAnswer NotSigned = ApiAnswer.Refused(401, "Not signed", "webhook-signature is not this key's for this body. It is v1, and the base64 of HMAC-SHA256, by the key, over webhook-id.webhook-timestamp.body.");

    public static SignedHead Of(HttpRequest http) => new(
        Guid.TryParse(http.Query["key"], out var key) ? key : Guid.Empty, http.Headers["webhook-id"].ToString(), http.Headers["webhook-timestamp"].ToString(), http.Headers["webhook-signature"].ToString());

    /// <summary>Why it cannot be one, before anything is looked up; null: it may be.</summary>
    public ApiAnswer? WhyNot(DateTimeOffset now)
    {
        if (Key == Guid.Empty) return NoKey;
        if (Id.Length is 0 or > MostId || Id.Any(char.IsControl)) return ApiAnswer.Refused(401, "Not signed", $"webhook-id is missing, or longer than {MostId} characters: send one for each call, and the same one where you send it again.");
        if (!long.TryParse(Seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds()) return ApiAnswer.Refused(401, "Not signed", "webhook-timestamp is missing: the seconds since 1970 at which it was signed.");
        var off = now - DateTimeOffset.FromUnixTimeSeconds(seconds);
        if (off > Window || off < -Window) return ApiAnswer.Refused(401, "Too old", $"This was signed more than {Window.TotalMinutes:0} minutes from now. Sign it anew when you send it again, under the same webhook-id.");
        return Signatures.Length == 0 ? NotSigned : null;
    }
}
