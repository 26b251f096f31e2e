using System.Globalization;
using NodaTime;

namespace BotCoach.Admin.Charts;

/// <summary>One line or two over weeks. What is not known of a week is a gap. The numbers stand below, folded up.</summary>
public sealed record LineChart(string Title, IReadOnlyList<LocalDate> Weeks, IReadOnlyList<LineSeries> Lines) : Chart(Title)
{
    private const int Top = 18;
    private const int Bottom = 168;

    // The numbers of the scale stand before the first week.
    private const double Left = 0.11;
    private const double Right = 0.985;

    /// <summary>What stands behind each number: " %", " days"; empty: nothing.</summary>
    public string Unit { get; init; } = "";

    protected override bool IsEmpty => Weeks.Count == 0 || !Known.Any();

    private IEnumerable<double> Known => Lines.SelectMany(l => l.Values.Take(Weeks.Count)).OfType<double>().Where(double.IsFinite);

    private protected override void Draw(ChartWriter to)
    {
        var scale = ChartScale.For(Known);
        if (Lines.Count > 1) Legend(to);
        to.Begin(190, $"{Title}: {string.Join("; ", Lines.Select(Course))}.");
        foreach (var share in (double[])[0, 0.5, 1])
            to.Line("grid", 0, Y(share), 1, Y(share)).Letters(ChartScale.Number(share * scale.Top) + Unit, 0, (int)Y(share) - 4, "start");
        to.Letters(Day(Weeks[0]), Weeks.Count == 1 ? X(0) : 0, 185, Weeks.Count == 1 ? "middle" : "start");
        if (Weeks.Count > 2) to.Letters(Day(Weeks[Weeks.Count / 2]), X(Weeks.Count / 2), 185, "middle");
        if (Weeks.Count > 1) to.Letters(Day(Weeks[^1]), 1, 185, "end");
        foreach (var (i, line) in Lines.Index()) DrawLine(to, $"line{i + 1}", line.Values, scale);
        to.End();
        Table(to);
    }

    private void Legend(ChartWriter to)
    {
        to.Html("<ul class=\"legend\" aria-hidden=\"true\">");
        foreach (var (i, line) in Lines.Index())
            to.Html($"<li><svg width=\"26\" height=\"12\" focusable=\"false\"><line class=\"line{i + 1}\" x1=\"0\" y1=\"6\" x2=\"26\" y2=\"6\"/><circle class=\"dot{i + 1}\" cx=\"13\" cy=\"6\" r=\"3\"/></svg>").Words(line.Name).Html("</li>");
        to.Html("</ul>");
    }

    /// <summary>"open deals from 12 to 18".</summary>
    private string Course(LineSeries line)
    {
        List<double> known = [.. line.Values.Take(Weeks.Count).OfType<double>().Where(double.IsFinite)];
        return known.Count == 0 ? $"{line.Name} not known" : $"{line.Name} from {ChartScale.Number(known[0])}{Unit} to {ChartScale.Number(known[^1])}{Unit}";
    }

    private void DrawLine(ChartWriter to, string look, IReadOnlyList<double?> values, ChartScale scale)
    {
        (double X, double Y)? last = null;
        for (var i = 0; i < Weeks.Count; i++)
        {
            (double X, double Y)? here = values.ElementAtOrDefault(i) is { } value && double.IsFinite(value) ? (X(i), Y(scale.Of(value))) : null;
            if (last is { } from && here is { } until) to.Line(look, from.X, from.Y, until.X, until.Y);
            if (here is { } at) to.Dot(look.Replace("line", "dot", StringComparison.Ordinal), at.X, at.Y);
            last = here;
        }
    }

    private void Table(ChartWriter to)
    {
        to.Html("<details class=\"on-screen\"><summary>The numbers</summary><table><caption class=\"unseen\">").Words(Title).Html("</caption><thead><tr><th scope=\"col\">Week of</th>");
        foreach (var line in Lines) to.Html("<th scope=\"col\">").Words(line.Name).Html("</th>");
        to.Html("</tr></thead><tbody>");
        foreach (var (i, week) in Weeks.Index())
        {
            to.Html("<tr><th scope=\"row\">").Words(Day(week)).Html("</th>");
            foreach (var line in Lines)
                to.Html("<td data-name=\"").Words(line.Name).Html("\">").Words(ChartScale.Number(line.Values.ElementAtOrDefault(i)) + (line.Values.ElementAtOrDefault(i) is null ? "" : Unit)).Html("</td>");
            to.Html("</tr>");
        }
        to.Html("</tbody></table></details>");
    }

    private double X(int week) => Weeks.Count == 1 ? (Left + Right) / 2 : Left + ((Right - Left) * week / (Weeks.Count - 1));

    private static double Y(double share) => Bottom - (share * (Bottom - Top));

    private static string Day(LocalDate day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}

/// <param name="Values">One for each week, in their order; null: not known.</param>
public sealed record LineSeries(string Name, IReadOnlyList<double?> Values);
