using System.Collections.Immutable;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>
/// What stands between a deal and a target, each with the stage that asks for it: in the order of the book, and before it what was let pass on the way here,
/// until a day that is over.
/// </summary>
public sealed record GateAsks(ImmutableArray<(Stage Stage, Criterion Criterion)> Criteria, ImmutableArray<(Stage Stage, RequiredField Field)> Fields)
{
    /// <summary>A criterion must be met; without any there is nothing to prove.</summary>
    public bool HasCriteria { get; } = Criteria.Any(c => c.Criterion.Required);

    public static GateAsks Of(DealFile file, string target, DateTimeOffset now) =>
        Of(file.Book, file.Deal.StageId, file.Deal.Status == DealStatus.Won, target).WithLapsed(file, now);

    /// <summary>By the book alone: the same for every deal in a stage.</summary>
    public static GateAsks Of(StageBook book, string stageId, bool isWon, string target)
    {
        var left = Left(book, stageId, isWon, target).ToList();
        var entered = book.Find(target);
        return new GateAsks(
            [
                .. left.SelectMany(stage => (stage.Id == stageId ? [] : stage.Entry).Concat(stage.Exit).Select(criterion => (stage, criterion))),
                .. (entered?.Entry ?? []).Select(criterion => (entered!, criterion)),
            ],
            [.. left.SelectMany(stage => stage.Fields.Select(field => (stage, field)))]);
    }

    /// <summary>The same with what this deal was let past and is asked for again.</summary>
    public GateAsks WithLapsed(DealFile file, DateTimeOffset now)
    {
        if (!HasLapsed(file, now)) return this;
        var (lapsed, here) = (Lapsed(file, now), file.Deal.StageId);
        var behind = file.Book.Stages.Take(file.Book.IndexOf(here) + 1).ToList();
        return new GateAsks(
            [.. behind.SelectMany(stage => stage.Entry.Concat(stage.Id == here ? [] : stage.Exit).Where(c => lapsed.Contains(c.Id)).Select(c => (stage, c))), .. Criteria],
            [.. behind.Where(stage => stage.Id != here).SelectMany(stage => stage.Fields.Where(f => lapsed.Contains(f.Id)).Select(f => (stage, f))), .. Fields]);
    }

    /// <summary>The stages that must be left with everything satisfied: the current one, and without skipping each that a jump passes.</summary>
    private static IEnumerable<Stage> Left(StageBook book, string stageId, bool isWon, string target)
    {
        var from = book.IndexOf(stageId);
        if (from < 0) yield break;
        if (!isWon || book.Stages[from].Kind == StageKind.AfterWin) yield return book.Stages[from];
        if (book.Rules.MaySkip) yield break;
        var to = target == StageGate.Won ? book.Stages.Count : book.IndexOf(target);
        var passed = isWon ? StageKind.AfterWin : StageKind.Pipeline;
        for (var i = from + 1; i < to; i++) if (book.Stages[i].Kind == passed) yield return book.Stages[i];
    }

    private static bool HasLapsed(DealFile file, DateTimeOffset now)
    {
        if (!file.Deal.IsOpen) return false;
        foreach (var given in file.Overrides) if (given.ExpiresAt <= now) return true;
        foreach (var answer in file.Answers) if (IsOver(answer, now)) return true;
        return false;
    }

    /// <summary>What a decision let pass, by an override or a waiver, until a day that is over.</summary>
    private static HashSet<string> Lapsed(DealFile file, DateTimeOffset now)
    {
        var (over, holding) = (file.Overrides.Where(o => o.ExpiresAt <= now), file.Overrides.Where(o => o.ExpiresAt > now));
        return [.. over.SelectMany(o => o.Missing.Split(',')).Except(holding.SelectMany(o => o.Missing.Split(','))), .. file.Answers.Where(a => IsOver(a, now)).Select(a => a.CriterionId)];
    }

    private static bool IsOver(Answer answer, DateTimeOffset now) => answer.State == AnswerState.Waived && answer.WaivedUntil <= now;
}
