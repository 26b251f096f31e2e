using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Fills the fields of an open modal as a person does: by label, a choice by its option's label.</summary>
public sealed class ModalFields(SlackServer slack, SlackSender sender)
{
    /// <summary>Fills one; returns what the app is told at once, where the field asks for that.</summary>
    public async Task<Answer?> FillAsync(SlackUser user, SlackView view, string label, string words)
    {
        var (block, element) = Find(view, label);
        var (blockId, actionId, type) = (block["block_id"]!.ToString(), element["action_id"]!.ToString(), element["type"]!.ToString());
        if (ViewState.KeyOf(type).Key is not { } key) throw new InvalidOperationException($"\"{label}\" is a {type}, which nobody can fill.");
        var value = await ValueAsync(user, view, blockId, element, words);
        lock (slack.World.Gate) view.Values[blockId]![actionId]![key] = value;
        return block["dispatch_action"]?.GetValue<bool>() == true ? await sender.PressAsync(user, view, element, value?.DeepClone()) : null;
    }

    private async Task<JsonNode?> ValueAsync(SlackUser user, SlackView view, string blockId, JsonObject element, string words)
    {
        switch (element["type"]!.ToString())
        {
            case "static_select" or "radio_buttons":
                return Option(element, words);
            case "multi_static_select" or "checkboxes":
                return new JsonArray([.. words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(w => Option(element, w))]);
            case "external_select":
                return await FindAsync(user, view, blockId, element, words);
            case "multi_external_select":
                return new JsonArray(await FindAsync(user, view, blockId, element, words));
            case "file_input":
                return new JsonArray(File(user, words).ToJson());
            case "datepicker":
                return Day(user, words);
            case "datetimepicker":
                return DateTimeOffset.Parse(words, CultureInfo.InvariantCulture).ToUnixTimeSeconds();
            default:
                return words == "" ? null : words;
        }
    }

    private static (JsonObject Block, JsonObject Element) Find(SlackView view, string label)
    {
        var inputs = view.Blocks.OfType<JsonObject>().Where(b => b["type"]?.ToString() == "input").Select(b => (Block: b, Label: BlockWords.Of(b["label"]))).ToList();
        var block = inputs.FirstOrDefault(i => string.Equals(i.Label, label, StringComparison.OrdinalIgnoreCase)).Block
            ?? inputs.FirstOrDefault(i => i.Label.Contains(label, StringComparison.OrdinalIgnoreCase)).Block
            ?? throw new InvalidOperationException($"The modal has no field \"{label}\"; it has {string.Join(", ", inputs.Select(i => i.Label))}.");
        return (block, block["element"]!.AsObject());
    }

    private static JsonNode Option(JsonObject element, string label)
    {
        var options = element["options"]?.AsArray().OfType<JsonObject>() ?? element["option_groups"]!.AsArray().SelectMany(g => g!["options"]!.AsArray().OfType<JsonObject>());
        return options.FirstOrDefault(o => string.Equals(BlockWords.Of(o["text"]), label, StringComparison.OrdinalIgnoreCase))?.DeepClone()
            ?? throw new InvalidOperationException($"There is no option \"{label}\".");
    }

    private async Task<JsonNode> FindAsync(SlackUser user, SlackView view, string blockId, JsonObject element, string words)
    {
        var least = element["min_query_length"]?.GetValue<int>() ?? 3;
        if (words.Length < least) throw new InvalidOperationException($"Slack asks for nothing before {least} letters were typed.");
        var options = await sender.SuggestAsync(user, view, blockId, element["action_id"]!.ToString(), words);
        return options.FirstOrDefault(o => BlockWords.Of(o["text"]).Contains(words, StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidOperationException($"Nothing was offered for \"{words}\".");
    }

    // One that lies beside the script.
    private SlackFile File(SlackUser user, string name)
    {
        var file = new SlackFile(slack, slack.World.NewId("F"), user.Team, user.Id, name) { Content = System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, name)), Complete = true };
        lock (slack.World.Gate) return slack.World.Files[file.Id] = file;
    }

    private JsonNode? Day(SlackUser user, string words)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(slack.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(user.Zone)).DateTime);
        var day = words switch { "" => (DateOnly?)null, "today" => today, "tomorrow" => today.AddDays(1), _ => DateOnly.ParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture) };
        return day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
