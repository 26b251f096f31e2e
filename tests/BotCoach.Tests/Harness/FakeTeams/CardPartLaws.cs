using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What is wrong with a single part of a card.</summary>
public static class CardPartLaws
{
    public static IEnumerable<string> Complaints(JsonObject part)
    {
        var type = CardWalk.TypeOf(part);
        // Rows, cells, columns and facts may leave their type out.
        if (type == "") return [];
        if (!CardWalk.IsKnown(part)) return part.ContainsKey("fallback") ? [] : [$"{type} is nothing that Teams draws"];
        return CardWalk.IsInput(part) ? OfInput(part, type) : CardWalk.IsAction(part) ? OfAction(part, type) : OfElement(part, type);
    }

    private static IEnumerable<string> OfElement(JsonObject part, string type)
    {
        var needed = type switch
        {
            "TextBlock" or "TextRun" or "Badge" => "text", "RichTextBlock" => "inlines", "Image" => "url", "FactSet" => "facts", "Container" or "TableCell" => "items", "ActionSet" => "actions", "ColumnSet" => "columns",
            "CodeBlock" => "codeSnippet", "Chart.Gauge" => "segments", "Icon" => "name", _ when type.StartsWith("Chart.", StringComparison.Ordinal) => "data", _ => null,
        };
        if (needed is not null && part[needed] is null) yield return $"{type} without {needed}";
        if (needed is "inlines" or "facts" or "items" or "actions" or "columns" or "data" or "segments" && part[needed] is not (null or JsonArray)) yield return $"{needed} of {type} is no array";
        if (type == "FactSet" && part["facts"] is JsonArray facts && facts.Any(f => f?["title"] is not JsonValue || f["value"] is not JsonValue)) yield return "a fact without title or value";
    }

    private static IEnumerable<string> OfAction(JsonObject part, string type)
    {
        if (part["title"]?.ToString() is not { Length: > 0 } && part["iconUrl"] is null && part.Parent is JsonArray) yield return $"{type} without a title";
        if (type == "Action.OpenUrl" && !(Uri.TryCreate(part["url"]?.ToString(), UriKind.Absolute, out var url) && url.Scheme is "https" or "http" or "mailto")) yield return $"Action.OpenUrl to {part["url"]?.ToString() ?? "nowhere"}";
        if (type == "Action.ToggleVisibility" && part["targetElements"] is not JsonArray { Count: > 0 }) yield return "Action.ToggleVisibility of nothing";
    }

    private static IEnumerable<string> OfInput(JsonObject part, string type)
    {
        if (part["id"]?.ToString() is not { Length: > 0 } id)
        {
            yield return $"{type} without an id";
            yield break;
        }
        if (part["value"] is not (null or JsonValue)) yield return $"the value of {id} is no plain value";
        if (part["isRequired"]?.GetValue<bool>() == true && part["label"] is null) yield return $"{id} is required and has no label to mark";
        if (type == "Input.Toggle" && part["title"] is null) yield return $"the toggle {id} has no title";
        if (type == "Input.Date" && part["value"]?.ToString() is { Length: > 0 } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) yield return $"the date {id} is {day}";
        if (type == "Input.Number" && part["value"]?.ToString() is { Length: > 0 } number && !double.TryParse(number, CultureInfo.InvariantCulture, out _)) yield return $"the number {id} is {number}";
        if (type == "Input.ChoiceSet")
            foreach (var complaint in OfChoices(part, id)) yield return complaint;
    }

    private static IEnumerable<string> OfChoices(JsonObject part, string id)
    {
        var query = part["choices.data"] as JsonObject;
        var choices = (part["choices"] as JsonArray ?? []).OfType<JsonObject>().ToList();
        if (query is null && choices.Count == 0) yield return $"{id} has no choices";
        if (query is not null && (CardWalk.TypeOf(query) != "Data.Query" || query["dataset"]?.ToString() is not { Length: > 0 })) yield return $"the choices.data of {id} is no Data.Query of a dataset";
        if (choices.Any(c => c["title"]?.ToString() is not { Length: > 0 } || c["value"] is not JsonValue)) yield return $"a choice of {id} without title or value";
        foreach (var twice in choices.GroupBy(c => c["value"]?.ToString()).Where(g => g.Count() > 1)) yield return $"two choices of {id} have the value {twice.Key}";
        var isMany = part["isMultiSelect"]?.GetValue<bool>() == true;
        // What was chosen comes back as one text, between commas.
        if (isMany && choices.Any(c => c["value"]?.ToString().Contains(',') == true)) yield return $"a choice of {id}, of which many can be chosen, has a comma in its value";
        foreach (var value in ValuesOf(part, isMany))
            if (query is null && choices.All(c => c["value"]?.ToString() != value)) yield return $"{id} begins with {value}, which is none of its choices";
    }

    private static string[] ValuesOf(JsonObject part, bool isMany) => part["value"]?.ToString() is { Length: > 0 } value ? isMany ? value.Split(',') : [value] : [];
}
