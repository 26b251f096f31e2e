using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>
/// The stage reversion rule: new information that breaks an exit criterion sends the deal back to the stage that had proven it. It is counted twice over, of the
/// criterion and of the move, and blamed on nobody.
/// </summary>
public sealed class Reversion(DealAnswers answers, DealMoves moves)
{
    /// <param name="from">The stage in which the person saw the deal.</param>
    public async Task<MoveResult> BreakAsync(DealFile file, string criterionId, string reason, Actor actor, string? from, DateTimeOffset now)
    {
        if (Proven(file, now).FirstOrDefault(p => p.Criterion.Id == criterionId) is not { Criterion: { } criterion, Stage: var stage })
            return new MayNot("This does not stand as proven any more. Choose the stage, or something else that holds no more.");
        if (file.Deal.IsOpen && (from is null || from == file.Deal.StageId)) await answers.DisputeAsync(file, criterion, reason, actor, now);
        return await moves.BackAsync(file.Deal, actor, reason, now, stage.Id, from);
    }

    /// <summary>What the stages behind an open deal asked for and have: the nearest stage first. What was set aside was never proven.</summary>
    public static IReadOnlyList<(Stage Stage, Criterion Criterion)> Proven(DealFile file, DateTimeOffset now)
    {
        var today = file.Today(now);
        return
        [
            .. from stage in file.Book.Stages.Take(Math.Max(0, file.Book.IndexOf(file.Deal.StageId))).Reverse()
               where stage.Kind == StageKind.Pipeline
               from criterion in stage.Exit
               where criterion.Required && StageGate.StateOf(file, criterion, today, now) is var state and not AnswerState.Waived && CriterionStanding.IsEnough(criterion, state)
               select (stage, criterion),
        ];
    }
}
