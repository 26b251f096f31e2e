using BotCoach.Channels;
using Microsoft.AspNetCore.Html;

namespace BotCoach.Admin;

/// <summary>A text's spans as HTML: whatever a person wrote is escaped.</summary>
public static class TextHtml
{
    public static IHtmlContent Of(Text text)
    {
        var html = new HtmlContentBuilder();
        foreach (var span in text)
        {
            if (span is Bold) html.AppendHtml("<strong>").Append(span.Words).AppendHtml("</strong>");
            else if (span is Typed typed) html.AppendHtml("<kbd>").Append(typed.Spoken).AppendHtml("</kbd>");
            else html.Append(span.Words);
        }
        return html;
    }
}
