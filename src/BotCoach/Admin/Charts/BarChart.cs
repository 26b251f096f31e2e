namespace BotCoach.Admin.Charts;

/// <summary>Bars that lie, from one edge: how much there is of each.</summary>
public sealed record BarChart(string Title, IReadOnlyList<BarRow> Bars) : RowChart(Title)
{
    private protected override IReadOnlyList<DrawnRow> Drawn
    {
        get
        {
            var scale = ChartScale.For(Bars.Select(b => b.Value));
            return [.. Bars.Select(b => new DrawnRow(b.Name, b.Href, b.Told ?? ChartScale.Number(b.Value), to => to.Rect("part1", 0, scale.Of(b.Value), 3, 16)))];
        }
    }
}

/// <param name="Told">The value in words; null: its number.</param>
/// <param name="Href">The page of ours that its name leads to.</param>
public sealed record BarRow(string Name, double Value, string? Told = null, string? Href = null);
