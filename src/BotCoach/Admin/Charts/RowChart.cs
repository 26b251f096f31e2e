namespace BotCoach.Admin.Charts;

/// <summary>A figure that is a table: a row has its name, what is drawn of it, and the same in words.</summary>
public abstract record RowChart(string Title) : Chart(Title)
{
    /// <summary>What the rows are: "Stage".</summary>
    public string Rows { get; init; } = "What";

    /// <summary>What is counted: "Deals", "Days in stage".</summary>
    public string Figures { get; init; } = "How much";

    private protected abstract IReadOnlyList<DrawnRow> Drawn { get; }

    /// <summary>The names of the parts that a row is made of, in their order.</summary>
    private protected virtual IReadOnlyList<string> Parts => [];

    /// <summary>The scale that is written below the rows, where there is one.</summary>
    private protected virtual ChartScale? Axis => null;

    protected override bool IsEmpty => Drawn.Count == 0;

    private protected override void Draw(ChartWriter to)
    {
        if (Parts.Count > 0) Legend(to, Parts);
        to.Html("<table class=\"drawing\"><caption class=\"unseen\">").Words(Title).Html("</caption><colgroup><col class=\"names\"/><col class=\"draws\"/><col/></colgroup><thead class=\"unseen\"><tr><th scope=\"col\">").Words(Rows)
            .Html("</th><th scope=\"col\">Drawn</th><th scope=\"col\">").Words(Figures).Html("</th></tr></thead><tbody>");
        foreach (var row in Drawn) Draw(to, row);
        to.Html("</tbody>");
        if (Axis is { } axis) Draw(to, axis);
        to.Html("</table>");
    }

    internal static void Legend(ChartWriter to, IReadOnlyList<string> names)
    {
        to.Html("<ul class=\"legend\" aria-hidden=\"true\">");
        foreach (var (i, name) in names.Index())
            to.Html($"<li><svg width=\"16\" height=\"12\" focusable=\"false\"><rect class=\"part{i + 1}\" x=\"1\" y=\"1\" width=\"14\" height=\"10\"/></svg>").Words(name).Html("</li>");
        to.Html("</ul>");
    }

    private static void Draw(ChartWriter to, DrawnRow row)
    {
        to.Html("<tr><th scope=\"row\">");
        // A page of ours, and no other place.
        if (row.Href is { Length: > 1 } href && href[0] == '/' && href[1] is not ('/' or '\\')) to.Html("<a href=\"").Words(href).Html("\">").Words(row.Name).Html("</a>");
        else to.Words(row.Name);
        to.Html("</th><td class=\"draws\">").Begin(DrawnRow.Height);
        row.Draw(to);
        to.End().Html("</td><td class=\"told\">").Words(row.Told).Html("</td></tr>");
    }

    private static void Draw(ChartWriter to, ChartScale axis) => to.Html("<tfoot aria-hidden=\"true\"><tr><td></td><td class=\"draws\">").Begin(18)
        .Line("grid", 0, 1, 1, 1).Letters("0", 0, 15, "start").Letters(ChartScale.Number(axis.Top / 2), 0.5, 15, "middle").Letters(ChartScale.Number(axis.Top), 1, 15, "end")
        .End().Html("</td><td></td></tr></tfoot>");
}

/// <summary>A row as it is drawn and told.</summary>
/// <param name="Href">The page of ours that its name leads to; null: none.</param>
internal sealed record DrawnRow(string Name, string? Href, string Told, Action<ChartWriter> Draw)
{
    public const int Height = 22;
}
