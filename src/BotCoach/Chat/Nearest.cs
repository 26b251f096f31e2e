namespace BotCoach.Chat;

/// <summary>What somebody may have meant: the nearest of some names by the fewest wrong, missing, added or swapped letters.</summary>
public static class Nearest
{
    /// <summary>The nearest names, best first; names that differ only in case are one.</summary>
    public static IReadOnlyList<string> To(string typed, IEnumerable<string> names, int most = 3) =>
        [.. names.Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name => (name, far: Distance(typed, name)))
            .OrderBy(n => n.far).ThenBy(n => n.name.Length).ThenBy(n => n.name, StringComparer.OrdinalIgnoreCase)
            .Take(most).Select(n => n.name)];

    /// <summary>
    /// From 0, the same, to 1, nothing in common. Of a longer name its beginning counts too, and each of its words, so that "acem" finds "Acme Robotics, renewal".
    /// </summary>
    public static double Distance(string typed, string name)
    {
        typed = Plain(typed);
        name = Plain(name);
        if (typed.Length == 0 || name.Length == 0) return typed.Length == name.Length ? 0 : 1;
        var whole = Ratio(typed, name);
        if (name.Length <= typed.Length) return Math.Min(whole, FirstWords(typed, name));
        var beginning = Ratio(typed, name[..typed.Length]);
        var word = name.Split(' ').Min(w => Ratio(typed, w));
        return Math.Min(whole, 0.05 + 0.95 * Math.Min(beginning, word));
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours.</summary>
    public static int Edits(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        for (var j = 1; j <= b.Length; j++)
        {
            var change = a[i - 1] == b[j - 1] ? 0 : 1;
            rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
        }
        return rows[a.Length, b.Length];
    }

    /// <summary>"advnce Acme" means the command, whatever follows it.</summary>
    private static double FirstWords(string typed, string name)
    {
        var words = name.Count(c => c == ' ') + 1;
        return 0.05 + 0.95 * Ratio(string.Join(' ', typed.Split(' ').Take(words)), name);
    }

    private static double Ratio(string a, string b) => (double)Edits(a, b) / Math.Max(a.Length, b.Length);

    private static string Plain(string words) =>
        string.Join(' ', words.ToLowerInvariant()[..Math.Min(words.Length, 60)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
