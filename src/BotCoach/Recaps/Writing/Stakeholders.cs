using System.Collections.Frozen;

namespace BotCoach.Recaps.Writing;

/// <summary>
/// Who has a part on the buyer's side: those who speak for it, and those whom it names with what they are ("our CFO, Dana Reyes") or with their part in the decision
/// ("Priya signs off on anything over 50k"). People who only appear in what the seller shows are none.
/// </summary>
internal sealed class Stakeholders(Talk talk, Sides sides, RecapCall call)
{
    private const int Most = 12;

    private static readonly FrozenSet<string> Titles = new[]
    {
        "ceo", "cfo", "cto", "cio", "coo", "cro", "cmo", "ciso", "vp", "director", "head", "manager", "lead", "president", "owner", "founder", "counsel", "controller", "procurement", "legal", "finance", "security", "it", "boss", "buyer",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Chiefs = new[] { "ceo", "cfo", "coo", "cro", "cmo", "chief", "vp", "svp", "evp", "president", "founder", "owner", "partner" }.ToFrozenSet(StringComparer.Ordinal);

    public List<RecapPerson> Find()
    {
        var found = new List<RecapPerson>();
        if (!sides.AreKnown) return found;
        foreach (var speaker in sides.On(CallSide.Buyer).Where(s => !SpeakerRules.IsNobody(talk.Speakers[s]))) found.Add(Speaker(speaker));
        foreach (var said in talk.Said.Where(s => sides.Of(s.Speaker) == CallSide.Buyer))
            if (found.Count < Most && Named(said) is { } person && !found.Exists(f => Sides.SameName(f.Name, person.Name))) found.Add(person);
        var parts = new SaidParts(talk, sides, call);
        foreach (var part in parts.Find()) Give(found, part);
        foreach (var part in parts.Asking()) if (found.Find(f => Sides.SameName(f.Name, part.Name)) is { Part: null } asker && !IsChief(asker)) Give(found, part);
        return found;
    }

    /// <summary>Somebody who is known to have a part gets it, and who is named for it is one of them. Of several parts the strongest counts.</summary>
    private static void Give(List<RecapPerson> found, SaidPart said)
    {
        var at = found.FindIndex(f => Sides.SameName(f.Name, said.Name));
        if (at < 0 && found.Count < Most) found.Add(new RecapPerson(said.Name, null, [said.Cue]) { Part = said.Part });
        if (at < 0 || (found[at].Part is { } had && PartPhrases.Rank(had) <= PartPhrases.Rank(said.Part))) return;
        found[at] = found[at] with { Part = said.Part, Cues = [.. found[at].Cues.Append(said.Cue).Distinct()] };
    }

    /// <summary>Who leads asks about everything.</summary>
    private static bool IsChief(RecapPerson person) => (person.Role ?? "").ToLowerInvariant().Split((char[])[' ', ',', '/'], StringSplitOptions.RemoveEmptyEntries).Any(Chiefs.Contains);

    private RecapPerson Speaker(int speaker)
    {
        var name = talk.Speakers[speaker];
        // two of that first name may have been there
        var attendee = talk.Transcript.Attendees.Where(a => Sides.SameName(a.Name, name)).DistinctBy(a => a.Name).ToList() is [var one] ? one : null;
        var first = talk.Said.First(s => s.Speaker == speaker);
        var own = talk.Said.FirstOrDefault(s => s.Speaker == speaker && OwnTitle(s) is not null);
        return new RecapPerson(attendee?.Name ?? name, attendee?.Role ?? (own is null ? null : OwnTitle(own)), [talk.Transcript.Cues[(own ?? first).Cue].Id]);
    }

    /// <summary>"I'm the CFO", "I run procurement", "I head the sales team".</summary>
    private static string? OwnTitle(Said said)
    {
        var words = said.Words;
        for (var i = 0; i + 2 < words.Length; i++)
        {
            if (words[i].Word != "i" || words[i + 1].Word is not ("am" or "run" or "head" or "lead" or "own" or "manage")) continue;
            for (var j = i + 2; j < Math.Min(words.Length, i + 6); j++)
                if (IsTitle(said, j)) return Phrase(said, i + 2, j);
        }
        return null;
    }

    /// <summary>"our CFO, Dana Reyes", "Dana, our CFO", "Dana from procurement".</summary>
    private RecapPerson? Named(Said said)
    {
        var words = said.Words;
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsTitle(said, i)) continue;
            var from = i;
            while (from > 0 && i - from < 3 && words[from - 1].Word is not ("our" or "my" or "the" or "from" or "in" or "is" or "a") && !IsName(said, from - 1)) from--;
            if (from == 0 || words[from - 1].Word is not ("our" or "my" or "from" or "in" or "the")) continue;
            var role = Phrase(said, from, EndOfTitle(said, i));
            var next = EndOfTitle(said, i) + 1;
            var name = NameAt(said, next) ?? NameBefore(said, from - 2);
            if (name is not null) return new RecapPerson(name, role, [talk.Transcript.Cues[said.Cue].Id]);
        }
        return null;
    }

    // "it" is a department in capitals only.
    private static bool IsTitle(Said said, int at) => Titles.Contains(said.Words[at].Word) && (said.Words[at].Word != "it" || said.Text[said.Words[at].From] == 'I');

    private static int EndOfTitle(Said said, int at)
    {
        if (at + 2 < said.Words.Length && said.Words[at + 1].Word == "of" && !IsName(said, at + 1)) return at + 2;
        return at;
    }

    private static string? NameAt(Said said, int at)
    {
        if (at >= said.Words.Length || !IsName(said, at)) return null;
        var to = at;
        while (to + 1 < said.Words.Length && to - at < 2 && IsName(said, to + 1) && said.Words[to + 1].From - said.Words[to].To == 1) to++;
        return said.Text[said.Words[at].From..said.Words[to].To];
    }

    private static string? NameBefore(Said said, int at)
    {
        if (at < 0 || !IsName(said, at) || !(at > 0 || said.Text[said.Words[at].To] == ',')) return null;
        var from = at;
        while (from > 0 && IsName(said, from - 1) && said.Words[from].From - said.Words[from - 1].To == 1) from--;
        return said.Text[said.Words[from].From..said.Words[at].To];
    }

    private static bool IsName(Said said, int at) =>
        at >= 0 && at < said.Words.Length && char.IsUpper(said.Text[said.Words[at].From]) && said.Words[at].Word.Length > 1 && !Titles.Contains(said.Words[at].Word)
        && said.Words[at].Word is not ("i" or "so" or "and" or "but" or "our" or "my" or "the" or "yes" or "yeah" or "then" or "well" or "also" or "okay" or "we" or "it" or "that" or "this");

    private static string Phrase(Said said, int from, int to) => said.Text[said.Words[from].From..said.Words[to].To].Replace("the ", "", StringComparison.OrdinalIgnoreCase);
}
