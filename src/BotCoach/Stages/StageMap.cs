namespace BotCoach.Stages;

/// <summary>A stage that a draft has no more.</summary>
/// <param name="Deals">How many open deals are in it.</param>
/// <param name="To">Where they go when the draft is published.</param>
public sealed record GoneStage(string Id, string Name, StageKind Kind, int Deals, string To);

/// <summary>
/// Where a deal goes when its process gets another version: to the stage of the same id; else where the new version says; else to the nearest stage
/// before it that the new version has too; else to the first. Pure.
/// </summary>
public static class StageMap
{
    /// <param name="from">The book in which the deal is in <paramref name="stageId"/>.</param>
    /// <param name="said">What the new version says of stages that it has no more.</param>
    public static string Target(StageBook from, string stageId, StageBook to, IReadOnlyDictionary<string, string> said)
    {
        var at = from.IndexOf(stageId);
        var kind = at < 0 ? StageKind.Pipeline : from.Stages[at].Kind;
        for (var i = at; i >= 0; i--)
            if (from.Stages[i].Kind == kind && Known(from.Stages[i].Id, kind, to, said) is { } found) return found;
        return Known(stageId, kind, to, said) ?? to.Stages.First(s => s.Kind == kind || kind == StageKind.AfterWin).Id;
    }

    /// <summary>What is wrong with what a version says of the stages that it has no more.</summary>
    public static IReadOnlyList<StageBookProblem> Check(StageBook from, StageBook to, IReadOnlyDictionary<string, string> said)
    {
        var problems = new StageBookFindings();
        foreach (var (old, target) in said.OrderBy(s => s.Key, StringComparer.Ordinal))
            if (to.Find(target) is not { } stage) problems.Error($"moves/{old}", Nowhere(target, said));
            else if (from.Find(old) is { } was && was.Kind != stage.Kind) problems.Error($"moves/{old}", $"'{was.Name}' and '{stage.Name}' are not on the same side of the win.");
        return problems.All;
    }

    private static string? Known(string stageId, StageKind kind, StageBook to, IReadOnlyDictionary<string, string> said) =>
        to.Find(stageId)?.Kind == kind ? stageId : said.TryGetValue(stageId, out var target) && to.Find(target)?.Kind == kind ? target : null;

    private static string Nowhere(string target, IReadOnlyDictionary<string, string> said) => said.ContainsKey(target)
        ? $"The deals cannot go to '{target}': that stage is gone too, and its own deals move on. Choose a stage of the new version."
        : $"The deals cannot go to '{target}': the new version has no such stage.";
}
