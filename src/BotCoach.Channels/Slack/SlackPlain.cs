using System.Text.RegularExpressions;

namespace BotCoach.Channels.Slack;

/// <summary>What somebody wrote in Slack, in plain words: mentions, links and escapes resolved (https://docs.slack.dev/messaging/formatting-message-text).</summary>
internal static partial class SlackPlain
{
    internal static string Of(string text) => Token().Replace(text, Words).Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&")
        // What our own writer puts in so that names stay names.
        .Replace("\u2060", "").Replace("\u200b", "").Trim();

    /// <summary><c>&lt;@U1&gt;</c> and <c>&lt;!here&gt;</c> go; <c>&lt;url|label&gt;</c> says its label, an address alone says itself.</summary>
    private static string Words(Match token)
    {
        var (target, label) = (token.Groups["target"].Value, token.Groups["label"]);
        if (target[0] is '@' or '!') return label.Success ? label.Value : "";
        if (target[0] is '#') return label.Success ? $"#{label.Value}" : "";
        if (target.StartsWith("mailto:", StringComparison.Ordinal)) return target["mailto:".Length..];
        return label.Success && !target.Contains(label.Value, StringComparison.OrdinalIgnoreCase) ? $"{label.Value} ({target})" : target;
    }

    [GeneratedRegex(@"<(?<target>[@!#]?[^<>|\n]+)(\|(?<label>[^<>\n]*))?>")]
    private static partial Regex Token();
}
