using System.Text.RegularExpressions;

namespace BotCoach.Recaps.Model;

/// <summary>
/// Replaces names, mail addresses and phone numbers by words that mean nothing, and puts them back. Names are those of who speaks or was there, whole or in part, and
/// whatever else looks like one: two words and more that begin with capitals, or one that stands where people stand (<see cref="LoneNames"/>).
/// </summary>
public sealed partial class Disguise
{
    private const int ShortestPart = 2;
    private readonly Dictionary<string, string> _hidden = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);
    private readonly Regex? _known;
    private int _people, _mails, _phones;

    public Disguise(IEnumerable<string> names)
    {
        var forms = new List<string>();
        foreach (var name in names.Select(n => n.Trim()).Where(n => n.Length > 1).Distinct(StringComparer.Ordinal).OrderByDescending(n => n.Length).ThenBy(n => n, StringComparer.Ordinal))
        {
            var word = $"Person{++_people}";
            if (Keep(name, word)) forms.Add(name);
            var parts = name.Split((char[])[' ', ',', '(', ')', '@'], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length >= ShortestPart && char.IsLetter(p[0])).Distinct(StringComparer.Ordinal).ToList();
            for (var i = 0; i < parts.Count && i < 26 && parts.Count > 1; i++) if (Keep(parts[i], $"{word}{(char)('a' + i)}")) forms.Add(parts[i]);
        }
        if (forms.Count > 0) _known = new Regex($@"(?<!\w)(?:{string.Join('|', forms.OrderByDescending(f => f.Length).Select(Regex.Escape))})(?!\w)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);
    }

    /// <summary>For a call: of who speaks, who was there, who is known, and of whom they speak.</summary>
    public static Disguise Of(Transcript transcript, RecapCall call)
    {
        List<string> known = [.. CallSides.Speakers(transcript), .. transcript.Attendees.Select(a => a.Name), .. call.Labels, .. call.Ours, .. call.There];
        return new Disguise([.. known, .. LoneNames.In([.. transcript.Cues.Select(c => c.Text)], [.. known, .. call.Companies])]);
    }

    public string Hide(string text)
    {
        text = Mails().Replace(text, m => Word(m.Value, () => $"Mail{++_mails}"));
        text = Phones().Replace(text, m => m.Value.Count(char.IsAsciiDigit) < 7 ? m.Value : Word(m.Value, () => $"Phone{++_phones}"));
        if (_known is not null) text = _known.Replace(text, m => _hidden[m.Value]);
        return Names().Replace(text, m => Word(m.Value, () => $"Person{++_people}"));
    }

    public string Show(string text) => Words().Replace(text, m => _shown.GetValueOrDefault(m.Value, m.Value));

    private string Word(string value, Func<string> next)
    {
        if (_hidden.TryGetValue(value, out var known)) return known;
        Keep(value, next());
        return _hidden[value];
    }

    private bool Keep(string value, string word)
    {
        if (!_hidden.TryAdd(value, word)) return false;
        _shown[word] = value;
        return true;
    }

    [GeneratedRegex(@"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")]
    private static partial Regex Mails();

    // With its country's number, or in the groups in which people say one, or as a run of nine digits and more; a sum has its thousands parted, a year is short.
    [GeneratedRegex(@"(?<![\w.,$€£])(?:\+\d[\d ()./-]{6,18}\d|\(\d{2,5}\)[ /-]?\d[\d /.-]{4,12}\d|0\d{1,5}[ /-]\d[\d /-]{3,12}\d|\d{3}[ .-]\d{3,4}[ .-]\d{4}|\d{9,15})(?![\w])")]
    private static partial Regex Phones();

    [GeneratedRegex(@"(?<![\w])(?!Person\d|Mail\d|Phone\d)\p{Lu}[\p{Ll}'’-]+(?: (?!Person\d|Mail\d|Phone\d)\p{Lu}[\p{Ll}'’-]+)+(?!\w)")]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(?:Person|Mail|Phone)\d+[a-z]?\b")]
    private static partial Regex Words();
}
