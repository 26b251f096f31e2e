using BotCoach.Recaps.Writing;

namespace BotCoach.Recaps;

/// <summary>What was said where somebody binds themselves: with the condition that it hangs on, and whether it was a no.</summary>
internal sealed record SaidPromise(string Words, string? Condition, bool IsNo, bool Binds);

/// <summary>Finds the words of a call that a written line rests on, so that a promise keeps its condition and its no, however it is worded.</summary>
/// <param name="looksOn">What the same speaker adds in the next sentence counts too; a writer that copies has looked there itself.</param>
internal sealed class Promises(Transcript transcript, bool looksOn)
{
    private const int MostSentences = 2000;
    private const int LongestAddition = 16;
    private const int HeadWithin = 12;
    private const Mark Binding = Mark.CommitI | Mark.CommitWe | Mark.Assign | Mark.LetMe | Mark.Offer | Mark.Future;
    private readonly Dictionary<int, List<(SaidPromise Said, List<string> Content)>> _of = [];
    private readonly Words _words = new();

    /// <summary>The clause of the cited cues in which most of the line's words stand; null where half of them stand in none.</summary>
    public SaidPromise? Behind(string line, IEnumerable<int> places) => Best(line, places) is { IsHalf: true } best ? best.Said : null;

    /// <summary>
    /// The same; or, where a line is worded otherwise than it was said, what is true of all that the cited cues promise: that all of it hangs on something, or that all of it is a no.
    /// </summary>
    public SaidPromise? BehindOtherWords(string line, IReadOnlyList<int> places)
    {
        var best = Best(line, places);
        if (best is { IsHalf: true }) return best.Said;
        var promised = places.SelectMany(Of).Select(p => p.Said).Where(p => p.Binds).ToList();
        if (promised.Count == 0) return null;
        if (promised.TrueForAll(p => p.IsNo || p.Condition is not null)) return best is { Said.Binds: true } ? best.Said : promised[0];
        return best is { Same: > 0, Said: { Binds: true, Condition: not null, IsNo: false } } ? best.Said : null;
    }

    /// <summary>The clause in which these very words stand; null where they stand in none.</summary>
    public SaidPromise? Saying(string words, IEnumerable<int> places) => places.SelectMany(Of).Select(p => p.Said).FirstOrDefault(p => p.Words.Contains(words.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Words that say something: longer than three letters, or the short verbs of promises.</summary>
    public static List<string> Content(string text) =>
        [.. text.ToLowerInvariant().Split((char[])[' ', ',', '.', '!', '?', '\n', '"', ':', ';', '(', ')', '“', '”', '—', '–'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).Distinct()];

    /// <summary>"sign" and "signing", "approve" and "approval", but not "contract" and "contact".</summary>
    public static bool AreAlike(string one, string other)
    {
        var same = one.AsSpan().CommonPrefixLength(other);
        return same >= 4 && same * 3 >= Math.Min(one.Length, other.Length) * 2;
    }

    /// <summary>Whether most of what one says stands in the other.</summary>
    public static bool Covers(string other, string one)
    {
        var (words, there) = (Content(one), Content(other));
        return words.Count(w => there.Exists(t => AreAlike(w, t))) * 2 >= words.Count;
    }

    private sealed record Found(SaidPromise Said, int Same, bool IsHalf);

    private Found? Best(string line, IEnumerable<int> places)
    {
        var wanted = Content(line);
        if (wanted.Count == 0) return null;
        return places.SelectMany(Of).Select(p => new Found(p.Said, wanted.Count(w => p.Content.Exists(c => AreAlike(w, c))), false)).OrderByDescending(f => f.Same).ThenByDescending(f => f.Said.Binds)
            .Select(f => f with { IsHalf = f.Same * 2 >= wanted.Count }).FirstOrDefault();
    }

    private List<(SaidPromise Said, List<string> Content)> Of(int place)
    {
        if (_of.TryGetValue(place, out var known)) return known;
        var (text, found) = (transcript.Cues[place].Text, new List<(SaidPromise, List<string>)>());
        var sentences = Writing.Words.Sentences(text).Take(MostSentences).ToList();
        for (var i = 0; i < sentences.Count; i++)
        {
            var sentence = text[sentences[i]];
            if (MachineTalk.Is(sentence)) continue;
            var around = Head(sentence) ?? (!looksOn ? null : i + 1 < sentences.Count ? Added(text[sentences[i + 1]]) : AddedAfter(place));
            foreach (var clause in ClausesOf(text, sentences[i], sentence))
            {
                var condition = Conditions.In(clause) ?? (Conditions.IsGerman(sentence) ? Conditions.In(sentence) : null) ?? around;
                found.Add((new SaidPromise(clause, condition, Conditions.IsNegated(Conditions.Without(clause)), Binds(clause)), Content(clause)));
            }
        }
        return _of[place] = found;
    }

    /// <summary>German parts each clause by a comma, English where somebody is bound anew.</summary>
    private static IEnumerable<string> ClausesOf(string text, Range range, string sentence)
    {
        if (!Conditions.IsGerman(sentence)) return Clauses.Of(text, range).Select(c => text[c]);
        var at = Conditions.FindAt(sentence);
        return at < 0 ? sentence.Split(", ") : Conditions.Without(sentence).Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(c => c.Length > 3);
    }

    /// <summary>What a sentence begins with holds for all of it: "Once legal agrees, I'll send it, and I'll call you."</summary>
    private static string? Head(string sentence) => Conditions.FindAt(sentence) is >= 0 and < HeadWithin ? Conditions.In(sentence) : null;

    /// <summary>"But only once the budget is confirmed." is no sentence of its own.</summary>
    private static string? Added(string next)
    {
        if (Conditions.In(next) is not { } condition || next.Count(c => c == ' ') >= LongestAddition) return null;
        var at = Conditions.FindAt(next);
        return at <= 24 && at + condition.Length >= next.TrimEnd(" .,!".ToCharArray()).Length ? condition : null;
    }

    private string? AddedAfter(int place)
    {
        var next = place + 1;
        if (next >= transcript.Cues.Count || transcript.Cues[next].Speaker is not { } speaker || speaker != transcript.Cues[place].Speaker) return null;
        var text = transcript.Cues[next].Text;
        return Writing.Words.Sentences(text).Select(r => text[r]).FirstOrDefault() is { } first ? Added(first) : null;
    }

    private bool Binds(string clause)
    {
        if (Conditions.IsGerman(clause)) return GermanBinds(clause);
        var tokens = _words.Of(clause, 0..clause.Length);
        var marks = Mark.None;
        for (var i = 0; i < tokens.Length; i++) marks |= CommitPhrases.All.At(tokens, i).Marks;
        return (marks & Binding) != 0;
    }

    private static bool GermanBinds(string clause) => Writing.Words.FindWhole(clause, "ich") >= 0 || Writing.Words.FindWhole(clause, "wir") >= 0;
}
