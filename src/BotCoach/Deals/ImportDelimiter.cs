namespace BotCoach.Deals;

/// <summary>Which of the four marks stands between the cells: the one the header has most of, outside quotes.</summary>
internal static class ImportDelimiter
{
    private const string Marks = ",;\t|";

    /// <summary>The mark, and whether the first line only says which it is (<c>sep=;</c>).</summary>
    public static (char Mark, bool Said) Of(string head)
    {
        if (head.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && head.Length > 4 && Marks.Contains(head[4])) return (head[4], true);
        var header = FirstRecord(head);
        return (Marks.MaxBy(mark => Outside(header, mark)), false);
    }

    private static string FirstRecord(string head)
    {
        var quoted = false;
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == '"') quoted = !quoted;
            else if (!quoted && head[i] is '\r' or '\n') return head[..i];
        }
        return head;
    }

    private static int Outside(string header, char mark)
    {
        var (quoted, count) = (false, 0);
        foreach (var c in header)
        {
            if (c == '"') quoted = !quoted;
            else if (c == mark && !quoted) count++;
        }
        return count;
    }
}
