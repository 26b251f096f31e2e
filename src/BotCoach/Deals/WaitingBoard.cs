using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>The one card of what waits for a manager, kept true: a new thing is told at once in working time, and all of them stand on the card with their age.</summary>
public sealed class WaitingBoard(BotCoachDb db, Urgent urgent, Outbox outbox)
{
    /// <summary>Tells the manager, and puts it on the card.</summary>
    public async Task AskAsync(Guid managerId, WaitingKind kind, Deal deal, string about, string key, Message message, DateTimeOffset now)
    {
        await urgent.TellAsync(managerId, key, message, now);
        if (await db.WaitingItems.FindAsync(db.WorkspaceId, managerId, key) is null)
            db.WaitingItems.Add(new WaitingItem
            {
                WorkspaceId = db.WorkspaceId, PersonId = managerId, Key = key, Kind = kind, DealId = deal.Id, About = about, Words = message.Fallback, Since = now,
            });
        await RefreshAsync(managerId, now);
    }

    /// <summary>What waits, the oldest first.</summary>
    public async Task<IReadOnlyList<WaitingItem>> OfAsync(Guid managerId)
    {
        var asked = await db.WaitingItems.Where(w => w.PersonId == managerId && w.NotedAt == null).ToListAsync();
        var all = asked.Union(db.WaitingItems.Local.Where(w => w.PersonId == managerId)).ToList();
        var ids = all.Select(w => w.DealId).Distinct().ToList();
        var deals = (await db.Deals.Where(d => ids.Contains(d.Id)).ToListAsync()).ToDictionary(d => d.Id);
        var led = (await db.Deals.Where(d => ids.Contains(d.Id) && db.People.Any(p => p.Id == d.OwnerId && p.ManagerId == managerId)).Select(d => d.Id).ToListAsync()).ToHashSet();
        await db.Answers.Where(a => ids.Contains(a.DealId)).LoadAsync();
        var answers = db.Answers.Local.Where(a => ids.Contains(a.DealId)).ToDictionary(a => (a.DealId, a.CriterionId));
        // terms are for whom the rules name, and a handoff for who leads its receiver, whoever leads the owner
        return [.. all.Where(w => deals.TryGetValue(w.DealId, out var deal) && (w.Kind is WaitingKind.Terms or WaitingKind.Handoff || led.Contains(w.DealId)) && w.Waits(deal, answers.GetValueOrDefault((w.DealId, w.About)))).OrderBy(w => w.Since).ThenBy(w => w.Key, StringComparer.Ordinal)];
    }

    /// <summary>Shows the card anew, as the answer to this turn.</summary>
    public async Task ShowAsync(Turn turn) => outbox.ShowInTurn(turn, $"waiting:{turn.Person.Id}", WaitingMessage.Of(await OfAsync(turn.Person.Id), turn.Now));

    /// <summary>It was seen, on the card or where it was said: both say so.</summary>
    public async Task NoteAsync(Turn turn, string key)
    {
        if (await db.WaitingItems.FindAsync(db.WorkspaceId, turn.Person.Id, key) is not { } item) return;
        item.NotedAt ??= turn.Now;
        if (await outbox.FindAsync(key) is { } said && said.PersonId == turn.Person.Id) outbox.Edit(said, WaitingMessage.Noted(item), turn.Now);
        await RefreshAsync(turn.Person.Id, turn.Now);
    }

    /// <summary>It waits no more, since it was settled elsewhere.</summary>
    public async Task SettleAsync(Guid managerId, string key, DateTimeOffset now)
    {
        if (await db.WaitingItems.FindAsync(db.WorkspaceId, managerId, key) is not { NotedAt: null } item) return;
        item.NotedAt = now;
        await RefreshAsync(managerId, now);
    }

    /// <summary>Writes the newest card anew, if there is one.</summary>
    public async Task RefreshAsync(Guid managerId, DateTimeOffset now)
    {
        var prefix = $"waiting:{managerId}";
        var card = await db.OutgoingMessages.Where(m => m.PersonId == managerId && m.Key.StartsWith(prefix)).OrderByDescending(m => m.Id).FirstOrDefaultAsync();
        if (card is not null) outbox.Edit(card, WaitingMessage.Of(await OfAsync(managerId), now), now);
    }
}
