using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>One way for a deal to change hands, as its process has it. Pure.</summary>
/// <param name="Key">Names it in a form.</param>
/// <param name="Route">"SDR → AE".</param>
public sealed record HandoffPath(string Key, string Route, HandoffSpec Spec)
{
    /// <summary>The rule of the stage the deal is in, of the one before it, and those of the whole process; each receiver once.</summary>
    public static IReadOnlyList<HandoffPath> Of(DealFile file)
    {
        var own = OfStages(file).Select(s => (From: s.Owner, Spec: s.Handoff!));
        var general = file.Book.Rules.Handoffs.Select(h => (From: file.Stage?.Owner ?? "", Spec: h));
        return [.. own.Concat(general.Where(g => !g.From.Equals(g.Spec.To, StringComparison.OrdinalIgnoreCase))).DistinctBy(p => p.Spec.To.ToLowerInvariant())
            .Select((p, i) => new HandoffPath($"{i}", p.From.Length == 0 ? p.Spec.To : $"{p.From} → {p.Spec.To}", p.Spec))];
    }

    /// <summary>The stage that the deal is in is handed on: to whom. Null where it is not.</summary>
    public static string? DueHere(DealFile file) => file.Stage?.Handoff?.To;

    private static IEnumerable<Stage> OfStages(DealFile file)
    {
        var at = file.Book.IndexOf(file.Deal.StageId);
        return new[] { at, at - 1 }.Where(i => i >= 0).Select(i => file.Book.Stages[i]).Where(s => s.Handoff is not null);
    }
}
