namespace BotCoach.Stages;

/// <summary>Judges an overlay as a process is judged, and that it fits over any: it names no artifact, since those belong to one process.</summary>
public static class OverlayRules
{
    public static IReadOnlyList<StageBookProblem> Check(Overlay overlay)
    {
        var problems = new StageBookFindings();
        problems.Texts("", ("name", overlay.Name), ("description", overlay.Description), ("source", overlay.Source));
        problems.Ids("overlay", [("", overlay.Id)]);
        if (overlay.Questions.Count == 0) problems.Error("questions", "There is no question to lay over a process.");
        var judge = new CriterionRules([], [], problems);
        for (var i = 0; i < overlay.Questions.Count; i++) Question(overlay, i, judge, problems);
        problems.Ids("question", overlay.Questions.Select((q, i) => (Place(overlay, i), q.Criterion.Id)));
        return problems.All;
    }

    private static void Question(Overlay overlay, int index, CriterionRules judge, StageBookFindings problems)
    {
        var (question, place) = (overlay.Questions[index], Place(overlay, index));
        judge.Check(question.Criterion, place);
        problems.Texts(place, ("why", question.Criterion.Why ?? ""), ("good", question.Criterion.Good ?? ""));
        if (question.Criterion.Required) problems.Error(place, "A question of a methodology is advisory: the process alone decides when a deal moves on.");
        // by its beginning a question is known as the methodology's, and can never be taken for one of the process
        if (!question.Criterion.Id.StartsWith($"{overlay.Id}-", StringComparison.Ordinal)) problems.Error(place, $"The id '{question.Criterion.Id}' must begin with '{overlay.Id}-'.");
        foreach (var field in question.Near) problems.Field($"{place}/near", field);
    }

    private static string Place(Overlay overlay, int index) => $"questions/{index + 1} {overlay.Questions[index].Criterion.Id}".TrimEnd();
}
