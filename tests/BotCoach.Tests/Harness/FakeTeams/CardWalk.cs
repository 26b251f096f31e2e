using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>Walks through an Adaptive Card, as Teams knows them: https://learn.microsoft.com/adaptive-cards/schema-explorer, and Teams' own elements.</summary>
public static class CardWalk
{
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    private static readonly HashSet<string> Elements =
    [
        "AdaptiveCard", "TextBlock", "RichTextBlock", "TextRun", "IconRun", "ImageRun", "Image", "ImageSet", "Media", "FactSet", "Fact", "Table", "TableRow", "TableCell", "Container", "ColumnSet", "Column", "ActionSet",
        "Carousel", "CarouselPage", "Badge", "Icon", "Rating", "CompoundButton", "CodeBlock", "ProgressBar", "ProgressRing", "Chart.Donut", "Chart.Pie", "Chart.Line", "Chart.Gauge", "Chart.VerticalBar",
        "Chart.VerticalBar.Grouped", "Chart.HorizontalBar", "Chart.HorizontalBar.Stacked",
    ];

    private static readonly HashSet<string> Inputs = ["Input.Text", "Input.Number", "Input.Date", "Input.Time", "Input.Toggle", "Input.ChoiceSet", "Input.Rating"];

    private static readonly HashSet<string> Actions =
        ["Action.Execute", "Action.Submit", "Action.OpenUrl", "Action.OpenUrlDialog", "Action.ShowCard", "Action.ToggleVisibility", "Action.ResetInputs", "Action.Popover", "Action.InsertImage"];

    // In reading order; what stands elsewhere is no part of what is shown.
    private static readonly string[] Children = ["body", "items", "columns", "rows", "cells", "pages", "inlines", "images", "card", "content", "inlineAction", "selectAction", "actions"];

    /// <summary>The Adaptive Cards of an activity.</summary>
    public static IEnumerable<JsonObject> Attached(JsonObject activity) => (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(a => a["contentType"]?.ToString() == ContentType).Select(a => a["content"]).OfType<JsonObject>();

    public static string TypeOf(JsonObject part) => part["type"] is JsonValue type ? type.ToString() : "";

    /// <summary>A type that Teams draws.</summary>
    public static bool IsKnown(JsonObject part) => TypeOf(part) is var type && (Elements.Contains(type) || Inputs.Contains(type) || Actions.Contains(type));

    public static bool IsInput(JsonObject part) => Inputs.Contains(TypeOf(part));

    public static bool IsAction(JsonObject part) => TypeOf(part).StartsWith("Action.", StringComparison.Ordinal);

    /// <summary>The part itself and everything in it, in reading order; in the place of what Teams does not know, what it falls back to.</summary>
    public static IEnumerable<JsonObject> All(JsonObject part)
    {
        yield return part;
        foreach (var inside in In(part).SelectMany(All)) yield return inside;
    }

    /// <summary>What stands directly in a part.</summary>
    public static IEnumerable<JsonObject> In(JsonObject part)
    {
        if (TypeOf(part) is { Length: > 0 } && !IsKnown(part)) return part["fallback"] is JsonObject fallback ? [fallback] : [];
        return Children.SelectMany(key => part[key] switch
        {
            JsonArray array => array.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        });
    }

    public static bool IsHidden(JsonObject part) => part["isVisible"] is JsonValue value && value.TryGetValue<bool>(out var isVisible) && !isVisible;

    /// <summary>What opens a dialog when it is pressed.</summary>
    public static bool OpensDialog(JsonObject action) => TypeOf(action) == "Action.Submit" && (action["data"] as JsonObject)?["msteams"] is JsonObject teams && teams["type"]?.ToString() == "task/fetch";
}
