using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// The verbs that answer a criterion: a note, "I don't know yet", an approver's yes; a manager's dispute and waiver, and lifting them.
/// Each answer remembers who, when, on which channel, and the version it was given under.
/// </summary>
public sealed class DealAnswers(BotCoachDb db, DealLedger ledger, DealLast last, SaidWords words)
{
    /// <summary>Somebody's word. A dispute stays until the one who decides lifts it; the new words stand beside it.</summary>
    public async Task<MoveResult> NoteAsync(DealFile file, Criterion criterion, EvidenceKind kind, string text, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known is { UnknownSince: null } && known.Text == text && known.State is AnswerState.Claimed or AnswerState.Evidenced) return await AlreadyAsync(file, known);
        var answer = Give(file, criterion, actor, now, a =>
        {
            if (a.State != AnswerState.Disputed) (a.State, a.Reason, a.WaivedUntil) = (AnswerState.Claimed, null, null);
            (a.Kind, a.Text, a.UnknownSince) = (kind, text, null);
        });
        await words.SetAsync(file.Deal, criterion.Id, text);
        return await RecordAsync(file, actor, now, DealEventKind.Answered, $"criterion:{criterion.Id}", answer.Text);
    }

    /// <summary>"I don't know yet": a first-class answer that becomes a question to ask.</summary>
    public async Task<MoveResult> UnknownAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known?.UnknownSince is not null) return await AlreadyAsync(file, known);
        Give(file, criterion, actor, now, a =>
        {
            if (a.State is not (AnswerState.Disputed or AnswerState.Waived)) (a.State, a.Kind, a.Text) = (AnswerState.Empty, null, null);
            a.UnknownSince = file.Today(now);
        });
        await words.SetAsync(file.Deal, criterion.Id, null);
        return await RecordAsync(file, actor, now, DealEventKind.Answered, $"unknown:{criterion.Id}", null);
    }

    /// <summary>The yes of somebody who decides; the caller has made sure of that.</summary>
    public async Task<MoveResult> ApproveAsync(DealFile file, Criterion criterion, Person approver, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known is { State: AnswerState.Evidenced, Kind: EvidenceKind.Approver }) return await AlreadyAsync(file, known);
        Give(file, criterion, actor, now, a =>
            (a.State, a.Kind, a.Text, a.Reason, a.WaivedUntil, a.UnknownSince) = (AnswerState.Evidenced, EvidenceKind.Approver, $"Yes from {approver.Name}", null, null, null));
        return await RecordAsync(file, actor, now, DealEventKind.Answered, $"criterion:{criterion.Id}", $"Yes from {approver.Name}");
    }

    public async Task<MoveResult> DisputeAsync(DealFile file, Criterion criterion, string reason, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is { State: AnswerState.Disputed } known) return await AlreadyAsync(file, known);
        Give(file, criterion, actor, now, a => (a.State, a.Reason, a.WaivedUntil) = (AnswerState.Disputed, reason, null));
        return await RecordAsync(file, actor, now, DealEventKind.Disputed, $"dispute:{criterion.Id}", reason);
    }

    public async Task<MoveResult> WaiveAsync(DealFile file, Criterion criterion, string reason, DateTimeOffset until, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is { State: AnswerState.Waived } known && known.WaivedUntil > now && (known.Reason, known.WaivedUntil) == (reason, until))
            return await AlreadyAsync(file, known);
        Give(file, criterion, actor, now, a => (a.State, a.Reason, a.WaivedUntil) = (AnswerState.Waived, reason, until));
        return await RecordAsync(file, actor, now, DealEventKind.Waived, $"waiver:{criterion.Id}", reason);
    }

    /// <summary>A dispute is settled, or a waiver ends: the answer stands again as what it was.</summary>
    public async Task<MoveResult> LiftAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known is not { State: AnswerState.Disputed or AnswerState.Waived }) return await last.OfAsync(file.Deal, [DealEventKind.Answered]);
        Give(file, criterion, actor, now, a => (a.State, a.Reason, a.WaivedUntil) = (StateOf(a), null, null));
        return await RecordAsync(file, actor, now, DealEventKind.Answered, $"lifted:{criterion.Id}", null);
    }

    private static AnswerState StateOf(Answer answer) =>
        answer.Kind is EvidenceKind.Approver ? AnswerState.Evidenced : answer.Text is null ? AnswerState.Empty : AnswerState.Claimed;

    private Answer Give(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now, Action<Answer> change)
    {
        var answer = file.AnswerTo(criterion.Id);
        if (answer is null)
        {
            answer = new Answer { WorkspaceId = file.Deal.WorkspaceId, DealId = file.Deal.Id, CriterionId = criterion.Id };
            db.Answers.Add(answer);
        }
        change(answer);
        (answer.GivenBy, answer.GivenAt, answer.Channel, answer.Version) = (actor.PersonId, now, actor.Channel, file.Deal.ProcessVersion);
        return answer;
    }

    private async Task<MoveResult> RecordAsync(DealFile file, Actor actor, DateTimeOffset now, DealEventKind kind, string field, string? text)
    {
        await ledger.ChangeAsync(file.Deal, actor, now, kind, _ => { }, null, new Dictionary<string, string?> { [field] = text });
        return new Moved(file.Deal.StageId, file.Deal.StageId);
    }

    private async Task<MoveResult> AlreadyAsync(DealFile file, Answer answer)
    {
        var name = answer.GivenBy is { } by ? (await db.People.FindAsync(db.WorkspaceId, by))?.Name : null;
        return new DoneAlready(answer.GivenBy, name ?? "somebody", answer.GivenAt);
    }
}
