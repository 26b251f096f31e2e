using BotCoach.Chat;

namespace BotCoach.Recaps.Writing;

/// <summary>
/// The lines of a recap other than people and steps, in the call's own sentences: of each kind the few that say most. Where the sides are known, pains, what they
/// cost and what would be success count from the buyer alone.
/// </summary>
internal sealed class Lines(Talk talk, Sides sides)
{
    private const int Most = 5;
    private const int Longest = 280;
    private const int FewestWords = 5;

    private Said? _refusal;

    public List<Said> Problem { get; } = [];
    public List<Said> Impact { get; } = [];
    public List<Said> Success { get; } = [];
    public List<Said> Decisions { get; } = [];
    public List<Said> Risks { get; } = [];

    public static Lines Of(Talk talk, Sides sides)
    {
        var lines = new Lines(talk, sides);
        lines._refusal = talk.Said.LastOrDefault(s => s.Has(Mark.Declined) && lines.IsBuyers(s) && WithoutStage(s.Span.ToString()).Length > 0);
        lines.Best(lines.Problem, s => lines.IsPain(s) ? 2 + (HasNumber(s) ? 1 : 0) + (SpeaksOfThem(s) ? 2 : 0) : 0);
        lines.Best(lines.Success, s => lines.IsBuyers(s) && !IsAside(s) && ((s.Has(Mark.Success) && SpeaksOfThem(s)) || lines.AnswersSuccess(s)) ? 1 + (HasNumber(s) ? 1 : 0) : 0);
        lines.Best(lines.Impact, s => lines.IsBuyers(s) && HasNumber(s) && s.Has(Mark.Effect) && !lines.Success.Contains(s) && !IsAside(s) && (s.Has(Mark.Pain) || !IsSum(s)) ? 1 + (s.Has(Mark.Pain) ? 2 : 0) + (SpeaksOfThem(s) ? 1 : 0) : 0);
        lines.Best(lines.Decisions, lines.Decision);
        lines.Best(lines.Risks, s => lines.IsBuyers(s) && s.Has(Mark.Risk) && !s.Has(Mark.Question) && (SpeaksOfThem(s) || s.Has(Mark.Condition)) ? 1 + (s.Has(Mark.Condition) ? 1 : 0) : 0);
        return lines;
    }

    public List<RecapLine> Written(IEnumerable<Said> said) => [.. said.Select(Line)];

    /// <summary>The sentence, and the next of the same breath where that goes on with figures ("Now it's pushing 60").</summary>
    public RecapLine Figures(Said said)
    {
        var next = talk.Said.Index().FirstOrDefault(s => ReferenceEquals(s.Item, said)).Index + 1;
        var goesOn = next < talk.Said.Count && talk.Said[next].Cue == said.Cue && HasNumber(talk.Said[next]) && !talk.Said[next].Has(Mark.Question);
        return goesOn ? Line(said) with { Text = $"{Text(said)} {Text(talk.Said[next])}" } : Line(said);
    }

    public RecapLine Line(Said said) => new(Text(said), [talk.Transcript.Cues[said.Cue].Id]);

    public static string Text(Said said) => Wording.ShortAtWord(ActionText.Clean(WithoutStage(said.Span.ToString())), Longest);

    /// <summary>"*laughs*" is nothing that anybody said.</summary>
    private static string WithoutStage(string text)
    {
        while (text.IndexOf('*') is >= 0 and var open && text.IndexOf('*', open + 1) is > 0 and var close) text = text.Remove(open, close + 1 - open);
        return text.Trim();
    }

    public static bool HasNumber(Said said)
    {
        foreach (var token in said.Words) if (char.IsAsciiDigit(token.Word[^1]) || char.IsAsciiDigit(token.Word[0]) || token.Word[0] is '$' or '€' or '£' || token.Word.EndsWith('%')) return true;
        return false;
    }

    // A price repeated is no pain measured.
    private static bool IsSum(Said said) => said.Has(Mark.Price) || said.Span.IndexOfAny("$€£") >= 0;

    /// <summary>Somebody speaks of their own: "we", "our reps", "I".</summary>
    public static bool SpeaksOfThem(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "we" or "our" or "us" or "my" or "i" or "reps" or "team" or "people") return true;
        return false;
    }

    /// <summary>Said by the buyer; where nobody sells, by anybody.</summary>
    public bool IsBuyers(Said said) => !sides.AreKnown || sides.Of(said.Speaker) == CallSide.Buyer;

    private bool IsPain(Said said) => IsBuyers(said) && said.Has(Mark.Pain) && !IsAside(said) && !said.Has(Mark.MustI) && !said.Has(Mark.Declined) && (SpeaksOfThem(said) || HasNumber(said) || said.Words.Length >= 9);

    /// <summary>"What would success look like?" is answered by what the buyer says next.</summary>
    private bool AnswersSuccess(Said said) =>
        sides.AreKnown && said.Cue > 0 && talk.FirstOf[said.Cue] is var first && first < talk.Said.Count && ReferenceEquals(talk.Said[first], said) && SpeaksOfThem(said)
        && Enumerable.Range(talk.FirstOf[said.Cue - 1], first - talk.FirstOf[said.Cue - 1]).Any(i => talk.Said[i].HasAll(Mark.Success | Mark.Question) && talk.Said[i].Speaker != said.Speaker);

    private static bool IsAside(Said said) => said.Has(Mark.Question) || said.Words.Length < FewestWords;

    // What is settled is said plainly, mostly late, and between two sides by the one who buys: a yes, a time that was taken, a refusal.
    private double Decision(Said said)
    {
        if (said.Has(Mark.Question) || !IsBuyers(said)) return 0;
        if (sides.AreKnown && said.Has(Mark.Declined)) return WithoutStage(said.Span.ToString()).Length > 0 && said == _refusal ? 3 : 0;
        if (sides.AreKnown && said.HasAll(Mark.Fixed | Mark.Due) && !said.Has(Mark.Bye)) return 2;
        if (!said.Has(Mark.Decided) || said.Words.Length < FewestWords || said.Has(Mark.Condition | Mark.MustI | Mark.MustWe) || (!sides.AreKnown && said.Has(Mark.Maybe | Mark.Offer))) return 0;
        return 1 + (said.Has(Mark.CommitWe) ? 1 : 0) + talk.FirstOf[said.Cue] / (double)talk.Said.Count;
    }

    private void Best(List<Said> into, Func<Said, double> score)
    {
        var ranked = talk.Said.Select((s, i) => (Said: s, At: i, Score: score(s))).Where(s => s.Score > 0).OrderByDescending(s => s.Score).ThenBy(s => s.At).Take(Most).OrderBy(s => s.At);
        into.AddRange(ranked.Select(r => r.Said));
    }
}
