using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace BotCoach.Admin.Charts;

/// <summary>
/// A figure of a page, of plain records. What is drawn is told in a table too, so that it reads the same by eye, by ear, and on black and white paper.
/// A page writes it as it stands: <c>@Model.Figure</c>.
/// </summary>
public abstract record Chart(string Title) : IHtmlContent
{
    /// <summary>Small print below: what was counted, and of how many.</summary>
    public string Note { get; init; } = "";

    /// <summary>What is said where there is nothing to draw.</summary>
    public string Nothing { get; init; } = "There is nothing to show yet.";

    protected abstract bool IsEmpty { get; }

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var to = new ChartWriter(writer, encoder);
        to.Html("<figure class=\"chart\"><figcaption>").Words(Title).Html("</figcaption>");
        if (IsEmpty) to.Html("<p class=\"quiet\">").Words(Nothing).Html("</p>");
        else Draw(to);
        if (Note.Length > 0) to.Html("<p class=\"quiet\">").Words(Note).Html("</p>");
        to.Html("</figure>");
    }

    private protected abstract void Draw(ChartWriter to);
}
