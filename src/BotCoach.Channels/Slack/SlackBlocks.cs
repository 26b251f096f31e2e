using System.Text.Json.Nodes;

namespace BotCoach.Channels.Slack;

/// <summary>The blocks that are written, https://docs.slack.dev/reference/block-kit/blocks. Everything here has its words already.</summary>
internal static class SlackBlocks
{
    /// <summary>Slack takes 3,000.</summary>
    internal const int MostText = 2_900;

    private const int MostId = 255;
    private const int MostLabel = 75;
    private const int MostValue = 2_000;
    private const int MostButtons = 25;

    internal static JsonObject Plain(string line) => new() { ["type"] = "plain_text", ["text"] = line, ["emoji"] = false };

    internal static JsonObject Mrkdwn(string text) => new() { ["type"] = "mrkdwn", ["text"] = text, ["verbatim"] = true };

    internal static JsonObject Header(string line) => new() { ["type"] = "header", ["text"] = Plain(line) };

    internal static JsonObject Section(string mrkdwn) => new() { ["type"] = "section", ["text"] = Mrkdwn(mrkdwn) };

    internal static JsonObject Context(string mrkdwn) => new() { ["type"] = "context", ["elements"] = new JsonArray(Mrkdwn(mrkdwn)) };

    internal static JsonObject Fields(IEnumerable<string> mrkdwn) =>
        new() { ["type"] = "section", ["fields"] = new JsonArray([.. mrkdwn.Select(Mrkdwn)]) };

    internal static IEnumerable<JsonObject> Actions(IEnumerable<Button> buttons) => buttons.Where(IsPressable).Chunk(MostButtons).Select(some =>
    {
        var times = new Dictionary<string, int>();
        var elements = some.Select(b => (JsonNode)Button(b, times[b.Action] = times.GetValueOrDefault(b.Action) + 1));
        return new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. elements]) };
    });

    /// <summary>One that has words and can come back; a value that was cut would mean something else.</summary>
    internal static bool IsPressable(Button button) =>
        SlackText.Line(button.Label, MostLabel).Length > 0 && button.Action.Length is > 0 and < MostId - 4 && button.Value.Length <= MostValue && PlainWords.Clean(button.Value) == button.Value;

    internal static JsonObject Button(Button button, int nth = 1)
    {
        var json = new JsonObject { ["type"] = "button", ["action_id"] = SlackIds.ActionId(button.Action, nth), ["text"] = Plain(SlackText.Line(button.Label, MostLabel)) };
        if (!string.IsNullOrWhiteSpace(button.Value)) json["value"] = button.Value;
        if (button.Look != Look.Plain) json["style"] = button.Look == Look.Main ? "primary" : "danger";
        return json;
    }
}
