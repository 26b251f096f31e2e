namespace BotCoach.Admin.Charts;

/// <summary>A funnel: how many came so far, each row as wide as its share of the widest, in the middle.</summary>
public sealed record FunnelChart(string Title, IReadOnlyList<FunnelRow> Steps) : RowChart(Title)
{
    private protected override IReadOnlyList<DrawnRow> Drawn
    {
        get
        {
            var most = Math.Max(1, Steps.Select(s => s.Count).DefaultIfEmpty(0).Max());
            return [.. Steps.Select(s => new DrawnRow(s.Name, s.Href, s.Told ?? ChartScale.Number(s.Count), to => DrawStep(to, Math.Clamp((double)s.Count / most, 0, 1))))];
        }
    }

    private static void DrawStep(ChartWriter to, double share) => to.Rect("part1", (1 - share) / 2, (1 + share) / 2, 1, 20);
}

/// <param name="Told">"42, of which 30 went on (71 %)"; null: the count.</param>
public sealed record FunnelRow(string Name, int Count, string? Told = null, string? Href = null);
