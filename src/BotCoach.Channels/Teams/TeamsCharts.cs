using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Charts and progress bars are Teams' own, beyond Adaptive Cards 1.5 (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards):
/// each has a fallback for clients that do not know it, and its numbers in words.
/// </summary>
internal static class TeamsCharts
{
    private const int MostPoints = 20;
    private const int MostTitle = 100;
    private const int MostLabel = 60;

    internal static IEnumerable<JsonObject> Of(Chart chart) => chart.Kind == ChartKind.Progress ? Progress(chart) : Bars(chart);

    private static IEnumerable<JsonObject> Bars(Chart chart)
    {
        var points = chart.Points.Where(p => double.IsFinite(p.Value)).Take(MostPoints).ToList();
        if (points.Count == 0) return [];
        var title = PlainWords.Line(chart.Title, MostTitle);
        var bars = new JsonObject
        {
            ["type"] = "Chart.HorizontalBar",
            ["title"] = title,
            ["data"] = new JsonArray([.. points.Select(p => (JsonNode)new JsonObject { ["x"] = Label(p), ["y"] = Math.Round(p.Value, 2) })]),
            ["fallback"] = TeamsBlocks.Container(InWords(title, points)),
        };
        return chart.Points.Count > points.Count ? [bars, TeamsBlocks.Quiet(Stretch.More(chart.Points.Count - points.Count))] : [bars];
    }

    private static IEnumerable<JsonObject> InWords(string title, IEnumerable<ChartPoint> points)
    {
        if (title.Length > 0) yield return TeamsBlocks.Line([new Bold(title)])!;
        foreach (var point in points)
            if (TeamsBlocks.Line([new Plain($"{Label(point)}: {PlainWords.Number(point.Value)}")], isClose: true) is { } line) yield return line;
    }

    private static IEnumerable<JsonObject> Progress(Chart chart)
    {
        if (TeamsBlocks.Line([new Bold(PlainWords.Line(chart.Title, MostTitle))]) is { } title) yield return title;
        foreach (var point in chart.Points)
        {
            var percent = double.IsFinite(point.Value) ? Math.Clamp(point.Value, 0, 100) : 0;
            yield return TeamsBlocks.Line([new Plain($"{PlainWords.Number(percent)}% {PlainWords.Line(point.Label, MostLabel)}".TrimEnd())], isClose: true)!;
            yield return new JsonObject { ["type"] = "ProgressBar", ["value"] = Math.Round(percent, 1), ["max"] = 100, ["fallback"] = "drop" };
        }
    }

    private static string Label(ChartPoint point) => PlainWords.Line(point.Label, MostLabel) is { Length: > 0 } label ? label : "–";
}
