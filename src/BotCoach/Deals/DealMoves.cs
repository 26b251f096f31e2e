using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// The verbs that move a deal, for every path alike: chat, import, API. Forward goes through the gate only. A verb guards its own state:
/// a second press changes nothing and says that it is done already, and by whom.
/// </summary>
public sealed class DealMoves(DealLedger ledger, DealFiles files, DealLast last, GateOverrides overrides)
{
    private static readonly DealEventKind[] StageMoves =
        [DealEventKind.Advanced, DealEventKind.MovedBack, DealEventKind.Overridden, DealEventKind.Imported, DealEventKind.Created];

    private static readonly DealEventKind[] Closings = [DealEventKind.Won, DealEventKind.Lost, DealEventKind.Disqualified];

    /// <summary>Forward through the gate: to the next stage, or to <paramref name="target"/>.</summary>
    /// <param name="from">The stage in which the person saw the deal; another one now means that somebody has moved it.</param>
    /// <param name="opened">The deal's file, where it was opened in this unit of work already, with many others.</param>
    public async Task<MoveResult> AdvanceAsync(
        Deal deal, Actor actor, DateTimeOffset now, string? target = null, string? from = null, DateTimeOffset? happenedAt = null, DealFile? opened = null)
    {
        if (from is not null && from != deal.StageId) return await last.OfAsync(deal, StageMoves);
        var file = await FileAsync(deal, opened);
        if ((target ?? StageGate.NextOf(file)) is not { } to) return Ended(deal);
        var gate = StageGate.Ask(file, to, file.Today(now), now);
        if (gate.Refusal is { } why) return new MayNot(why);
        if (!gate.Yes) return await NotYetAsync(file, gate, now);
        if (to == StageGate.Won) return new ReadyToWin(gate);
        return await EnterAsync(deal, actor, now, DealEventKind.Advanced, to, gate, happenedAt);
    }

    /// <summary>Past the gate by somebody's decision: only by a role that the process names, with a reason, until it expires; the manager is shown it.</summary>
    /// <param name="outcome">Why they bought, where the win is what is let pass.</param>
    public async Task<MoveResult> OverrideAsync(
        Deal deal, Person person, Actor actor, string reason, DateTimeOffset now, string? target = null, string? from = null, string? outcome = null)
    {
        if (from is not null && from != deal.StageId) return await last.OfAsync(deal, StageMoves);
        var file = await files.OpenAsync(deal);
        if (!GateOverrides.MayDo(person.Role, file.Book.Rules)) return new MayNot(GateOverrides.NotNamed(file.Book.Rules));
        if ((target ?? StageGate.NextOf(file)) is not { } to) return Ended(deal);
        var gate = StageGate.Ask(file, to, file.Today(now), now);
        if (gate.Refusal is { } why) return new MayNot(why);
        if (gate.Yes) return to == StageGate.Won ? new ReadyToWin(gate) : await EnterAsync(deal, actor, now, DealEventKind.Advanced, to, gate, null);
        if (Placeholders.IsOne(reason)) return new MayNot("An override needs its reason in your own words.");
        await overrides.GiveAsync(file, person, gate, reason, now, ApiKey.NameIn(actor.Channel));
        DealDifference[] said = [DealDifference.Said("override", reason)];
        if (to != StageGate.Won) return await EnterAsync(deal, actor, now, DealEventKind.Overridden, to, gate, null, said);
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.Overridden, d => Wake(d, actor), null, said);
        return await CloseAsync(deal, actor, now, DealEventKind.Won, DealStatus.Won, outcome, null, gate);
    }

    /// <summary>Back to an earlier stage, by default the one before: always allowed, with a reason.</summary>
    public async Task<MoveResult> BackAsync(
        Deal deal, Actor actor, string reason, DateTimeOffset now, string? target = null, string? from = null, DateTimeOffset? happenedAt = null,
        DealFile? opened = null)
    {
        if (from is not null && from != deal.StageId) return await last.OfAsync(deal, StageMoves);
        if (!deal.IsOpen) return new MayNot("This deal is closed. Reopen it first.");
        var file = await FileAsync(deal, opened);
        var at = file.Book.IndexOf(deal.StageId);
        var to = target ?? (at > 0 ? file.Book.Stages[at - 1].Id : null);
        if (to is null) return new MayNot($"{file.Stage?.Name ?? "This"} is the first stage: there is nothing to go back to.");
        if (file.Book.IndexOf(to) is var back && (back < 0 || back >= at)) return new MayNot("That stage does not lie behind this one.");
        return await EnterAsync(deal, actor, now, DealEventKind.MovedBack, to, null, happenedAt, [DealDifference.Said("reason", reason)]);
    }

    /// <summary>Won, through the gate of every stage that is left.</summary>
    public async Task<MoveResult> WonAsync(
        Deal deal, Actor actor, string reason, DateTimeOffset now, DateTimeOffset? happenedAt = null, DealFile? opened = null)
    {
        if (!deal.IsOpen) return await last.OfAsync(deal, Closings);
        var file = await FileAsync(deal, opened);
        var gate = StageGate.Ask(file, StageGate.Won, file.Today(now), now);
        if (gate.Refusal is { } why) return new MayNot(why);
        if (!gate.Yes) return await NotYetAsync(file, gate, now);
        return await CloseAsync(deal, actor, now, DealEventKind.Won, DealStatus.Won, reason, happenedAt, gate);
    }

    public Task<MoveResult> LostAsync(Deal deal, Actor actor, string reason, DateTimeOffset now, DateTimeOffset? happenedAt = null) =>
        CloseAsync(deal, actor, now, DealEventKind.Lost, DealStatus.Lost, reason, happenedAt);

    public Task<MoveResult> DisqualifiedAsync(Deal deal, Actor actor, string reason, DateTimeOffset now, DateTimeOffset? happenedAt = null) =>
        CloseAsync(deal, actor, now, DealEventKind.Disqualified, DealStatus.Disqualified, reason, happenedAt);

    /// <summary>Open again, in the stage where it was closed; from behind the win in the last stage of the pipeline.</summary>
    public async Task<MoveResult> ReopenAsync(Deal deal, Actor actor, DateTimeOffset now, DealFile? opened = null)
    {
        if (deal.IsOpen) return await last.OfAsync(deal, [DealEventKind.Reopened, DealEventKind.Created, DealEventKind.Imported]);
        var file = await FileAsync(deal, opened);
        var from = deal.StageId;
        var stage = file.Stage is { Kind: StageKind.AfterWin } ? file.Book.Stages.Last(s => s.Kind == StageKind.Pipeline).Id : deal.StageId;
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.Reopened, d =>
        {
            d.Status = DealStatus.Open;
            d.OutcomeReason = null;
            d.ClosedAt = null;
            d.StageId = stage;
        });
        return new Moved(from, stage);
    }

    /// <summary>We touched the buyer. Twice on one day, without hearing from them in between, is once.</summary>
    public async Task<MoveResult> TouchAsync(Deal deal, Actor actor, DateTimeOffset now)
    {
        if (await SameDayAsync(deal, deal.TouchedAt, deal.HeardAt, now)) return await last.OfAsync(deal, [DealEventKind.Touched], deal.TouchedAt);
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.Touched, d => { Wake(d, actor); d.TouchedAt = now; });
        return new Moved(deal.StageId, deal.StageId);
    }

    /// <summary>We heard from the buyer. Twice on one day, without a touch of ours in between, is once.</summary>
    public Task<MoveResult> HeardAsync(Deal deal, Actor actor, DateTimeOffset now) => HeardThenAsync(deal, now, actor, now);

    /// <summary>We heard from them then; earlier than the last time is nothing new.</summary>
    public async Task<MoveResult> HeardThenAsync(Deal deal, DateTimeOffset then, Actor actor, DateTimeOffset now)
    {
        if (then < deal.HeardAt || await SameDayAsync(deal, deal.HeardAt, deal.TouchedAt, then)) return await last.OfAsync(deal, [DealEventKind.Heard], deal.HeardAt);
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.Heard, d => { Wake(d, actor); d.HeardAt = then; }, then);
        return new Moved(deal.StageId, deal.StageId);
    }

    public async Task<MoveResult> SetNextStepAsync(Deal deal, NextStep step, Actor actor, DateTimeOffset now)
    {
        if (!deal.IsOpen && deal.Status != DealStatus.Won) return new MayNot("This deal is closed. Reopen it first.");
        var same = (deal.NextStep, deal.NextStepOn, deal.NextStepOwnerId, deal.NextStepSide, deal.NextStepConfirmed)
            == (step.Text, step.On, step.OwnerId, step.Side, step.Confirmed);
        if (same) return await last.OfAsync(deal, [DealEventKind.NextStepSet, DealEventKind.Imported, DealEventKind.Created]);
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.NextStepSet, d =>
        {
            Wake(d, actor);
            (d.NextStep, d.NextStepOn, d.NextStepOwnerId, d.NextStepSide, d.NextStepConfirmed) =
                (step.Text, step.On, step.OwnerId, step.Side, step.Confirmed);
        });
        return new Moved(deal.StageId, deal.StageId);
    }

    public async Task SetCloseDateAsync(Deal deal, LocalDate day, Actor actor, DateTimeOffset now) =>
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.FieldsChanged, d => { Wake(d, actor); d.CloseOn = day; });

    /// <summary>Another owner from now on.</summary>
    public async Task<MoveResult> HandOverAsync(Deal deal, Person to, Actor actor, DateTimeOffset now, string? note = null)
    {
        if (!deal.IsOpen && deal.Status != DealStatus.Won) return new MayNot("This deal is closed. Reopen it first.");
        if (deal.OwnerId == to.Id) return await last.OfAsync(deal, [DealEventKind.HandedOver, DealEventKind.Created, DealEventKind.Imported]);
        DealDifference[] said = note is null ? [] : [DealDifference.Said("note", note)];
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.HandedOver, d => { Wake(d, actor); d.OwnerId = to.Id; }, null, said);
        return new Moved(deal.StageId, deal.StageId);
    }

    private async Task<MoveResult> NotYetAsync(DealFile file, GateAnswer gate, DateTimeOffset now)
    {
        await ledger.RefusedAsync(file, gate, now);
        return new NotYet(gate);
    }

    private async Task<DealFile> FileAsync(Deal deal, DealFile? opened) => opened is null ? await files.OpenAsync(deal) : opened with { Deal = deal };

    private async Task<MoveResult> EnterAsync(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, string to, GateAnswer? gate, DateTimeOffset? happenedAt,
        IReadOnlyList<DealDifference>? said = null)
    {
        var from = deal.StageId;
        await ledger.ChangeAsync(deal, actor, now, kind, d => { Wake(d, actor); d.StageId = to; }, happenedAt, said);
        return new Moved(from, to, gate);
    }

    private async Task<MoveResult> CloseAsync(
        Deal deal, Actor actor, DateTimeOffset now, DealEventKind kind, DealStatus status, string? reason, DateTimeOffset? happenedAt, GateAnswer? gate = null)
    {
        if (!deal.IsOpen) return await last.OfAsync(deal, Closings);
        await ledger.ChangeAsync(deal, actor, now, kind, d =>
        {
            d.Status = status;
            d.OutcomeReason = reason;
            d.ClosedAt = happenedAt ?? now;
            d.Triage = Triage.None;
            d.ParkedUntil = null;
        }, happenedAt);
        return new Moved(deal.StageId, kind == DealEventKind.Won ? StageGate.Won : deal.StageId, gate);
    }

    private async Task<bool> SameDayAsync(Deal deal, DateTimeOffset? done, DateTimeOffset? other, DateTimeOffset now)
    {
        if (done is not { } at || at < other || at > now) return false;
        var zone = await files.ZoneAsync(deal);
        return DealFile.Day(at, zone) == DealFile.Day(now, zone);
    }

    /// <summary>Who acts on a deal works on it: its first sight is over. What an import or a rule does says nothing of that.</summary>
    private static void Wake(Deal deal, Actor actor)
    {
        if (actor.By != By.Click || deal.Triage is not (Triage.Waiting or Triage.Parked)) return;
        deal.Triage = Triage.Working;
        deal.ParkedUntil = null;
    }

    private static MayNot Ended(Deal deal) => new(deal.Status switch
    {
        DealStatus.Won => "This deal is won, and in its last stage.",
        DealStatus.Open => "This deal's stage is not in its process any more.",
        _ => "This deal is closed. Reopen it first.",
    });
}
