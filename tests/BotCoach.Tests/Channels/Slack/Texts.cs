using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What a person would see of blocks or of a view: its texts in reading order.</summary>
internal sealed partial class Texts
{
    private readonly List<string> _mrkdwn = [];
    private readonly List<string> _plain = [];
    private readonly StringBuilder _letters = new();

    public Texts(JsonNode json) => Read(json);

    public IReadOnlyList<string> Mrkdwn => _mrkdwn;

    /// <summary>What is taken as it stands, but not what a field begins with, which comes back as it is.</summary>
    public IReadOnlyList<string> Plain => _plain;

    public bool SaysThatItIsCut => _mrkdwn.Concat(_plain).Any(t => t.Contains('…'));

    /// <summary>Letters and digits of everything, without tokens and escapes.</summary>
    public string Letters => _letters.ToString();

    public static string OnlyLetters(string words) => NoLetters().Replace(words, "");

    private void Read(JsonNode? node)
    {
        if (node is JsonArray list) foreach (var item in list) Read(item);
        if (node is not JsonObject thing) return;
        if (thing["type"]?.ToString() is "mrkdwn" or "plain_text" && thing["text"]?.GetValueKind() == JsonValueKind.String)
        {
            if (thing["type"]!.ToString() == "mrkdwn") Marked(thing["text"]!.ToString());
            else Plainly(thing["text"]!.ToString());
            return;
        }
        foreach (var (key, value) in thing)
            if (key is "title" or "label" && value?.GetValueKind() == JsonValueKind.String) Plainly(value.ToString());
            else Read(value);
    }

    private void Plainly(string words)
    {
        _plain.Add(words);
        _letters.Append(OnlyLetters(words));
    }

    private void Marked(string words)
    {
        _mrkdwn.Add(words);
        _letters.Append(OnlyLetters(Token().Replace(words, " ").Replace("&lt;", "<").Replace("&gt;", ">").Replace("&amp;", "&")));
    }

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex NoLetters();

    [GeneratedRegex("<[^>]*>")]
    public static partial Regex Token();
}
