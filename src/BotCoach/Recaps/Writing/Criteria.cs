namespace BotCoach.Recaps.Writing;

/// <summary>
/// For which of the stage's exit criteria a call gives evidence. A criterion's own words say what it is about; of each matter the call has its lines, and the
/// buyer's own count. What only we said or did proves nothing, and what is about papers and signatures no call proves.
/// </summary>
internal sealed class Criteria(Talk talk, Sides sides, Lines lines, IReadOnlyList<NextStep> steps, IReadOnlyList<RecapPerson> people)
{
    private static readonly string[] Beyond =
    [
        "signed", "signature", "contract", "allocated", "approval", "live", "milestone", "success plan", "expansion", "concession", "in writing", "document", "written down", "accepted", "resigned", "candidate", "delivery", "we have the people",
        "interview", "first check-in", "handoff", "shared with the economic buyer", "terms reviewed", "we do well", "researched", "labelled", "outreach", "checkpoint", "quantified business case",
    ];

    public List<Proposal> Proposals(IReadOnlyList<AskedCriterion> asked)
    {
        var found = new List<Proposal>();
        foreach (var criterion in asked)
            if (sides.AreKnown && Evidence(criterion.Sentence.ToLowerInvariant()) is { } line) found.Add(new Proposal(null, criterion.Id, line.Text, line.Cues));
        return found;
    }

    private RecapLine? Evidence(string sentence)
    {
        if (Has(sentence, "problem statement", "problem and the outcome") || (Has(sentence, "problem") && Has(sentence, "outcome"))) return ProblemAndWish();
        if (Has(sentence, Beyond)) return null;
        if (Has(sentence, "next step", "call is agreed", "talk is agreed", "scheduled", "meeting with", "is confirmed by a meeting", "agreed to talk", "evaluation step")) return Step(sentence);
        if (Has(sentence, "already tried", "tried before", "last search", "why it did not work")) return First(SaysTried);
        if (Has(sentence, "now", "urgency", "reason to decide", "timeline")) return First(s => s.Has(Mark.Pain) && Lines.SpeaksOfThem(s) && IsUrgent(s));
        if (Has(sentence, "number", "cost of the problem", "quantif", "measured impact")) return Of(lines.Impact);
        if (Has(sentence, "solution matches", "solution meets", "answers their need", "criteria we meet", "have said what they want changed")) return First(s => s.Has(Mark.Agree) && s.Has(Mark.Decided));
        if (Has(sentence, "success", "criteria", "what they want to reach")) return Of(lines.Success);
        if (Has(sentence, "budget", "price", "fee")) return First(s => IsPlain(s) && s.Has(Mark.Price) && Lines.HasNumber(s) && SaysBudget(s));
        if (Has(sentence, "who decides", "decide", "authority", "decision process", "economic buyer", "sponsor", "decider")) return First(s => IsPlain(s) && (s.Has(Mark.Authority) || NamesColleagues(s)));
        if (Has(sentence, "constraint", "security", "requirements", "integrations")) return First(s => s.Has(Mark.Security | Mark.Legal) && s.Has(Mark.Doubt) && !s.Has(Mark.Agree));
        if (Has(sentence, "switching", "objection", "concern", "risk")) return Objection();
        if (Has(sentence, "two stakeholders", "second person", "two people", "different departments")) return People();
        if (Has(sentence, "demo")) return First(s => s.Has(Mark.Decided | Mark.Fixed) && s.Has(Mark.Thing | Mark.Due));
        return Has(sentence, "problem", "pain", "need") ? Of(lines.Problem) ?? Of(lines.Impact) : null;
    }

    private static bool Has(string sentence, params string[] words)
    {
        foreach (var word in words)
            for (var at = sentence.IndexOf(word, StringComparison.Ordinal); at >= 0; at = sentence.IndexOf(word, at + 1, StringComparison.Ordinal))
                if (at == 0 || !char.IsLetter(sentence[at - 1])) return true;
        return false;
    }

    private RecapLine? Of(List<Said> said) => said.Count == 0 ? null : lines.Line(said.MaxBy(s => (Lines.HasNumber(s) ? 2 : 0) + (Lines.SpeaksOfThem(s) ? 1 : 0))!);

    private RecapLine? First(Func<Said, bool> so)
    {
        foreach (var said in talk.Said) if (lines.IsBuyers(said) && !said.Has(Mark.Question) && said.Words.Length >= 5 && so(said)) return lines.Line(said);
        return null;
    }

    private RecapLine? ProblemAndWish() => lines.Problem.Count > 0 && lines.Success.Count > 0 ? Of(lines.Problem) : null;

    /// <summary>A step with a day to which the buyer is bound; one "with a purpose" is a meeting about something.</summary>
    private RecapLine? Step(string sentence)
    {
        foreach (var step in steps)
            if (step.Due is not null && step.Side == CallSide.Both && step.Condition is null && (!sentence.Contains("purpose", StringComparison.Ordinal) || !step.Action.StartsWith("Meeting", StringComparison.Ordinal) || step.Cues.Count > 1))
                return new RecapLine(step.Action, step.Cues);
        return null;
    }

    private RecapLine? Objection() => Objections.In(talk, sides).Find(o => Has(o.Text.ToLowerInvariant(), "risk", "switch", "migrat", "disrupt")) is { } named ? new RecapLine(named.Text, named.Cues) : null;

    private RecapLine? People() => people.Count >= 2 ? new RecapLine($"{people[0].Name} and {people[1].Name}", [.. people[0].Cues, .. people[1].Cues]) : null;

    // "We have not approved it", "if the board agrees": neither proves anything yet.
    private static bool IsPlain(Said said) => !said.Has(Mark.Not) && !said.Has(Mark.Condition);

    private static bool SaysTried(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "tried" or "implemented" or "attempted") return true;
        return false;
    }

    private static bool IsUrgent(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "deadline" or "fiscal" or "growing" or "scaling" or "worse" or "urgent" or "soon") return true;
        return false;
    }

    private static bool SaysBudget(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "budget" or "approved" or "allocated" or "range" or "spend") return true;
        return false;
    }

    // "Let me talk to Amy and Tom, but I think we're ready": who else has a say.
    private static bool NamesColleagues(Said said) => said.HasAll(Mark.LetMe | Mark.Role) && said.Has(Mark.Task);
}
