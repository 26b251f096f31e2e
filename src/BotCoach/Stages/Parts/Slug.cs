using System.Globalization;
using System.Text;

namespace BotCoach.Stages.Parts;

/// <summary>Permanent ids, made of the first words of what they name; nobody has to think of one.</summary>
internal static class Slug
{
    private const int Longest = 40;

    /// <summary>An id that none of these has.</summary>
    public static string Of(string words, IEnumerable<string> taken, string otherwise)
    {
        var known = taken.ToHashSet();
        var slug = Of(words) is { Length: > 0 } some ? some : otherwise;
        if (!known.Contains(slug)) return slug;
        for (var n = 2; ; n++) if (!known.Contains($"{slug}-{n}")) return $"{slug}-{n}";
    }

    private static string Of(string words)
    {
        var slug = new StringBuilder();
        foreach (var letter in words.Normalize(NormalizationForm.FormD).ToLowerInvariant())
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark) continue;
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(letter);
            else if (letter is '\'' or '’') continue;
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }
        var whole = slug.ToString().Trim('-');
        if (whole.Length <= Longest) return whole;
        var cut = whole.LastIndexOf('-', Longest);
        return whole[..(cut > 0 ? cut : Longest)].Trim('-');
    }
}
