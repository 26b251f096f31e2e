using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BotCoach.Channels.Teams;

/// <summary>What somebody wrote, as plain words: without the bot's own name in front, and without markup.</summary>
internal static partial class TeamsPlain
{
    /// <summary>
    /// The bot's name is taken out where the activity says that it is one, by its id: a deal may be called like the bot
    /// (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations).
    /// </summary>
    internal static string Of(TeamsPost post)
    {
        var words = post.Body.Words("text") ?? "";
        foreach (var mention in post.Body.Items("entities").Where(e => e.Words("type") == "mention"))
        {
            if (mention.Words("text") is not { } written) continue;
            var name = mention.Words("mentioned", "id") == post.Bot ? "" : mention.Words("mentioned", "name") ?? Tag().Replace(written, "");
            words = words.Replace(written, WebUtility.HtmlEncode(name), StringComparison.Ordinal);
        }
        return Tidy(WebUtility.HtmlDecode(words));
    }

    /// <summary>The words of a message that is HTML.</summary>
    internal static string OfHtml(string html) => Tidy(WebUtility.HtmlDecode(Tag().Replace(Break().Replace(html, "\n"), "")));

    private static string Tidy(string words) => PlainWords.Clean(words).Replace('\u00a0', ' ').Trim();

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<(br|/p|/div|/li)[^>]*>", RegexOptions.IgnoreCase)]
    private static partial Regex Break();
}
