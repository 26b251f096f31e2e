using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>Keeps everybody's card of a question true, where it stands: who asked, who joined, who decides and who did. Tells who is asked, and who is to know.</summary>
public sealed class ApprovalCards(BotCoachDb db, Outbox outbox, Urgent urgent, WaitingBoard waiting, Calendars calendars, PeopleNames names, DealAccess access, Turnarounds turnarounds)
{
    private Turnaround? _lately;

    /// <summary>Writes every card of it anew, and asks those who are waited for and were not asked yet.</summary>
    public async Task ShowAsync(ApprovalFile file, DateTimeOffset now)
    {
        var askers = file.Askers.Select(a => a.PersonId).ToList();
        foreach (var asker in askers) await outbox.ShowAsync(asker, AskerKey(file, asker), ApprovalMessage.ToAsker(await ViewAsync(file, asker, now)), now);
        foreach (var holder in file.Waiting) await AskAsync(file, holder, now);
        var prefix = DeciderKey(file, null);
        var asked = await db.OutgoingMessages.Where(m => m.Key.StartsWith(prefix)).ToListAsync();
        foreach (var card in asked.Where(m => !file.Waiting.Contains(m.PersonId)))
        {
            outbox.Edit(card, ApprovalMessage.ToDecide(await ViewAsync(file, card.PersonId, now)), now);
            await waiting.SettleAsync(card.PersonId, card.Key, now);
        }
    }

    /// <summary>Tells those who asked, and the owner, but for who did it.</summary>
    public async Task TellAskersAsync(ApprovalFile file, Guid? but, string key, Text line, DateTimeOffset now, string? words = null, string? by = null)
    {
        foreach (var person in file.Barred.Where(p => p != but))
            await urgent.TellAsync(person, $"{key}:{file.Request.Id}:{file.Request.Revision}:{person}", ApprovalMessage.Note(await ViewAsync(file, person, now), line, words, by), now);
    }

    /// <summary>Tells those who are waited for.</summary>
    public async Task TellWaitingAsync(ApprovalFile file, string key, Text line, DateTimeOffset now, string? words = null, string? by = null)
    {
        foreach (var person in file.Waiting)
            await urgent.TellAsync(person, $"{key}:{file.Request.Id}:{file.Request.Revision}:{person}", ApprovalMessage.Note(await ViewAsync(file, person, now), line, words, by), now);
    }

    /// <summary>The card anew at the bottom, for who decides or wants the answer; false: it is neither's.</summary>
    public async Task<bool> ShowAnewAsync(Turn turn, ApprovalFile file)
    {
        var view = await ViewAsync(file, turn.Person.Id, turn.Now);
        var (decides, asks) = (file.SeatsOf(turn.Person.Id).Count > 0, file.Barred.Contains(turn.Person.Id));
        if (!decides && !asks) return false;
        await outbox.ShowAnewAsync(turn, $"approval-again:{file.Request.Id}", decides ? ApprovalMessage.ToDecide(view) : ApprovalMessage.ToAsker(view));
        return true;
    }

    /// <summary>To who asks what is asked already.</summary>
    public async Task OfferJoinAsync(Turn turn, ApprovalFile file) =>
        outbox.ShowInTurn(turn, "approval-open", file.IsAsker(turn.Person.Id) ? ApprovalMessage.ToAsker(await ViewAsync(file, turn.Person.Id, turn.Now))
            : file.Waiting.Contains(turn.Person.Id) ? ApprovalMessage.ToDecide(await ViewAsync(file, turn.Person.Id, turn.Now)) : ApprovalMessage.ToSecond(await ViewAsync(file, turn.Person.Id, turn.Now)));

    public async Task<ApprovalView> ViewAsync(ApprovalFile file, Guid reader, DateTimeOffset now)
    {
        var known = await names.OfAsync(file.Seats.SelectMany(s => (Guid?[])[s.HolderId, s.RootId]).Concat(file.Askers.Select(a => (Guid?)a.PersonId)).Concat(file.Words.Select(w => (Guid?)w.PersonId))
            .Append(file.Request.DecidedBy).Append(file.Request.AskedBy).Append(file.Deal.OwnerId));
        var person = await db.People.FindAsync(db.WorkspaceId, reader);
        return new ApprovalView(file, reader, (await calendars.OfAsync(reader)).Zone, now, known, person is not null && await access.MayAsync(person, file.Deal.OwnerId), _lately ??= await turnarounds.LatelyAsync(now))
        {
            Before = file.Request.AfterId is { } before ? await db.ApprovalRequests.FirstOrDefaultAsync(r => r.Id == before) : null,
        };
    }

    private async Task AskAsync(ApprovalFile file, Guid holder, DateTimeOffset now)
    {
        var key = DeciderKey(file, holder);
        // they may have held a seat of it before
        if (await db.WaitingItems.FindAsync(db.WorkspaceId, holder, key) is { NotedAt: not null } again) again.NotedAt = null;
        await waiting.AskAsync(holder, WaitingKind.Terms, file.Deal, $"{file.Request.Id}", key, ApprovalMessage.ToDecide(await ViewAsync(file, holder, now)), now);
    }

    private static string AskerKey(ApprovalFile file, Guid asker) => $"approval-of:{file.Request.Id}:{asker}";

    private static string DeciderKey(ApprovalFile file, Guid? holder) => $"approval:{file.Request.Id}:{holder}";
}
