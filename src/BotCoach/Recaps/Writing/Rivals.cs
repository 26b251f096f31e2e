namespace BotCoach.Recaps.Writing;

/// <summary>Competitors and what is in use today, as the buyer names them.</summary>
internal static class Rivals
{
    private const int Most = 5;

    public static List<RecapLine> In(Talk talk, Sides sides, Lines lines)
    {
        var found = new List<RecapLine>();
        if (!sides.AreKnown) return found;
        foreach (var said in talk.Said)
        {
            if (found.Count == Most) break;
            if (said.Has(Mark.Rival) && lines.IsBuyers(said) && NamesOne(talk, said)) found.Add(lines.Line(said));
        }
        return found;
    }

    /// <summary>A name in the midst of the sentence that is nobody's of the call, or the word itself.</summary>
    private static bool NamesOne(Talk talk, Said said)
    {
        for (var i = 0; i < said.Words.Length; i++)
        {
            var token = said.Words[i];
            if (token.Word is "competitor" or "competitors" or "vendors" or "incumbent" or "alternatives" && !said.Has(Mark.Question)) return true;
            if (i == 0 || !char.IsUpper(said.Text[token.From]) || token.Word is "i" || token.Word.Length < 3 || DueDay(token.Word)) continue;
            if (!talk.Speakers.Any(s => s.Contains(token.Word, StringComparison.OrdinalIgnoreCase))) return true;
        }
        return false;
    }

    private static bool DueDay(string word) => word.EndsWith("day", StringComparison.Ordinal);
}
