using System.Globalization;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>
/// The verbs that answer a criterion: a note, "I don't know yet", an approver's yes; a manager's dispute and waiver, and lifting them.
/// Each answer remembers who, when, on which channel, and the version it was given under.
/// </summary>
public sealed class DealAnswers(BotCoachDb db, DealLedger ledger, DealLast last, SaidWords saidWords)
{
    /// <summary>Somebody's word. A yes, a dispute or a waiver stays until the one who decides lifts it; the new words stand beside it.</summary>
    public async Task<MoveResult> NoteAsync(DealFile file, Criterion criterion, EvidenceKind kind, string text, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known is { UnknownSince: null, State: not AnswerState.Empty } && known.Text == text) return await AlreadyAsync(known.GivenBy, known.GivenAt);
        return await SayAsync(file, criterion, kind, text, null, actor, now);
    }

    /// <summary>The buyer's own words in a call, as somebody accepted them of its recap: evidence where a quote counts. A dispute or a waiver stays until it is lifted.</summary>
    public async Task<MoveResult> QuoteAsync(DealFile file, Criterion criterion, string words, Guid callId, Actor actor, DateTimeOffset now)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known is { State: AnswerState.Evidenced } && known.Text == words) return await AlreadyAsync(known.GivenBy, known.GivenAt);
        return await SayAsync(file, criterion, EvidenceKind.Quote, words, callId, actor, now);
    }

    /// <summary>"I don't know yet": a first-class answer that becomes a question to ask. What was decided stays.</summary>
    /// <param name="anew">A person says so, who may say it again on another day; a source only repeats what it has.</param>
    public async Task<MoveResult> UnknownAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now, bool anew = false)
    {
        var known = file.AnswerTo(criterion.Id);
        if (known?.UnknownSince is { } since && !(anew && since < file.Today(now))) return await AlreadyAsync(known.GivenBy, known.GivenAt);
        var decided = known is { State: AnswerState.Disputed or AnswerState.Waived } or { Kind: EvidenceKind.Approver };
        if (!decided) await saidWords.SetAsync(file.Deal, criterion.Id, null);
        return await GiveAsync(file, criterion, actor, now, a =>
        {
            if (!decided) (a.State, a.Kind, a.Text, a.CallId) = (AnswerState.Empty, null, null, null);
            a.UnknownSince = file.Today(now);
        });
    }

    /// <summary>The yes of somebody who decides; the caller has made sure of that.</summary>
    public async Task<MoveResult> ApproveAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is { State: AnswerState.Evidenced, Kind: EvidenceKind.Approver } known) return await AlreadyAsync(known.DecidedBy, known.DecidedAt);
        return await DecideAsync(file, criterion, actor, now, DealEventKind.Answered, a =>
            (a.State, a.Kind, a.Reason, a.WaivedUntil, a.UnknownSince) = (AnswerState.Evidenced, EvidenceKind.Approver, null, null, null));
    }

    public async Task<MoveResult> DisputeAsync(DealFile file, Criterion criterion, string reason, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is { State: AnswerState.Disputed } known) return await AlreadyAsync(known.DecidedBy, known.DecidedAt);
        return await DecideAsync(file, criterion, actor, now, DealEventKind.Disputed, a => (a.State, a.Reason, a.WaivedUntil) = (AnswerState.Disputed, reason, null));
    }

    public async Task<MoveResult> WaiveAsync(DealFile file, Criterion criterion, string reason, DateTimeOffset until, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is { } known && known.IsWaived(now) && (known.Reason, known.WaivedUntil) == (reason, until))
            return await AlreadyAsync(known.DecidedBy, known.DecidedAt);
        return await DecideAsync(file, criterion, actor, now, DealEventKind.Waived, a => (a.State, a.Reason, a.WaivedUntil) = (AnswerState.Waived, reason, until));
    }

    /// <summary>A dispute is settled, or a waiver ends: the answer stands again as what it was.</summary>
    public async Task<MoveResult> LiftAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now)
    {
        if (file.AnswerTo(criterion.Id) is not { State: AnswerState.Disputed or AnswerState.Waived }) return await last.OfAsync(file.Deal, [DealEventKind.Answered]);
        return await DecideAsync(file, criterion, actor, now, DealEventKind.Answered, a => (a.State, a.Reason, a.WaivedUntil) = (a.Undecided, null, null));
    }

    /// <summary>New words settle what the same person has disputed, and no other dispute.</summary>
    /// <param name="callId">The call in which it was said; null where somebody typed it.</param>
    private async Task<MoveResult> SayAsync(DealFile file, Criterion criterion, EvidenceKind kind, string text, Guid? callId, Actor actor, DateTimeOffset now)
    {
        await saidWords.SetAsync(file.Deal, criterion.Id, text);
        return await GiveAsync(file, criterion, actor, now, a =>
        {
            (a.Text, a.UnknownSince, a.CallId) = (text, null, callId);
            if (a.Kind != EvidenceKind.Approver) a.Kind = kind;
            if ((a.State != AnswerState.Disputed || a.DecidedBy == actor.PersonId) && !a.IsWaived(now)) (a.State, a.Reason, a.WaivedUntil) = (a.Undecided, null, null);
        }, callId is null ? null : Wording.FromCall);
    }

    private Task<MoveResult> GiveAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now, Action<Answer> change, string? channel = null) =>
        ChangeAsync(file, criterion, actor, now, DealEventKind.Answered, a =>
        {
            change(a);
            (a.GivenBy, a.GivenAt, a.Channel, a.Version) = (actor.PersonId, now, channel ?? actor.Channel, file.Deal.ProcessVersion);
        });

    private Task<MoveResult> DecideAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now, DealEventKind kind, Action<Answer> change) =>
        ChangeAsync(file, criterion, actor, now, kind, a =>
        {
            change(a);
            (a.DecidedBy, a.DecidedAt, a.DecidedChannel) = (actor.PersonId, now, actor.Channel);
        });

    private async Task<MoveResult> ChangeAsync(DealFile file, Criterion criterion, Actor actor, DateTimeOffset now, DealEventKind kind, Action<Answer> change)
    {
        var answer = file.AnswerTo(criterion.Id);
        var before = Values(answer);
        if (answer is null)
        {
            answer = new Answer { WorkspaceId = file.Deal.WorkspaceId, DealId = file.Deal.Id, CriterionId = criterion.Id, GivenAt = now, Version = file.Deal.ProcessVersion };
            db.Answers.Add(answer);
        }
        change(answer);
        var differences = before.Zip(Values(answer)).Where(p => p.First.Value != p.Second.Value)
            .Select(p => new DealDifference($"{p.First.Field}:{criterion.Id}", p.First.Value, p.Second.Value, p.First.Field is "criterion" or "reason")).ToList();
        await ledger.ChangeAsync(file.Deal, actor, now, kind, _ => { }, null, differences);
        return new Moved(file.Deal.StageId, file.Deal.StageId);
    }

    /// <summary>What an answer says, by the names it has in the history: the words themselves, and how they stand.</summary>
    private static (string Field, string? Value)[] Values(Answer? answer) =>
    [
        ("criterion", answer?.Text), ("reason", answer?.Reason), ("state", answer?.State.ToString()), ("kind", answer?.Kind?.ToString()),
        ("until", answer?.WaivedUntil?.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
        ("unknown", answer?.UnknownSince is { } since ? LocalDatePattern.Iso.Format(since) : null),
    ];

    private async Task<MoveResult> AlreadyAsync(Guid? by, DateTimeOffset? at)
    {
        var name = by is { } id ? (await db.People.FindAsync(db.WorkspaceId, id))?.Name : null;
        return new DoneAlready(by, name ?? "somebody", at ?? default);
    }
}
