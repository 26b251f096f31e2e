using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Handoffs;

/// <summary>
/// Keeps handoffs: sent when all that must be passed on is there, accepted, returned, off; and what its two people are shown of it. The deal stays the sender's
/// until the receiver has accepted it.
/// </summary>
public sealed class HandoffDesk(BotCoachDb db, DealFiles files, DealDocket docket, DealLedger ledger, DealMoves moves, Calendars calendars, PeopleNames names, Urgent urgent, Outbox outbox)
{
    /// <summary>The one that is under way for a deal; one that events have overtaken is ended here, and is none.</summary>
    public async Task<Handoff?> UnderWayAsync(Deal deal, DateTimeOffset now)
    {
        var it = await db.Handoffs.FirstOrDefaultAsync(h => h.DealId == deal.Id && (h.State == HandoffState.Gathering || h.State == HandoffState.Sent || h.State == HandoffState.Returned));
        return it is null || await EndIfOvertakenAsync(it, deal, now) ? null : it;
    }

    /// <summary>Whether the deal has gone another way; both people's cards say so then.</summary>
    public async Task<bool> EndIfOvertakenAsync(Handoff it, Deal deal, DateTimeOffset now)
    {
        var owner = deal.OwnerId == it.FromId ? null : await NameAsync(deal.OwnerId);
        if (!it.IsUnderWay) return true;
        if (HandoffRules.Overtaken(it, deal, owner) is not { } why) return false;
        await OffAsync(it, deal, why, now);
        return true;
    }

    public async Task<HandoffView> ViewAsync(Handoff it, Deal deal, DateTimeOffset now)
    {
        var file = await files.OpenAsync(deal);
        var people = await names.OfAsync([it.FromId, it.ToId, it.ManagerId]);
        return new HandoffView(it, file, people[it.FromId], people[it.ToId], HandoffRules.Passed(file, it.MustPassOn), now);
    }

    /// <summary>Puts it before the receiver.</summary>
    public async Task SendAsync(HandoffView view, Actor actor)
    {
        var (it, deal, now) = (view.Handoff, view.File.Deal, view.Now);
        var calendar = await calendars.OfAsync(it.ToId);
        it.Send(HandoffRules.DueAt(calendar, it.WithinHours, now), now);
        DealDifference[] said = [new("handoff-to", null, $"{it.ToId}", FreeText: false), .. it.Note is { } note ? [DealDifference.Said("note", note)] : Array.Empty<DealDifference>()];
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.HandoffSent, d => d.HandoffDueAt = it.DueAt, null, said);
        await urgent.TellAsync(it.ToId, HandoffMessage.ReceiverKey(it), await CardAsync(view), now);
        await ShowSenderAsync(view);
    }

    /// <summary>The card on which the receiver decides.</summary>
    public async Task<Channels.Message> CardAsync(HandoffView view)
    {
        var deal = view.File.Deal;
        var risks = await docket.OpenAsync([deal.Id]) is [var open] ? open.InPassing(view.Now) : [];
        return HandoffCard.Of(view, await LastCall.OfAsync(db, deal.Id), risks, await calendars.OfAsync(view.Handoff.ToId));
    }

    /// <summary>The receiver has it from now on.</summary>
    public async Task<MoveResult> AcceptAsync(HandoffView view, Person receiver, Actor actor)
    {
        var (it, deal) = (view.Handoff, view.File.Deal);
        var result = await moves.HandOverAsync(deal, receiver, actor, view.Now, it.Note);
        if (result is MayNot) return result;
        deal.HandoffDueAt = null;
        it.Accept(view.Now);
        await ShowBothAsync(view);
        return result;
    }

    public async Task ReturnAsync(HandoffView view, Actor actor, string missing, string? words)
    {
        var (it, deal, now) = (view.Handoff, view.File.Deal, view.Now);
        it.Return(missing, words, HandoffRules.DueAt(await calendars.OfAsync(it.FromId), it.WithinHours, now));
        DealDifference[] said = [.. missing.Length > 0 ? [new("handoff-missing", null, missing, FreeText: false)] : Array.Empty<DealDifference>(), .. words is null ? [] : new[] { DealDifference.Said("reason", words) }];
        await ledger.ChangeAsync(deal, actor, now, DealEventKind.HandoffReturned, d => d.HandoffDueAt = null, null, said);
        await EditReceiverAsync(view, it.Returns - 1);
        await EditAsync(HandoffMessage.LateKey(it, it.Returns - 1), HandoffMessage.Settled(view), now);
        // a card of its own at the bottom: the old one has scrolled away
        await ShowSenderAsync(view);
        await urgent.TellAsync(it.FromId, $"{HandoffMessage.SenderKey(it)}:{it.Returns}", HandoffMessage.ToSender(view), now);
    }

    public async Task OffAsync(Handoff it, Deal deal, string why, DateTimeOffset now, Actor? by = null)
    {
        it.Drop(why, now);
        if (deal.HandoffDueAt is not null) await ledger.ChangeAsync(deal, by ?? Actor.Clock, now, DealEventKind.HandoffReturned, d => d.HandoffDueAt = null, null, [DealDifference.Said("reason", why)]);
        await ShowBothAsync(await ViewAsync(it, deal, now));
    }

    /// <summary>Both cards anew, wherever they stand.</summary>
    public async Task ShowBothAsync(HandoffView view)
    {
        await ShowSenderAsync(view);
        if (view.Handoff.SentAt is null) return;
        await EditReceiverAsync(view, view.Handoff.Returns);
        if (!view.Handoff.IsUnderWay) await EditAsync(HandoffMessage.LateKey(view.Handoff, view.Handoff.Returns), HandoffMessage.Settled(view), view.Now);
    }

    public Task ShowSenderAsync(HandoffView view) => EditAsync(HandoffMessage.SenderKey(view.Handoff), HandoffMessage.ToSender(view), view.Now);

    private Task EditReceiverAsync(HandoffView view, int round) => EditAsync(HandoffMessage.ReceiverKey(view.Handoff, round), HandoffMessage.ToReceiver(view), view.Now);

    private async Task EditAsync(string key, Channels.Message message, DateTimeOffset now)
    {
        var shown = await db.OutgoingMessages.Where(m => m.Key == key || m.Key.StartsWith(key + ":")).ToListAsync();
        foreach (var one in shown.Union(db.Unsaved.Where(m => m.Key == key || m.Key.StartsWith(key + ":", StringComparison.Ordinal)))) outbox.Edit(one, message, now);
    }

    private async Task<string?> NameAsync(Guid id) => (await names.OfAsync([id])).GetValueOrDefault(id);
}
