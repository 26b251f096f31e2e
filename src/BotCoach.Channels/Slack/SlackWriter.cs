using System.Text.Json.Nodes;
using static BotCoach.Channels.Slack.SlackBlocks;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Writes messages as Block Kit, https://docs.slack.dev/reference/block-kit. What is too long is split or shortened and says so; nothing over a limit and
/// nothing empty reaches Slack.
/// </summary>
internal static class SlackWriter
{
    private const int MostBytesOfText = 3_900; // chat.update refuses more than 4,000
    private const int MostBytesOfWholeText = 39_000; // chat.postMessage cuts what is longer than 40,000
    private const int MostTitle = 24;
    private const int MostOptions = 100;
    private const int MostOption = 75;
    private const string NoWords = "Nothing to show.";

    /// <summary>For <c>chat.postMessage</c> and <c>chat.update</c>.</summary>
    internal static JsonArray Blocks(Message m) => Blocks(m, SlackRoom.Message);

    /// <summary>The words that go beside the blocks: the notification, and what a screen reader reads in their stead.</summary>
    internal static string Text(Message m) => Text(m, MostBytesOfText);

    /// <summary>The same for a new message, where there is room for all of it.</summary>
    internal static string WholeText(Message m) => Text(m, MostBytesOfWholeText);

    private static string Text(Message m, int mostBytes)
    {
        var lines = m.Blocks.SelectMany(b => b.Words.Split('\n')).Select(l => l.Trim()).Where(l => l.Length > 0 && !m.Fallback.Contains(l, StringComparison.Ordinal)).ToList();
        if (lines is not [var first, ..] || !first.StartsWith(m.Fallback, StringComparison.Ordinal)) lines.Insert(0, m.Fallback);
        return SlackText.Escaped(string.Join("\n", lines), mostBytes) is { Length: > 0 } text ? text : NoWords;
    }

    /// <summary>For <c>views.publish</c>.</summary>
    internal static JsonObject Home(Message m) => new() { ["type"] = "home", ["blocks"] = Blocks(m, SlackRoom.Home) };

    /// <summary>A modal that only says something.</summary>
    internal static JsonObject Said(string title, Message m) => new()
    {
        ["type"] = "modal",
        ["title"] = Plain(SlackText.Line(title, MostTitle) is { Length: > 0 } words ? words : "BotCoach"),
        ["close"] = Plain("Close"),
        ["blocks"] = Blocks(m, SlackRoom.Modal),
    };

    /// <summary>A private answer to a command or to a press. It carries no buttons, since it cannot be edited later.</summary>
    internal static JsonObject Ephemeral(Message m)
    {
        var said = m with { Blocks = [.. m.Blocks.Where(b => b is not Buttons)] };
        return new JsonObject { ["response_type"] = "ephemeral", ["text"] = Text(said), ["blocks"] = Blocks(said, SlackRoom.Answer) };
    }

    /// <summary>What a field that finds while typing offers.</summary>
    internal static JsonObject Options(IReadOnlyList<Option> items) => new() { ["options"] = new JsonArray([.. Takeable(items).Take(MostOptions).Select(Option)]) };

    /// <summary>For a place that takes no charts: the same in words.</summary>
    internal static Message WithoutCharts(Message m) => m with { Blocks = [.. m.Blocks.Select(b => b is Chart chart ? SlackCharts.InWords(chart) : b)] };

    /// <summary>The options that can be shown and come back as they are, each value once.</summary>
    internal static IEnumerable<Option> Takeable(IEnumerable<Option> options) =>
        options.Where(o => o.Value.Length <= MostOption && !string.IsNullOrWhiteSpace(o.Value) && PlainWords.Clean(o.Value) == o.Value).DistinctBy(o => o.Value);

    internal static JsonNode Option(Option option) =>
        new JsonObject { ["text"] = Plain(SlackText.Line(option.Label, MostOption) is { Length: > 0 } label ? label : SlackText.Line(option.Value, MostOption)), ["value"] = option.Value };

    private static JsonArray Blocks(Message m, SlackRoom room)
    {
        var charts = 0;
        var written = Stretch.Fit(m.Blocks.Select(b =>
        {
            if (b is Chart chart && !(room.Charts && SlackCharts.CanBeDrawn(chart) && ++charts <= SlackCharts.MostInMessage)) b = SlackCharts.InWords(chart);
            return new Stretch(b, SlackParts.Of(b, room.Buttons), room.Room);
        }), room.Room);
        if (written.Count > 0) return new JsonArray([.. written]);
        return new JsonArray(Section(SlackMrkdwn.One(m.Fallback, MostText) is { Length: > 0 } words ? words : NoWords));
    }
}
