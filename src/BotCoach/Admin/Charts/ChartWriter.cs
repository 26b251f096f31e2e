using System.Globalization;
using System.Text.Encodings.Web;

namespace BotCoach.Admin.Charts;

/// <summary>
/// Writes a figure. Places across are in percent of its width and heights in pixels, so that a figure takes the width that it is given while its letters keep
/// their size. All words are escaped.
/// </summary>
internal sealed class ChartWriter(TextWriter writer, HtmlEncoder encoder)
{
    public ChartWriter Html(string markup)
    {
        writer.Write(markup);
        return this;
    }

    public ChartWriter Words(string words)
    {
        encoder.Encode(writer, words);
        return this;
    }

    public ChartWriter Begin(int height, string called = "")
    {
        Html($"<svg class=\"drawn\" width=\"100%\" height=\"{height}\" focusable=\"false\" ");
        return called.Length == 0 ? Html("aria-hidden=\"true\">") : Html("role=\"img\" aria-label=\"").Words(called).Html("\">");
    }

    public ChartWriter End() => Html("</svg>");

    public ChartWriter Rect(string look, double from, double to, int y, int height) =>
        Html($"<rect class=\"{look}\" x=\"{Percent(from)}\" width=\"{Percent(Math.Max(0, to - from))}\" y=\"{y}\" height=\"{height}\"/>");

    public ChartWriter Line(string look, double fromX, double fromY, double toX, double toY) =>
        Html($"<line class=\"{look}\" x1=\"{Percent(fromX)}\" y1=\"{Pixels(fromY)}\" x2=\"{Percent(toX)}\" y2=\"{Pixels(toY)}\"/>");

    public ChartWriter Dot(string look, double x, double y) => Html($"<circle class=\"{look}\" cx=\"{Percent(x)}\" cy=\"{Pixels(y)}\" r=\"3\"/>");

    /// <param name="anchor"><c>start</c>, <c>middle</c> or <c>end</c>.</param>
    public ChartWriter Letters(string words, double x, int y, string anchor) =>
        Html($"<text x=\"{Percent(x)}\" y=\"{y}\" text-anchor=\"{anchor}\">").Words(words).Html("</text>");

    private static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static string Pixels(double at) => at.ToString("0.#", CultureInfo.InvariantCulture);
}
