namespace BotCoach.Recaps.Writing;

/// <summary>What the buyer holds against it, by kind. A plain question about price or time is none; a worry, a doubt or a no is.</summary>
internal static class Objections
{
    private const int Most = 8;
    private const int Longest = 400;

    private static readonly (Mark Mark, ObjectionKind Kind)[] Kinds =
    [
        (Mark.Security, ObjectionKind.Security), (Mark.Legal, ObjectionKind.Legal), (Mark.Price, ObjectionKind.Price), (Mark.Authority, ObjectionKind.Authority),
        (Mark.Rival, ObjectionKind.Competitor), (Mark.Need, ObjectionKind.Need), (Mark.Timing, ObjectionKind.Timing),
    ];

    public static List<SaidObjection> In(Talk talk, Sides sides)
    {
        var found = new List<SaidObjection>();
        if (!sides.AreKnown) return found;
        for (var i = 0; i < talk.Said.Count && found.Count < Most; i++)
        {
            var said = talk.Said[i];
            if (sides.Of(said.Speaker) != CallSide.Buyer || KindOf(talk, i) is not { } kind) continue;
            var id = talk.Transcript.Cues[said.Cue].Id;
            // Doubts in one breath are one, and so is what is said to explain them.
            if (found.Count > 0 && found[^1].Cues[^1] == id && found[^1].Text.Length > Longest) continue;
            if (found.Count > 0 && found[^1].Cues[^1] == id) found[^1] = new SaidObjection(Heavier(found[^1].Kind, kind), $"{found[^1].Text} {Lines.Text(said)}", [id]);
            else found.Add(new SaidObjection(kind, Lines.Text(said), [id]));
        }
        return found;
    }

    private static ObjectionKind Heavier(ObjectionKind one, ObjectionKind other) => Array.FindIndex(Kinds, k => k.Kind == one) <= Array.FindIndex(Kinds, k => k.Kind == other) ? one : other;

    private static ObjectionKind? KindOf(Talk talk, int at)
    {
        var said = talk.Said[at];
        if (said.Has(Mark.Need) && !said.Has(Mark.Question) && !said.Has(Mark.Price | Mark.Security | Mark.Legal | Mark.Rival))
            return said.Has(Mark.Timing) ? ObjectionKind.Timing : ObjectionKind.Need;
        if (!IsWorry(said)) return null;
        return Kind(said) ?? (said.Has(Mark.Question) || (IsStrong(said) && PointsBack(said)) ? KindBefore(talk, at) : null);
    }

    private static ObjectionKind? Kind(Said said)
    {
        foreach (var (mark, kind) in Kinds) if (said.Has(mark)) return kind;
        return null;
    }

    private static bool PointsBack(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "that" or "those" or "this" or "these") return true;
        return false;
    }

    /// <summary>"How confident are you in those numbers?" is about what was said before it.</summary>
    private static ObjectionKind? KindBefore(Talk talk, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - Talk.Reach) && talk.Said[i].Cue >= talk.Said[at].Cue - 1; i--)
            if (Kind(talk.Said[i]) is { } kind) return kind;
        return null;
    }

    /// <summary>A question needs strong words, since people ask about price and time anyway.</summary>
    private static bool IsWorry(Said said)
    {
        if (said.Has(Mark.Agree | Mark.Thanks) && !said.Has(Mark.Doubt)) return false;
        if (said.Has(Mark.Question)) return IsStrong(said) || (said.Has(Mark.Security | Mark.Legal) && said.Has(Mark.Doubt));
        return said.Has(Mark.Doubt) && (IsStrong(said) || said.Has(Mark.Not));
    }

    private static bool IsStrong(Said said)
    {
        foreach (var token in said.Words)
            if (token.Word is "expensive" or "catch" or "nightmare" or "worried" or "worry" or "concern" or "concerned" or "concerns" or "confident" or "skeptical" or "sceptical" or "hesitant" or "doubt" or "risky" or "tight" or "afraid" or "convinced"
                or "above" or "higher" or "steep" or "particular" or "strict" or "pushed" or "pushback" or "tough" or "burned" or "hard" or "difficult" or "problem" or "too") return true;
        return false;
    }
}
