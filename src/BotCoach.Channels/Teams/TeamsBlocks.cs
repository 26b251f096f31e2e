using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// The elements that are written, of Adaptive Cards 1.5 (https://learn.microsoft.com/adaptive-cards/authoring-cards/card-schema). Words stand in text runs,
/// which know no Markdown: nothing a user typed can become a format, a link or a list.
/// </summary>
internal static class TeamsBlocks
{
    private const int MostLabel = 60;
    private const int MostValue = 2_000;
    private const int MostUrl = 2_000;

    /// <summary>A line of spans; null when it says nothing.</summary>
    internal static JsonObject? Line(IEnumerable<Span> spans, bool isQuiet = false, bool isHeading = false, bool isClose = false)
    {
        var runs = spans.Select(s => Run(s, isQuiet, isHeading)).Where(r => r is not null).ToArray();
        if (runs.All(r => string.IsNullOrWhiteSpace(r!["text"]!.ToString()))) return null;
        var line = new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray([.. runs]) };
        if (isClose) line["spacing"] = "None";
        return line;
    }

    /// <summary>The same line in one of the host's colours, like Attention.</summary>
    internal static JsonObject Colored(JsonObject line, string color)
    {
        foreach (var run in line["inlines"]!.AsArray()) run!["color"] = color;
        return line;
    }

    internal static JsonObject Quiet(string words) => Line([new Plain(words)], isQuiet: true)!;

    internal static JsonObject Container(IEnumerable<JsonObject> items, string? style = null)
    {
        var container = new JsonObject { ["type"] = "Container", ["items"] = new JsonArray([.. items]) };
        if (style is not null) container["style"] = style;
        return container;
    }

    /// <summary>Words on the left, and what can be pressed on the right of them.</summary>
    internal static JsonObject Beside(IEnumerable<JsonObject> items, JsonObject actions) => new()
    {
        ["type"] = "ColumnSet", ["columns"] = new JsonArray(Column(items, "stretch"), Column([actions], "auto")),
    };

    private static JsonObject Column(IEnumerable<JsonObject> items, string width) => new()
    {
        ["type"] = "Column", ["width"] = width, ["verticalContentAlignment"] = "Center", ["items"] = new JsonArray([.. items]),
    };

    internal static JsonObject Actions(IEnumerable<JsonObject> actions) => new() { ["type"] = "ActionSet", ["actions"] = new JsonArray([.. actions]) };

    /// <summary>One that has words and can come back; a value that was cut would mean something else.</summary>
    internal static bool IsPressable(Button button) =>
        PlainWords.Line(button.Label, MostLabel).Length > 0 && button.Action.Length > 0 && button.Value.Length <= MostValue && PlainWords.Clean(button.Value) == button.Value;

    /// <param name="button">What is pressed.</param>
    /// <param name="opensForm">It opens a form: Teams asks for that by another way (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots).</param>
    /// <param name="delivery">The message that it stands in, or nothing.</param>
    internal static JsonObject Press(Button button, bool opensForm, string delivery)
    {
        var data = new JsonObject { ["v"] = button.Value };
        if (delivery.Length > 0) data["m"] = delivery;
        var press = opensForm
            ? new JsonObject { ["type"] = "Action.Submit", ["title"] = PlainWords.Line(button.Label, MostLabel), ["data"] = data }
            : new JsonObject { ["type"] = "Action.Execute", ["title"] = PlainWords.Line(button.Label, MostLabel), ["verb"] = button.Action, ["data"] = data };
        if (opensForm) (data["a"], data["msteams"]) = (button.Action, new JsonObject { ["type"] = "task/fetch" });
        return press;
    }

    private static JsonObject? Run(Span span, bool isQuiet, bool isHeading)
    {
        if (PlainWords.Clean(span.Words) is not { Length: > 0 } words) return null;
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = words };
        if (span is Bold || isHeading) run["weight"] = "Bolder";
        if (isHeading) run["size"] = "Large";
        if (isQuiet) (run["isSubtle"], run["size"]) = (true, "Small");
        if (span is Link link && Address(link.Url) is { } url) run["selectAction"] = new JsonObject { ["type"] = "Action.OpenUrl", ["url"] = url };
        return run;
    }

    private static string? Address(string url) => SafeAddress.Of(PlainWords.Clean(url).Trim())?.AbsoluteUri is { Length: <= MostUrl } address ? address : null;
}
