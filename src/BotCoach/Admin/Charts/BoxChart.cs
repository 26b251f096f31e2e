namespace BotCoach.Admin.Charts;

/// <summary>A box for each row: the middle half, the median in it, the whole span around it, and what was meant as a dashed line.</summary>
public sealed record BoxChart(string Title, IReadOnlyList<BoxRow> Boxes) : RowChart(Title)
{
    private const int Middle = DrawnRow.Height / 2;

    /// <summary>What the figures are in: "days".</summary>
    public string Unit { get; init; } = "days";

    private protected override ChartScale? Axis => ChartScale.For(Boxes.SelectMany(b => (double[])[b.Max, b.Guide ?? 0]));

    private protected override IReadOnlyList<DrawnRow> Drawn => [.. Boxes.Select(b => new DrawnRow(b.Name, b.Href, Told(b), to => DrawBox(to, b, Axis!.Value)))];

    private string Told(BoxRow row)
    {
        if (row.Count == 0) return "none yet";
        var guide = row.Guide is { } meant ? $"; guideline {ChartScale.Number(meant)}" : "";
        return $"median {ChartScale.Number(row.Median)} {Unit}, middle half {ChartScale.Number(row.P25)} to {ChartScale.Number(row.P75)}, all {ChartScale.Number(row.Min)} to {ChartScale.Number(row.Max)}{guide} (n = {row.Count})";
    }

    private static void DrawBox(ChartWriter to, BoxRow row, ChartScale scale)
    {
        if (row.Count > 0) DrawSpread(to, row, scale);
        if (row.Guide is { } meant) to.Line("meant", scale.Of(meant), 0, scale.Of(meant), DrawnRow.Height);
    }

    private static void DrawSpread(ChartWriter to, BoxRow row, ChartScale scale) =>
        to.Line("span", scale.Of(row.Min), Middle, scale.Of(row.Max), Middle).Line("span", scale.Of(row.Min), 6, scale.Of(row.Min), 16).Line("span", scale.Of(row.Max), 6, scale.Of(row.Max), 16)
            .Rect("part2", scale.Of(row.P25), scale.Of(row.P75), 3, 16).Line("median", scale.Of(row.Median), 2, scale.Of(row.Median), 20);
}

/// <param name="Count">Of how many; 0: nothing is drawn.</param>
/// <param name="Guide">What the process means it to be; null: it does not say.</param>
public sealed record BoxRow(string Name, double Min, double P25, double Median, double P75, double Max, int Count, double? Guide = null, string? Href = null);
