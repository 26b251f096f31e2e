using System.Text.Json;
using System.Text.Json.Nodes;
using static BotCoach.Channels.Slack.SlackBlocks;

namespace BotCoach.Channels.Slack;

/// <summary>Writes forms as modals, https://docs.slack.dev/surfaces/modals.</summary>
internal static class SlackForms
{
    /// <summary>One less than Slack takes, so that there is room for the sentence of <see cref="Whole"/>.</summary>
    private const int MostBlocks = 99;

    private const int MostCharacters = 200_000; // of the 250 KB that a view may have
    private const int MostTitle = 24;
    private const string Sentence = "form.whole";

    // What views.update takes; the rest of a view is Slack's own.
    private static readonly string[] Taken =
        ["type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "notify_on_close", "clear_on_close", "external_id"];

    /// <summary>The form. <paramref name="message"/>, the reference of the message whose button opened it, travels along.</summary>
    internal static JsonObject Modal(Form form, string? message)
    {
        var (blocks, characters) = (new List<JsonObject>(), 0);
        if (form.Intro is not null && SlackMrkdwn.One(form.Intro, MostText) is { Length: > 0 } intro) blocks.Add(Section(intro));
        for (var i = 0; i < form.Fields.Count; i++)
        {
            var field = SlackFields.Of(form.Fields[i], form.BasedOn);
            characters += field.ToJsonString().Length;
            if (characters > MostCharacters || blocks.Count == MostBlocks - 1 && i < form.Fields.Count - 1)
            {
                blocks.Add(Context($"{Stretch.More(form.Fields.Count - i)} that do not fit into one form."));
                break;
            }
            blocks.Add(field);
        }
        var title = Named(form.Title, "BotCoach");
        if (blocks.Count == 0) blocks.Add(Section("Nothing to fill in."));
        return new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = form.Action,
            ["title"] = title,
            ["submit"] = Named(form.Submit, "Save"),
            ["close"] = Plain("Cancel"),
            ["notify_on_close"] = true,
            ["private_metadata"] = SlackIds.Metadata(form, message),
            ["blocks"] = new JsonArray([.. blocks]),
        };
    }

    /// <summary>The view that was submitted, with what was typed still in it and a sentence on top of it.</summary>
    internal static JsonObject Whole(JsonElement view, string sentence)
    {
        var again = new JsonObject();
        foreach (var key in Taken)
            if (view.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null && value.GetRawText() is not "\"\"" and var raw) again[key] = JsonNode.Parse(raw);
        var said = Section(SlackMrkdwn.One(sentence, MostText) is { Length: > 0 } words ? words : "This was not saved.");
        said["block_id"] = Sentence;
        var blocks = (again["blocks"] as JsonArray ?? []).Where(b => b?["block_id"]?.ToString() != Sentence).Take(MostBlocks).Select(b => b?.DeepClone());
        again["blocks"] = new JsonArray([said, .. blocks]);
        return again;
    }

    private static JsonObject Named(string words, string otherwise) => Plain(SlackText.Line(words, MostTitle) is { Length: > 0 } line ? line : otherwise);
}
