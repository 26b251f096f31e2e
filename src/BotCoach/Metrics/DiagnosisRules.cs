using BotCoach.Stages;

namespace BotCoach.Metrics;

/// <summary>
/// What figures say in words, where they say anything: from a few deals nothing is made. A stall that everybody has is the process's; one that a single person has is
/// something to talk about with that person alone, so nobody is named here. Pure.
/// </summary>
public static class DiagnosisRules
{
    /// <summary>Of fewer ended stays nothing is said.</summary>
    public const int FewestStays = 10;

    /// <summary>From so large a share of moves back on it is the stage before that lets too much through.</summary>
    private const double ManyBack = 0.2;

    /// <summary>Twice the guideline is long, as the nudges have it.</summary>
    private const double TooLong = 2;

    /// <summary>Of fewer people nothing is said of all of them.</summary>
    private const int FewestPeople = 3;

    /// <param name="book">The newest of the process.</param>
    /// <param name="stages">The figures of its stages.</param>
    /// <param name="ofPeople">The same of each person's deals.</param>
    /// <param name="segment">Of whose deals they are alone; null: of all, and then it is held against the days that are meant for any.</param>
    /// <param name="ofOne">Also what a single person has.</param>
    public static IReadOnlyList<string> Of(StageBook book, IReadOnlyList<StageMetrics> stages, IReadOnlyList<IReadOnlyList<StageMetrics>> ofPeople, string? segment = null, bool ofOne = true) =>
        [.. stages.Where(s => s.Kind == StageKind.Pipeline).SelectMany(s => Of(book, s, [.. ofPeople.Select(p => p.FirstOrDefault(o => o.ProcessId == s.ProcessId && o.StageId == s.StageId)).OfType<StageMetrics>()], segment, ofOne))];

    private static IEnumerable<string> Of(StageBook book, StageMetrics stage, IReadOnlyList<StageMetrics> ofPeople, string? segment, bool ofOne)
    {
        var at = book.IndexOf(stage.StageId);
        if (at > 0 && stage.Returned is { All: >= FewestStays, Value: >= ManyBack } back)
            yield return $"{back.Of} of {back.All} stays in {stage.Name} ended with a move back. What {book.Stages[at - 1].Name} asks before a deal leaves it may be too loose.";
        var losses = stage.Losses.Values.Sum();
        if (losses >= FewestStays && stage.Losses.MaxBy(l => l.Value) is { Key.Length: > 0 } first && first.Value * 2 >= losses)
            yield return $"{first.Value} of {losses} losses in {stage.Name} have one reason: {first.Key}. Could an earlier stage have asked for it?";
        if (at < 0 || book.Stages[at].Guideline.For(segment) is not (> 0 and var days) || stage.StayHours.Count < FewestStays) yield break;
        var known = ofPeople.Where(p => p.StayHours.Count >= Rate.Fewest).ToList();
        var slow = known.Count(p => p.MedianDays > days * TooLong);
        if (known.Count >= FewestPeople && slow == known.Count)
            yield return $"With everybody a deal stays in {stage.Name} for more than twice the {days} days that are meant. That is the process rather than a person: what does it ask there?";
        else if (ofOne && known.Count >= FewestPeople && slow == 1)
            yield return $"In {stage.Name} deals stay long with one person and with nobody else. That is something for coaching, in private.";
    }
}
