using System.Text.Encodings.Web;
using BotCoach.Channels;
using Microsoft.AspNetCore.Html;

namespace BotCoach.Admin;

/// <summary>A text's spans as HTML: whatever a person wrote is escaped, and lines end where they do.</summary>
public static class TextHtml
{
    public static IHtmlContent Of(Text text)
    {
        var html = new HtmlContentBuilder();
        foreach (var span in text)
        {
            if (span is Bold) Lines(html.AppendHtml("<strong>"), span.Words).AppendHtml("</strong>");
            else if (span is Typed typed) html.AppendHtml("<kbd>").Append(typed.Spoken).AppendHtml("</kbd>");
            else if (span is Link link && LeadsTo(link.Url)) Lines(html.AppendHtml($"<a href=\"{HtmlEncoder.Default.Encode(link.Url)}\">"), link.Words).AppendHtml("</a>");
            else Lines(html, span.Words);
        }
        return html;
    }

    /// <summary>The same of a picture's runs. What would be a link there leads nowhere here.</summary>
    public static IHtmlContent Of(IEnumerable<PictureRun> runs)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in runs)
        {
            var (open, close) = run.Bold ? ("<strong>", "</strong>") : run.Link ? ("<u>", "</u>") : ("", "");
            Lines(html.AppendHtml(open), run.Words).AppendHtml(close);
        }
        return html;
    }

    /// <summary>A page of the console itself, or a safe address elsewhere.</summary>
    private static bool LeadsTo(string url) => ConsoleAddress.Roots.Any(r => url.StartsWith(r + "/", StringComparison.Ordinal)) || SafeAddress.Of(url) is not null;

    private static IHtmlContentBuilder Lines(IHtmlContentBuilder html, string words)
    {
        var lines = words.Split('\n');
        html.Append(lines[0]);
        foreach (var line in lines.Skip(1)) html.AppendHtml("<br>").Append(line);
        return html;
    }
}
