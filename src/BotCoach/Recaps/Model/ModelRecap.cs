namespace BotCoach.Recaps.Model;

/// <summary>Puts the answers for a call's parts together to one draft: names come back, numbers become ids, and what two parts say of the same cues stands once.</summary>
public static class ModelRecap
{
    private const int MostOfSummary = 5;

    public static Recap Of(IReadOnlyList<ModelAnswer> answers, Transcript transcript, RecapCall call, Disguise? disguise)
    {
        string Shown(string? text) => RecapLines.Clean((disguise is null || text is null ? text : disguise.Show(text)) ?? "").Trim();
        string? Perhaps(string? text) => Shown(text) is { Length: > 0 } shown && !shown.Equals("null", StringComparison.OrdinalIgnoreCase) ? shown : null;
        // A number that is none of a cue stays one: the check drops its line, and counts it.
        List<string> Ids(IReadOnlyList<int>? cues) => [.. (cues ?? []).Distinct().Select(n => n >= 1 && n <= transcript.Cues.Count ? transcript.Cues[n - 1].Id : $"#{n}")];
        List<RecapLine> Lines(Func<ModelAnswer, IReadOnlyList<ModelLine>> of) => Once(answers.SelectMany(a => of(a)).Select(l => new RecapLine(Shown(l.Text), Ids(l.Cues))), l => l.Text, l => l.Cues);
        return new Recap(Recap.ByModel)
        {
            Summary = [.. Lines(a => a.Summary).Take(MostOfSummary)], Problem = Lines(a => a.Problem), Impact = Lines(a => a.Impact), SuccessCriteria = Lines(a => a.SuccessCriteria),
            Decisions = Lines(a => a.Decisions), Risks = Lines(a => a.Risks), Competitors = Lines(a => a.Competitors),
            Objections = Once(answers.SelectMany(a => a.Objections).Select(o => new SaidObjection(Enum.TryParse<ObjectionKind>(o.Kind, true, out var kind) ? kind : ObjectionKind.Need, Shown(o.Text), Ids(o.Cues))), o => o.Text, o => o.Cues),
            Stakeholders = [.. answers.SelectMany(a => a.Stakeholders).Select(s => new RecapPerson(Shown(s.Name), Perhaps(s.Role), Ids(s.Cues))).DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase)],
            NextSteps = Once(answers.SelectMany(a => a.NextSteps).Select(s => new NextStep(
                Perhaps(s.Owner), Enum.TryParse<CallSide>(s.Side, true, out var side) ? side : null, Shown(s.Action), null, Perhaps(s.DueWords), Perhaps(s.Condition), Ids(s.Cues))), s => s.Action, s => s.Cues),
            Proposed = [.. answers.SelectMany(a => a.Criteria).Where(c => call.Criteria.Any(asked => asked.Id == c.Id)).DistinctBy(c => c.Id).Select(c => new Proposal(null, c.Id, Shown(c.Text), Ids(c.Cues))), .. Lines(a => a.CloseDate).Take(1).Select(l => new Proposal("close-date", null, l.Text, l.Cues))],
        };
    }

    private static List<T> Once<T>(IEnumerable<T> lines, Func<T, string> text, Func<T, IReadOnlyList<string>> cues)
    {
        var kept = new List<T>();
        foreach (var line in lines)
            if (!kept.Exists(k => text(k).Equals(text(line), StringComparison.OrdinalIgnoreCase) || (cues(k).Count > 0 && cues(k).Intersect(cues(line)).Any() && Alike(text(k), text(line))))) kept.Add(line);
        return kept;
    }

    /// <summary>Most of the shorter one's words stand in the longer one.</summary>
    private static bool Alike(string one, string other)
    {
        var (a, b) = (WordsOf(one), WordsOf(other));
        var fewer = Math.Min(a.Count, b.Count);
        return fewer > 0 && a.Intersect(b).Count() * 3 >= fewer * 2;
    }

    private static HashSet<string> WordsOf(string text) => text.ToLowerInvariant().Split((char[])[' ', ',', '.', ';', ':', '!', '?'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3).ToHashSet();
}
