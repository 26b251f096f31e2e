namespace BotCoach.Stages;

/// <summary>Something a process should not be published with, and where: <c>stages/3 discovery/exit/1 problem-documented</c>. Counts begin at 1.</summary>
public sealed record StageBookProblem(string Place, string Sentence, bool IsWarning)
{
    public override string ToString() => Place.Length == 0 ? Sentence : $"{Place}: {Sentence}";
}

/// <summary>
/// Judges a process as a whole and reports every problem with its place, never just the first. An error keeps it from being published, a warning does not.
/// </summary>
public static class StageBookRules
{
    public const int MostRequiredCriteria = 5;
    public const int FewestNextSteps = 3;

    /// <summary>How a forecast sorts deals, from not counted at all to done.</summary>
    public static readonly IReadOnlyList<string> ForecastCategories = ["omitted", "pipeline", "best-case", "commit", "closed"];

    /// <summary>Who can be named as an approver, and who may override a gate.</summary>
    public static readonly IReadOnlyList<string> ApproverRoles = ["manager", "admin"];

    public static IReadOnlyList<StageBookProblem> Check(StageBook book)
    {
        var problems = new StageBookFindings();
        problems.Texts("", ("name", book.Name), ("description", book.Description), ("source", book.Source));
        WholeRules.Check(book, problems);
        Order(book, problems);
        for (var i = 0; i < book.Stages.Count; i++) StageRules.Check(book, i, problems);
        Ids(book, problems);
        Unread(book, problems);
        return problems.All;
    }

    /// <summary>The fields for which something asks besides their stage: what is not among them serves nothing.</summary>
    public static IReadOnlySet<string> FieldsRead(StageBook book)
    {
        var criteria = book.Criteria().SelectMany(c => c.Accepts).SelectMany(e => e.Fields);
        var handoffs = book.Rules.Handoffs.Concat(book.Stages.Select(s => s.Handoff).OfType<HandoffSpec>()).SelectMany(h => h.MustPassOn);
        var conditions = book.Stages.SelectMany(s => s.FailureModes).SelectMany(m => m.Rule?.Leaves() ?? []).Select(l => l.Subject.Field).OfType<string>();
        return criteria.Concat(handoffs).Concat(conditions).Concat(KnownSignals.FieldsRead).ToHashSet();
    }

    private static void Order(StageBook book, StageBookFindings problems)
    {
        if (book.Stages.All(s => s.Kind != StageKind.Pipeline)) problems.Error("stages", "A process needs at least one pipeline stage.");
        var previous = 0;
        var afterWin = false;
        for (var i = 0; i < book.Stages.Count; i++)
        {
            var stage = book.Stages[i];
            if (stage.Kind == StageKind.AfterWin) afterWin = true;
            else if (afterWin) problems.Error(StageRules.Place(book, i), "A pipeline stage cannot follow a stage that comes after the win.");
            if (stage.Forecast.Probability < previous)
                problems.Warning($"{StageRules.Place(book, i)}/forecast", $"The probability falls from {previous} to {stage.Forecast.Probability}, although the deal moved forward.");
            previous = stage.Forecast.Probability;
        }
    }

    // answers, artifacts and tasks of a deal are kept by these ids alone, whatever the stage
    private static void Ids(StageBook book, StageBookFindings problems)
    {
        var stages = book.Stages.Select((stage, i) => (Stage: stage, Place: StageRules.Place(book, i))).ToList();
        problems.Ids("stage", stages.Select(s => (s.Place, s.Stage.Id)));
        problems.Ids("criterion", stages.SelectMany(s => s.Stage.Entry.Select((c, n) => (StageRules.Of(s.Place, "entry", n, c.Id), c.Id))
            .Concat(s.Stage.Exit.Select((c, n) => (StageRules.Of(s.Place, "exit", n, c.Id), c.Id)))));
        problems.Ids("artifact", stages.SelectMany(s => s.Stage.Artifacts.Select((a, n) => (StageRules.Of(s.Place, "artifacts", n, a.Id), a.Id))));
        problems.Ids("task", stages.SelectMany(s => s.Stage.Tasks.Select((t, n) => (StageRules.Of(s.Place, "tasks", n, t.Id), t.Id))));
        foreach (var (stage, place) in stages)
            problems.Ids("failure mode", stage.FailureModes.Select((m, n) => (StageRules.Of(place, "failure-modes", n, m.Id), m.Id)));
        foreach (var twice in stages.Where(s => s.Stage.Name.Length > 0).GroupBy(s => s.Stage.Name.Trim().ToLowerInvariant()).Where(g => g.Count() > 1))
            foreach (var (stage, place) in twice.Skip(1))
                problems.Warning(place, $"Another stage is called '{stage.Name}' too; an import could not tell them apart.");
    }

    // every field a rep fills in must serve something, else it is friction
    private static void Unread(StageBook book, StageBookFindings problems)
    {
        var read = FieldsRead(book);
        for (var i = 0; i < book.Stages.Count; i++)
            for (var n = 0; n < book.Stages[i].Fields.Count; n++)
                if (book.Stages[i].Fields[n].Field is { Length: > 0 } field && !read.Contains(field))
                    problems.Warning(StageRules.Of(StageRules.Place(book, i), "fields", n, field),
                        $"No criterion, handoff, signal or report reads '{field}': why should a rep fill it in?");
    }
}
