namespace BotCoach.Admin.Charts;

/// <summary>Bars of parts that follow one another: what moved in, on, back and out, or any other two to four parts.</summary>
public sealed record FlowChart(string Title, IReadOnlyList<string> PartNames, IReadOnlyList<FlowRow> Flows) : RowChart(Title)
{
    private protected override IReadOnlyList<string> Parts => PartNames;

    private protected override IReadOnlyList<DrawnRow> Drawn
    {
        get
        {
            var scale = ChartScale.For(Flows.Select(f => f.Values.Select(Known).Sum()));
            return [.. Flows.Select(f => new DrawnRow(f.Name, f.Href, Told(f), to => DrawParts(to, f, scale)))];
        }
    }

    private string Told(FlowRow row) => string.Join(", ", PartNames.Zip(row.Values, (name, value) => $"{ChartScale.Number(value)} {name}"));

    private static void DrawParts(ChartWriter to, FlowRow row, ChartScale scale)
    {
        var from = 0.0;
        foreach (var (i, value) in row.Values.Index())
        {
            var until = from + Known(value);
            if (until > from) to.Rect($"part{i + 1}", scale.Of(from), scale.Of(until), 3, 16);
            from = until;
        }
    }

    private static double Known(double value) => double.IsFinite(value) ? Math.Max(0, value) : 0;
}

/// <param name="Values">One for each part, in their order.</param>
public sealed record FlowRow(string Name, IReadOnlyList<double> Values, string? Href = null);
