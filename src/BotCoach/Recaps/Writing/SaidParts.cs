using System.Collections.Frozen;
using System.Globalization;

namespace BotCoach.Recaps.Writing;

/// <summary>That somebody has a part in the decision, and the cue in which it is said.</summary>
/// <param name="Part">One of the roles of a stakeholder.</param>
internal sealed record SaidPart(string Name, string Part, string Cue);

/// <summary>
/// Who has which part in the decision, as the buyer's own sentences say it: of who speaks, of who is named, and of who was named just before ("She signs off").
/// What somebody asks tells it too: who asks about security looks at what engineers look at.
/// </summary>
internal sealed class SaidParts(Talk talk, Sides sides, RecapCall call)
{
    private const int MostWords = 60;

    /// <summary>What begins a sentence with a capital and is no name.</summary>
    private static readonly FrozenSet<string> NoNames = Set(
        """
        i he she it we you they this that these those there here who what when where why how which all anybody anyone everybody everyone nobody somebody someone people one none our my your his her their its the a an
        and but so or then well also okay yes yeah no not if because since while after before once until for from in on at by with to of as is are was were be do does did will would can could should must may might have has had
        finance legal security procurement marketing sales engineering operations compliance management leadership accounting support product it hr purchasing infosec board team teams company companies customers clients reps managers users
        ceo cfo cto cio coo cro cmo ciso vp director head manager lead president owner founder counsel controller boss buyer today tomorrow monday tuesday wednesday thursday friday saturday sunday january february march april june july
        august september october november december next last first second right sure great good thanks thank maybe perhaps actually honestly basically usually normally currently now later both most many some every each any another other others let please
        """);

    private readonly FrozenSet<string> _companies = call.Companies.SelectMany(c => c.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToFrozenSet(StringComparer.Ordinal);

    public IEnumerable<SaidPart> Find()
    {
        var (last, lastCue) = ((string?)null, -1);
        foreach (var said in talk.Said.Where(s => sides.Of(s.Speaker) == CallSide.Buyer && s.Words.Length <= MostWords))
        {
            var names = new List<string>();
            var sentence = Sentence(said, names, said.Cue == lastCue ? last : null);
            if (names.Count > 0) (last, lastCue) = (names.Count == 1 ? names[0] : null, said.Cue);
            if (said.Has(Mark.Question)) continue;
            foreach (var (part, who) in PartPhrases.In(sentence))
                if ((int.TryParse(who, CultureInfo.InvariantCulture, out var at) ? names[at] : talk.NameOf(said)) is { } name && !IsOurs(name)) yield return new SaidPart(name, part, talk.Transcript.Cues[said.Cue].Id);
        }
    }

    /// <summary>Of those of whom nothing else is said: who asks about security.</summary>
    public IEnumerable<SaidPart> Asking() => talk.Said.Where(s => sides.Of(s.Speaker) == CallSide.Buyer && s.HasAll(Mark.Question | Mark.Security))
        .Select(s => new SaidPart(talk.NameOf(s)!, "technical", talk.Transcript.Cues[s.Cue].Id));

    /// <summary>The sentence's words with people by number.</summary>
    /// <param name="before">Who "she" or "he" is.</param>
    private string Sentence(Said said, List<string> names, string? before)
    {
        var parts = new List<string>();
        for (var i = 0; i < said.Words.Length; i++)
        {
            var word = said.Words[i].Word;
            if (NameAt(said, i) is var (name, length) && length > 0)
            {
                parts.Add(Numbered(name));
                i += length - 1;
            }
            else parts.Add(word switch { "i" => "@i", "my" => "@my", "me" => "@me", "she" or "he" when before is not null => Numbered(before), _ => word });
        }
        return string.Join(' ', parts);

        string Numbered(string name)
        {
            if (!names.Contains(name)) names.Add(name);
            return string.Create(CultureInfo.InvariantCulture, $"@{names.IndexOf(name)}");
        }
    }

    /// <summary>A name as it stands there, as whole as the call knows it, and how many words it takes; none: 0.</summary>
    private (string Name, int Length) NameAt(Said said, int at)
    {
        if (!IsName(said, at)) return ("", 0);
        var length = 1;
        while (length < 3 && at + length < said.Words.Length && IsName(said, at + length) && said.Words[at + length].From - said.Words[at + length - 1].To == 1) length++;
        var (from, last) = (said.Words[at].From, said.Words[at + length - 1]);
        var name = said.Text[from..(last.From + last.Word.Length)];
        return (Whole(name), length);
    }

    private bool IsName(Said said, int at)
    {
        var (word, from, _) = said.Words[at];
        return word.Length > 1 && char.IsUpper(said.Text[from]) && said.Text.AsSpan(from, word.Length).Equals(word, StringComparison.OrdinalIgnoreCase) && !word.Any(char.IsDigit)
            && !IsCapitals(said.Text.AsSpan(from, word.Length)) && !NoNames.Contains(word) && !_companies.Contains(word);
    }

    /// <summary>"SSO", "API": a short form, and nobody.</summary>
    private static bool IsCapitals(ReadOnlySpan<char> word) => word.Length > 1 && !word.ContainsAnyInRange('a', 'z');

    /// <summary>"Priya" is Priya Nair where the call knows one of that name.</summary>
    private string Whole(string name)
    {
        var known = talk.Speakers.Concat(talk.Transcript.Attendees.Select(a => a.Name)).Where(n => Sides.SameName(n, name)).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return known is [var one] ? one : name;
    }

    private bool IsOurs(string name) => sides.On(CallSide.Seller).Any(s => Sides.SameName(talk.Speakers[s], name)) || call.Ours.Any(o => Sides.SameName(o, name));

    private static FrozenSet<string> Set(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
