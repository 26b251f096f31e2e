using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>An Adaptive Card as the words a person reads.</summary>
public static partial class CardWords
{
    /// <summary>All words of a card or a part of it, one element a line; with what was entered, and what the client says is wrong with it.</summary>
    public static string Of(JsonObject part, CardForm? form = null) => string.Join("\n", Parts(part, form).Where(w => w.Length > 0));

    /// <summary>The words of a text in Markdown, with mentions, and of a message that a client wrote as HTML.</summary>
    public static string Plain(string markdown)
    {
        var words = Macro().Replace(markdown, "$1");
        words = Tag().Replace(words, "");
        words = Link().Replace(words, "$1");
        words = Strong().Replace(words, "$2");
        words = Italic().Replace(words, "$2");
        words = Escaped().Replace(words, "$1");
        return System.Net.WebUtility.HtmlDecode(words).Replace('\u00a0', ' ');
    }

    private static IEnumerable<string> Parts(JsonObject part, CardForm? form)
    {
        if (CardWalk.IsHidden(part)) return [];
        if (CardWalk.IsInput(part)) return OfInput(part, form);
        if (CardWalk.IsAction(part)) return [Text(part, "title"), .. Inside(part, form)];
        return CardWalk.TypeOf(part) switch
        {
            "TextBlock" => [Plain(Text(part, "text"))],
            "RichTextBlock" => [OfRuns(part)],
            "FactSet" => (part["facts"] as JsonArray ?? []).OfType<JsonObject>().Select(f => $"{Plain(Text(f, "title"))} {Plain(Text(f, "value"))}"),
            "Image" => [Text(part, "altText")],
            "Badge" => [Text(part, "text")],
            "CodeBlock" => [Text(part, "codeSnippet")],
            "CompoundButton" => [Text(part, "title"), Text(part, "description")],
            var type when type.StartsWith("Chart.", StringComparison.Ordinal) => OfChart(part),
            _ => Inside(part, form),
        };
    }

    private static IEnumerable<string> Inside(JsonObject part, CardForm? form) => CardWalk.In(part).Where(p => part["selectAction"] != p).SelectMany(p => Parts(p, form));

    /// <summary>Runs stand in one line, and know no Markdown.</summary>
    private static string OfRuns(JsonObject part) => string.Concat((part["inlines"] as JsonArray ?? []).Select(run => run is JsonObject json ? Text(json, "text") : run?.ToString() ?? ""));

    private static IEnumerable<string> OfInput(JsonObject part, CardForm? form)
    {
        yield return Text(part, "label");
        yield return Text(part, "title");
        foreach (var choice in (part["choices"] as JsonArray ?? []).OfType<JsonObject>()) yield return Text(choice, "title");
        var id = Text(part, "id");
        yield return form is null ? Text(part, "value") : form.Shown(id);
        if (form is not null && form.Errors.TryGetValue(id, out var says)) yield return says;
    }

    private static IEnumerable<string> OfChart(JsonObject part)
    {
        yield return Text(part, "title");
        foreach (var point in (part["data"] as JsonArray ?? part["segments"] as JsonArray ?? []).OfType<JsonObject>())
            yield return string.Join(' ', new[] { "legend", "x", "y", "value", "size" }.Select(key => Text(point, key)).Where(w => w.Length > 0));
    }

    private static string Text(JsonObject part, string key) => part[key] is JsonValue value ? value.ToString() : "";

    // {{DATE(2026-11-21T10:00:00Z,SHORT)}} is drawn in the reader's zone: here the instant stands for it.
    [GeneratedRegex(@"\{\{(?:DATE|TIME)\(([^,)]*)[^)]*\)\}\}")]
    private static partial Regex Macro();

    [GeneratedRegex("</?[a-zA-Z][^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"(?<!\\)\[([^\]]*)(?<!\\)\]\([^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\\\w])(\*\*|__)(?=\S)(.+?)(?<=\S)\1(?!\w)")]
    private static partial Regex Strong();

    [GeneratedRegex(@"(?<![\\\w])([*_])(?=\S)([^*_\n]+?)(?<=[^\s\\])\1(?!\w)")]
    private static partial Regex Italic();

    [GeneratedRegex(@"\\([\\*_\[\]<>()#`~-])")]
    private static partial Regex Escaped();
}
