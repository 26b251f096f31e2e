using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Handoffs;

/// <summary>
/// What the one who has a deal does to hand it off: to whom and by which rule, fill in what must be passed on, send, keep it after all. An owner asks somebody,
/// who accepts or returns it; a manager or admin who follows no rule just gives it.
/// </summary>
public sealed class HandoffActions(
    BotCoachDb db, DealPick pick, DealCards cards, DealFiles files, DealMoves moves, DealAccess access, DealFormIntake intake, FormDoor door, PeopleNames names, Calendars calendars,
    HandoffDesk desk, Outbox outbox, Urgent urgent)
{
    private const string NobodyElse = "There is nobody else here yet to hand it to.";

    public async Task<Reply> AskAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "deal.handover", "Hand off");
        if (deal is null) return instead;
        if (await desk.UnderWayAsync(deal, turn.Now) is { } open) return await ShowAsync(turn, await desk.ViewAsync(open, deal, turn.Now));
        var colleagues = await names.ColleaguesAsync(deal);
        if (colleagues.Count == 0) return Reply.Words(NobodyElse);
        var form = HandoffForms.Ask(await files.OpenAsync(deal), colleagues, turn.Person, await cards.StateAsync(turn, deal.Id, ""));
        return await door.OpenAsync(turn, form, new Button("Hand off", "deal.handover", $"{deal.Id}"), $"Hand {deal.Name} off");
    }

    public async Task<Reply> TakeAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        var colleagues = await names.ColleaguesAsync(deal);
        if (colleagues.FirstOrDefault(c => c.Value == turn.Field("to")) is not { } to) return FormErrors.At("to", "Choose who takes it over.");
        if (turn.Field("note")?.Length > HandoffRules.LongestWords) return FormErrors.At("note", $"Please use at most {HandoffRules.LongestWords:#,0} characters.");
        if (!deal.IsOpen && deal.Status != DealStatus.Won) return FormErrors.Whole("This deal is closed. Reopen it first.");
        if (await desk.UnderWayAsync(deal, turn.Now) is { } open) return FormErrors.Whole($"It is on its way to {(await names.OfAsync([open.ToId])).GetValueOrDefault(open.ToId, "somebody")} already. Take it back first.");
        var (path, fault) = HandoffForms.PathOf(await files.OpenAsync(deal), turn);
        if (fault is not null) return FormErrors.At("how", fault);
        var receiver = await db.People.SingleAsync(p => p.Id == Guid.Parse(to.Value));
        return path is null && turn.Person.Id != deal.OwnerId ? await GiveAsync(turn, deal, receiver) : await BeginAsync(turn, deal, receiver, path);
    }

    /// <summary>One of the things that must be passed on.</summary>
    public async Task<Reply> FillAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null || view.Passed.FirstOrDefault(p => p.Id == DealCards.About(turn)) is not { } passed) return Reply.Words(instead);
        var form = await intake.OpenAsync(turn, view.File, passed.Way.Kind, passed.Way.Of, "handoff.filled", $"{view.Handoff.Id}:{passed.Id}");
        return await door.OpenAsync(turn, form, new Button(passed.Way.Label, "handoff.fill", $"{view.Handoff.Id}:{passed.Id}"), $"{passed.Way.Label} for {view.Called}");
    }

    public async Task<Reply> FilledAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null || view.Passed.FirstOrDefault(p => p.Id == DealCards.About(turn)) is not { } passed) return FormErrors.Whole(instead);
        if (await intake.TakeAsync(turn, view.File, passed.Way.Kind, passed.Way.Of, "handoff.filled", turn.Value) is { } refused) return refused;
        await desk.ShowSenderAsync(await desk.ViewAsync(view.Handoff, view.File.Deal, turn.Now));
        return Reply.None;
    }

    public async Task<Reply> SendAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null) return Reply.Words(instead);
        if (view.Handoff.State == HandoffState.Sent) return Reply.Words($"It waits for {view.To} already.");
        return await SendAsync(turn, view);
    }

    /// <summary>It stays where it is.</summary>
    public async Task<Reply> KeepAsync(Turn turn)
    {
        var (view, instead) = await OpenAsync(turn);
        if (view is null) return Reply.Words(instead);
        await desk.OffAsync(view.Handoff, view.File.Deal, $"{turn.Person.Name} kept it.", turn.Now, turn.Actor);
        return Reply.Words($"{view.Called} stays with {(view.Handoff.FromId == turn.Person.Id ? "you" : view.From)}.");
    }

    private async Task<Reply> GiveAsync(Turn turn, Deal deal, Person to)
    {
        var result = await moves.HandOverAsync(deal, to, turn.Actor, turn.Now, turn.Field("note"));
        if (result is MayNot(var why)) return FormErrors.Whole(why);
        if (to.Id != turn.Person.Id) await urgent.TellAsync(to.Id, $"handover:{deal.Id}:{deal.EventSeq}", HandoffMessage.Told(deal, turn.Person.Name, turn.Field("note")), turn.Now);
        return await access.MayAsync(turn.Person, deal.OwnerId) ? await cards.ShowAsync(turn, deal, _ => $"{to.Name} has it now.") : Reply.Words($"{to.Name} has {deal.Called} now, and is told.");
    }

    private async Task<Reply> BeginAsync(Turn turn, Deal deal, Person to, HandoffPath? path)
    {
        var it = new Handoff
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), DealId = deal.Id, FromId = deal.OwnerId, ToId = to.Id, Route = path?.Route ?? Handoff.AnyRoute,
            Must = string.Join(',', path?.Spec.MustPassOn ?? []), WithinHours = path?.Spec.WithinWorkingHours ?? HandoffRules.UsualHours, Note = turn.Field("note"), BegunAt = turn.Now,
        };
        it.At = HandoffRules.DueAt(await calendars.OfAsync(deal.OwnerId), it.WithinHours, turn.Now);
        db.Handoffs.Add(it);
        var view = await desk.ViewAsync(it, deal, turn.Now);
        // whoever has it reads that somebody else hands it on
        if (turn.Person.Id != it.FromId) await urgent.TellAsync(it.FromId, $"{HandoffMessage.SenderKey(it)}:begun", HandoffMessage.ToSender(view), turn.Now);
        return view.Lacking.Count == 0 ? await SendAsync(turn, view) : await ShowAsync(turn, view);
    }

    private async Task<Reply> SendAsync(Turn turn, HandoffView view)
    {
        if (view.Lacking.Count > 0) return Reply.Words($"Still to pass on: {Wording.List([.. view.Lacking.Select(p => p.Name)])}.");
        await desk.SendAsync(view, turn.Actor);
        await ShowAsync(turn, view);
        var calendar = await calendars.OfAsync(view.Handoff.ToId);
        return calendar.IsAway(calendar.Today(turn.Now)) ? Reply.Words($"{view.To} is off, and gets it {Wording.On(calendar.NextStart(turn.Now), calendar.Zone, turn.Now)}. The time to answer runs from then.") : Reply.None;
    }

    /// <summary>The sender's card: where it stands already, else below.</summary>
    private async Task<Reply> ShowAsync(Turn turn, HandoffView view)
    {
        var (key, message) = (HandoffMessage.SenderKey(view.Handoff), HandoffMessage.ToSender(view));
        if (await outbox.PressedAsync(turn) is { } pressed && pressed.Key.StartsWith(key, StringComparison.Ordinal)) outbox.Edit(pressed, message, turn.Now);
        else outbox.ShowInTurn(turn, key, message);
        return Reply.None;
    }

    /// <summary>The handoff, of a deal that is this person's to hand off; null with what was answered instead.</summary>
    private async Task<(HandoffView? View, string Instead)> OpenAsync(Turn turn)
    {
        if (turn.Id is not { } id || await db.Handoffs.FirstOrDefaultAsync(h => h.Id == id) is not { } it) return (null, HandoffMessage.NotYours);
        if (await access.OpenAsync(turn, it.DealId) is not { } deal) return (null, HandoffMessage.NotYours);
        if (await desk.EndIfOvertakenAsync(it, deal, turn.Now)) return (null, $"This handoff is over. {it.Why}".TrimEnd());
        return (await desk.ViewAsync(it, deal, turn.Now), "That is not asked for any more.");
    }
}
