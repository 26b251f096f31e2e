using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Takes a batch of due messages of one workspace: at most one per person at a time, oldest first, as the pace allows. A claim is a lease:
/// if it runs out, its sender died, and the message's fate is unknown.
/// </summary>
public sealed class OutboxClaims(BotCoachDb db, Reaching reaching, PaceBook pace)
{
    private const int Batch = 50;

    /// <summary>Longer than any channel's own time-out, so that a live sender has always recorded before its lease ends.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>A message that has to wait for an earlier one of the same person is looked at again this much later.</summary>
    private static readonly TimeSpan BehindAnother = TimeSpan.FromMilliseconds(500);

    /// <summary>A batch, which may be empty when everything due had to be put off; null when nothing is due any more.</summary>
    public async Task<IReadOnlyList<OutboxClaim>?> TakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueMessageAsync(now) is not { } workspaceId) return null;
        db.Scope.Enter(workspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        var due = await db.DueMessages(now, Batch).ToListAsync(cancel);
        if (due.Count == 0) return null;
        var claims = new List<OutboxClaim>();
        foreach (var ofPerson in due.GroupBy(m => m.PersonId))
        {
            var messages = ofPerson.OrderBy(m => m.Id).ToList();
            if (await TakeFirstAsync(messages[0], now, cancel) is { } claim) claims.Add(claim);
            else if (messages[0].NotBefore is { } later) messages.ForEach(m => m.NotBefore = later);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return claims;
    }

    private async Task<OutboxClaim?> TakeFirstAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        if (await IsBehindAnotherAsync(message, now, cancel)) return PutOff(message, now + BehindAnother);
        if (await AddressAsync(message, now, cancel) is not { } to) return null;
        if (await pace.TakeAsync(to, now, cancel) is { } later) return PutOff(message, later);
        var isUnsure = message is { Reference: null, State: MessageState.Sending or MessageState.Uncertain };
        message.State = MessageState.Sending;
        message.TryingRevision = message.Revision;
        message.Attempts++;
        message.TriedAt ??= now;
        message.NotBefore = now + Lease;
        return new OutboxClaim(message.WorkspaceId, message.Id, to, Message.FromJson(message.Content), message.Revision, message.Reference,
            isUnsure, message.TriedAt.Value, message.Attempts);
    }

    /// <summary>Messages of one person go out in the order in which they were made.</summary>
    private Task<bool> IsBehindAnotherAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        var soon = now + Lease;
        return db.OutgoingMessages.AnyAsync(m =>
            m.PersonId == message.PersonId && m.SentRevision == 0 && m.NotBefore != null && m.NotBefore > now && m.NotBefore <= soon
            && (m.State == MessageState.Sending || m.State == MessageState.Uncertain) && m.CreatedAt <= message.CreatedAt && m.Id != message.Id, cancel);
    }

    private static OutboxClaim? PutOff(OutgoingMessage message, DateTimeOffset until)
    {
        message.NotBefore = until;
        return null;
    }

    private async Task<Address?> AddressAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        if (message.Channel.Length > 0) return new Address(message.Channel, message.Team, message.User, message.Conversation);
        var to = await reaching.AddressOfAsync(message.PersonId, now, cancel);
        if (to is null)
        {
            message.State = MessageState.GaveUp;
            message.NotBefore = null;
            message.Why = "This person has no chat with the bot, or switched it off.";
            return null;
        }
        (message.Channel, message.Team, message.User, message.Conversation) = (to.Channel, to.Team, to.User, to.Conversation);
        return to;
    }
}
