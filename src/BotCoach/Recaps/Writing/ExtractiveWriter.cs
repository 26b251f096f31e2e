namespace BotCoach.Recaps.Writing;

/// <summary>
/// Writes a recap in the call's own words: no model, no network, the same for the same call. What a call says is data; a sentence that tells the writer
/// what to do is passed over (<see cref="MachineTalk"/>).
/// </summary>
public static class ExtractiveWriter
{
    private const int MostOfSummary = 5;

    public static Recap Write(Transcript transcript, RecapCall call) => Write(transcript, call, StepWeights.Fitted);

    /// <summary>The same with other weights, as they are fitted and tried.</summary>
    internal static Recap Write(Transcript transcript, RecapCall call, StepWeights weights)
    {
        if (transcript.Cues.Count == 0) return new Recap(Recap.ByRule);
        var talk = Talk.Of(transcript);
        var sides = Sides.Of(talk, call);
        var meant = new Meant(talk);
        var lines = Lines.Of(talk, sides);
        var steps = new StepWriter(talk, sides, meant, call).Write(new StepFinder(talk, sides, meant, weights).Find());
        var people = new Stakeholders(talk, sides, call).Find();
        var draft = new Recap(Recap.ByRule)
        {
            Problem = lines.Written(sides.AreKnown ? lines.Problem : []), Impact = sides.AreKnown ? [.. lines.Impact.Select(lines.Figures).DistinctBy(l => l.Cues[0])] : [],
            SuccessCriteria = lines.Written(sides.AreKnown ? lines.Success : []), Decisions = lines.Written(lines.Decisions), Risks = lines.Written(lines.Risks),
            Stakeholders = people, Objections = Objections.In(talk, sides), Competitors = Rivals.In(talk, sides, lines), NextSteps = steps,
            Notes = Languages.Notes(talk),
        };
        draft = draft with { Proposed = [.. Fields(draft), .. CloseDates(talk, sides, call), .. new Criteria(talk, sides, lines, steps, people).Proposals(call.Criteria)] };
        return RecapRules.Check(draft with { Summary = Summary(draft) }, transcript, call);
    }

    /// <summary>One line of each kind that there is, most telling first: what hurts, what it costs, what was decided, what comes next.</summary>
    private static List<RecapLine> Summary(Recap draft)
    {
        var lines = new List<RecapLine>();
        lines.AddRange(draft.Problem.Take(1));
        lines.AddRange(draft.Impact.Where(i => !lines.Exists(l => l.Text == i.Text)).Take(1));
        lines.AddRange(draft.Objections.Take(1).Select(o => new RecapLine(o.Text, o.Cues)));
        lines.AddRange(draft.Decisions.Where(d => !lines.Exists(l => l.Text == d.Text)).TakeLast(1));
        lines.AddRange(draft.NextSteps.Take(MostOfSummary - 2).Select(s => new RecapLine(s.Owner is null ? s.Action : $"{s.Owner}: {s.Action}", s.Cues)));
        return [.. lines.DistinctBy(l => l.Text).Take(MostOfSummary)];
    }

    /// <summary>What the deal's own fields could take from this call. A step on a condition is no next step to plan with.</summary>
    private static IEnumerable<Proposal> Fields(Recap draft)
    {
        if (draft.NextSteps.Where(s => s.Condition is null && s.Side is not null).OrderByDescending(s => s.Side == CallSide.Both && s.Due is not null).ThenBy(s => s.Due is null).FirstOrDefault() is { } step)
            yield return new Proposal("next-step", null, step.Action, step.Cues);
        if (draft.Problem is [var problem, ..]) yield return new Proposal("problem", null, problem.Text, problem.Cues);
        if (draft.Impact is [var impact, ..]) yield return new Proposal("impact", null, impact.Text, impact.Cues);
        if (draft.SuccessCriteria is [var success, ..]) yield return new Proposal("success-criteria", null, success.Text, success.Cues);
        if (draft.Objections is [var objection, ..]) yield return new Proposal("objections", null, objection.Text, objection.Cues);
        foreach (var person in draft.Stakeholders) yield return new Proposal("stakeholders", null, person.Name, person.Cues);
    }

    /// <summary>By when the buyer said that they decide or sign, in the words in which they said it; the last word on it counts.</summary>
    private static IEnumerable<Proposal> CloseDates(Talk talk, Sides sides, RecapCall call)
    {
        if (!sides.AreKnown) yield break;
        foreach (var said in talk.Said.Reverse().Where(s => sides.Of(s.Speaker) == CallSide.Buyer && !s.Has(Mark.Question) && !s.Has(Mark.Not | Mark.Condition | Mark.Past) && SaysClose(s)))
        {
            if (DueWords.Find(said.Span.ToString(), call.ReaderOf(talk.NameOf(said))) is not { } due || due.Day <= call.HeldOn) continue;
            yield return new Proposal("close-date", null, due.Words, [talk.Transcript.Cues[said.Cue].Id]);
            yield break;
        }
    }

    private static bool SaysClose(Said said)
    {
        foreach (var token in said.Words) if (token.Word is "sign" or "signing" or "signed" or "signature" or "decide" or "decision" or "purchase") return true;
        return false;
    }
}
