namespace BotCoach.Channels.Slack;

/// <summary>The mrkdwn that <see cref="SlackMrkdwn"/> writes, read as Slack reads it. It is no reader of what people write.</summary>
internal static class SlackRuns
{
    private const char Apart = '\u200B';

    internal static IReadOnlyList<PictureRun> Of(string mrkdwn)
    {
        var (runs, from) = (new List<PictureRun>(), 0);
        for (var i = 0; i < mrkdwn.Length; i++)
        {
            var end = mrkdwn[i] == '<' ? mrkdwn.IndexOf('>', i) : IsOpening(mrkdwn, i) ? Closing(mrkdwn, i) : -1;
            if (end < 0) continue;
            Add(mrkdwn[from..i], bold: false);
            if (mrkdwn[i] == '<') runs.Add(Token(mrkdwn[(i + 1)..end]));
            else Add(mrkdwn[(i + 1)..end], bold: true);
            (i, from) = (end, end + 1);
        }
        Add(mrkdwn[from..], bold: false);
        return runs;

        void Add(string words, bool bold)
        {
            if (Unescaped(words) is { Length: > 0 } seen) runs.Add(new PictureRun(seen, bold));
        }
    }

    /// <summary>Without what nobody sees.</summary>
    internal static string Seen(string words) => words.Replace($"{SlackText.Joiner}", "", StringComparison.Ordinal).Replace($"{Apart}", "", StringComparison.Ordinal);

    /// <summary>An asterisk of the words stands behind a joiner, or inside a word.</summary>
    private static bool IsOpening(string text, int at) => text[at] == '*' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '[' or Apart);

    /// <summary>Inside bold, a joiner stands behind each asterisk of the words.</summary>
    private static int Closing(string text, int opening)
    {
        for (var i = opening + 1; i < text.Length && text[i] != '\n'; i++)
            if (text[i] == '*' && (i + 1 == text.Length || text[i + 1] != SlackText.Joiner)) return i;
        return -1;
    }

    /// <summary>A link or an instant by its words, a mention by its id.</summary>
    private static PictureRun Token(string token) => token.IndexOf('|', StringComparison.Ordinal) is var bar and >= 0
        ? new PictureRun(Unescaped(token[(bar + 1)..]), Link: token[0] != '!')
        : new PictureRun(Unescaped(token));

    private static string Unescaped(string words) =>
        Seen(words).Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
}
