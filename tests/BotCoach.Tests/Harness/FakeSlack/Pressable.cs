using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Something that can be pressed: a button, or a line of an overflow menu.</summary>
/// <param name="Element">The element as the app sent it.</param>
/// <param name="Chosen">The overflow menu's option; null for a button.</param>
/// <param name="Label">What stands on it.</param>
/// <param name="Beside">The words of its own section, or of the nearest one above its row of buttons.</param>
/// <param name="InRow">False when it stands in a section, as its accessory.</param>
public sealed record Pressable(JsonObject Element, JsonObject? Chosen, string Label, string Beside, bool InRow)
{
    /// <summary>All of them, top to bottom.</summary>
    public static IEnumerable<Pressable> In(JsonArray? blocks)
    {
        var above = "";
        foreach (var block in blocks?.OfType<JsonObject>() ?? [])
        {
            var isRow = block["type"]?.ToString() == "actions";
            if (!isRow && block["type"]?.ToString() is "section" or "header") above = BlockWords.Of(block);
            foreach (var element in BlockIds.ElementsOf(block))
                foreach (var (chosen, label) in Labels(element)) yield return new Pressable(element, chosen, label, above, isRow);
        }
    }

    /// <summary>The last one of this label: beside these words; or, where none is, in a row of buttons under something that says them.</summary>
    public static Pressable? Find(JsonArray? blocks, string label, string? beside)
    {
        var all = In(blocks).Where(p => string.Equals(p.Label.Trim(), label, StringComparison.OrdinalIgnoreCase)).ToList();
        if (beside is null) return all.LastOrDefault();
        return all.LastOrDefault(p => Says(p.Beside, beside)) ?? (Says(BlockWords.Of(blocks), beside) ? all.LastOrDefault(p => p.InRow) : null);
    }

    public static bool Says(string words, string part) => Flat(words).Contains(Flat(part), StringComparison.OrdinalIgnoreCase);

    private static string Flat(string words) => string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static IEnumerable<(JsonObject? Chosen, string Label)> Labels(JsonObject element) => element["type"]?.ToString() switch
    {
        "button" => [(null, BlockWords.Of(element["text"]))],
        "overflow" => element["options"]!.AsArray().OfType<JsonObject>().Select(o => ((JsonObject?)o, BlockWords.Of(o["text"]))),
        _ => [],
    };
}
