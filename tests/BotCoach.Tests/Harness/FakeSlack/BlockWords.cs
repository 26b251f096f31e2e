using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Block Kit as the words a person reads.</summary>
public static partial class BlockWords
{
    private static readonly string[] Read = ["title", "label", "text", "subtitle", "body", "fields", "hint", "alt_text", "fallback", "description", "subtext", "placeholder"];

    // What no one sees: ids, values, addresses, and what is asked only after a click.
    private static readonly string[] Unread = ["block_id", "action_id", "value", "url", "image_url", "type", "style", "confirm", "accessibility_label", "initial_date", "callback_id"];

    // Where Unicode has no letters of its own.
    private const int Hidden = 0xE000;

    /// <summary>All words of a block, an element, or an array of them, one a line.</summary>
    public static string Of(JsonNode? node) => string.Join("\n", Parts(node, false));

    /// <summary>The words of mrkdwn.</summary>
    public static string Plain(string mrkdwn)
    {
        var words = Date().Replace(mrkdwn, "$1");
        words = Link().Replace(words, m => m.Groups[2].Success ? m.Groups[2].Value : m.Groups[1].Value);
        words = Quote().Replace(words, "");
        words = Bold().Replace(words, "$1");
        // A mark behind a word joiner is none: it is out of sight until the others are gone.
        words = NoMark().Replace(words, m => ((char)(m.Groups[1].Value[0] + Hidden)).ToString());
        words = Italic().Replace(words, "$1");
        words = Unescaped(words.Replace("`", "", StringComparison.Ordinal));
        return string.Concat(words.Select(c => c is >= (char)Hidden and < (char)(Hidden + 128) ? (char)(c - Hidden) : c));
    }

    private static IEnumerable<string> Parts(JsonNode? node, bool isMrkdwn)
    {
        if (node is JsonArray array)
            foreach (var part in array.SelectMany(n => Parts(n, isMrkdwn))) yield return part;
        if (node is JsonValue value && value.TryGetValue<string>(out var words)) yield return isMrkdwn ? Plain(words) : Unescaped(words);
        if (node is not JsonObject json) yield break;
        var mrkdwn = json["type"]?.ToString() is "mrkdwn" or "markdown";
        foreach (var key in Read)
            foreach (var part in Parts(json[key], mrkdwn)) yield return part;
        foreach (var (key, child) in json)
        {
            if (Read.Contains(key) || Unread.Contains(key) || child is JsonValue && key is not ("name" or "initial_value")) continue;
            foreach (var part in Parts(child, false)) yield return part;
        }
    }

    // Word joiners and zero-width spaces keep Slack from making links and marks of somebody's words.
    private static string Unescaped(string words) => words.Replace("\u2060", "").Replace("\u200b", "")
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"\u2060([*_~`])")]
    private static partial Regex NoMark();

    [GeneratedRegex(@"^> ?", RegexOptions.Multiline)]
    private static partial Regex Quote();

    [GeneratedRegex(@"<!date\^[^|>]*\|([^>]*)>")]
    private static partial Regex Date();

    [GeneratedRegex(@"<([^|>]*)(?:\|([^>]*))?>")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w*\u2060])\*(?=\S)((?:\u2060\*\u2060|[^*\n])+?)(?<=\S)\*(?![\w*])")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<!\w)_(?=\S)([^_\n]+?)(?<=\S)_(?!\w)")]
    private static partial Regex Italic();
}
