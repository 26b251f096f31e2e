using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Slack;

/// <summary>Charts: a block for bars, https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block, and words for all else.</summary>
internal static class SlackCharts
{
    internal const int MostInMessage = 2;
    internal const int MostPoints = 20;

    private const int MostTitle = 50;
    private const int MostLabel = 20;
    private const double MostValue = 1e12;
    private const int Steps = 10;

    internal static bool CanBeDrawn(Chart chart) => chart.Kind == ChartKind.Bars && chart.Points.Count > 0 && chart.Points.All(p => p.Value is >= 0 and <= MostValue);

    internal static JsonObject Bars(Chart chart)
    {
        var title = SlackText.Line(chart.Title, MostTitle) is { Length: > 0 } words ? words : "Chart";
        var labels = new List<string>();
        foreach (var point in chart.Points.Take(MostPoints)) labels.Add(Different(SlackText.Line(point.Label, MostLabel), labels));
        var data = chart.Points.Take(MostPoints).Select((p, i) => (JsonNode)new JsonObject { ["label"] = labels[i], ["value"] = Math.Round(p.Value, 2) });
        return new JsonObject
        {
            ["type"] = "data_visualization",
            ["title"] = title,
            ["chart"] = new JsonObject
            {
                ["type"] = "bar",
                ["series"] = new JsonArray(new JsonObject { ["name"] = SlackText.Line(title, MostLabel), ["data"] = new JsonArray([.. data]) }),
                ["axis_config"] = new JsonObject { ["categories"] = new JsonArray([.. labels.Select(l => (JsonNode)l)]) },
            },
        };
    }

    /// <summary>The same in words: a line a point, a single progress on the title's own.</summary>
    internal static Paragraph InWords(Chart chart)
    {
        var spans = new List<Span>();
        if (!string.IsNullOrWhiteSpace(chart.Title)) spans.Add(new Bold(chart.Title));
        foreach (var point in chart.Points)
        {
            var label = SlackText.Line(point.Label, 200);
            if (spans.Count > 0) spans.Add(new Plain(chart is { Kind: ChartKind.Progress, Points.Count: 1 } ? " " : "\n"));
            spans.Add(new Plain(chart.Kind == ChartKind.Bars ? $"{label}: {PlainWords.Number(point.Value)}".TrimStart(':', ' ') : $"{Filled(point.Value)} {label}".TrimEnd()));
        }
        return new Paragraph(new Text(spans));
    }

    private static string Filled(double value)
    {
        var percent = double.IsFinite(value) ? Math.Clamp(value, 0, 100) : 0;
        var full = (int)Math.Round(percent / 100 * Steps);
        return string.Create(CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', Steps - full)} {percent:0.#}%");
    }

    // Two points of one name would be one.
    private static string Different(string label, List<string> taken)
    {
        if (label.Length == 0) label = "–";
        var different = label;
        for (var n = 2; taken.Contains(different); n++) different = $"{PlainWords.Beginning(label, MostLabel - 4)} {n.ToString(CultureInfo.InvariantCulture)}";
        return different;
    }
}
