using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Takes a batch of due messages of one workspace: at most one per person and place at a time, oldest first, as the pace allows. A claim is a lease:
/// if it runs out, its sender died, and the message's fate is unknown.
/// </summary>
public sealed class OutboxClaims(BotCoachDb db, Reaching reaching, PaceBook pace, LateMessages late)
{
    /// <summary>As many as are sent at once, so that no lease runs while its message waits for a free hand.</summary>
    private const int Batch = 8;

    /// <summary>How far it looks for them: one person's many messages do not hide the others'.</summary>
    private const int Window = 50;

    /// <summary>Longer than an attempt may take, so that a live sender has always recorded before its lease ends.</summary>
    private static readonly TimeSpan Lease = OutboxSender.AttemptTakes + TimeSpan.FromSeconds(15);

    /// <summary>A message that has to wait for an earlier one of the same person is looked at again this much later.</summary>
    private static readonly TimeSpan BehindAnother = TimeSpan.FromMilliseconds(500);

    /// <summary>A batch, which may be empty when everything due had to be put off; null when nothing is due any more.</summary>
    public async Task<IReadOnlyList<OutboxClaim>?> TakeAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueMessageAsync(now) is not { } workspaceId) return null;
        db.Scope.Enter(workspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        var due = await db.DueMessages(now, Window).ToListAsync(cancel);
        if (due.Count == 0) return null;
        var claims = new List<OutboxClaim>();
        foreach (var ofPerson in due.GroupBy(m => (m.PersonId, m.Place)))
        {
            if (claims.Count == Batch) break;
            var messages = await late.InTimeAsync(ofPerson.OrderBy(m => m.Lane).ThenBy(m => m.Id), now);
            if (messages.Count == 0) continue;
            if (await TakeFirstAsync(messages[0], now, cancel) is { } claim) claims.Add(claim);
            else if (messages[0].NotBefore is { } later) messages.ForEach(m => m.NotBefore = later);
        }
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return claims;
    }

    private async Task<OutboxClaim?> TakeFirstAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        if (await BlockerAsync(message, now, cancel) is { } until) return PutOff(message, until);
        var (to, isOff) = await AddressAsync(message, cancel);
        if (isOff) return Stop(message, "This person has switched the bot's chat off.");
        if (message.Reference is not null && await IsRemovedAsync(message)) return Stop(message, "BotCoach was removed from there.");
        var delivery = new Delivery(message.Id.ToString("N"), message.Lane == Lane.Answer, message.Place);
        if (to is not null && message is { Lane: not Lane.Answer, Place: Place.Chat, Reference: null }) reaching.Expect(to);
        var isUnsure = message is { Reference: null, Channel.Length: > 0, State: MessageState.Sending or MessageState.Uncertain };
        if (await SlotAsync(message, to, delivery, isUnsure, now, cancel) is { } later) return PutOff(message, later);
        if (to is not null) (message.Channel, message.Team, message.User, message.Conversation) = (to.Channel, to.Team, to.User, to.Conversation);
        message.State = MessageState.Sending;
        message.Attempts++;
        message.TriedAt ??= now;
        message.NotBefore = now + Lease;
        return new OutboxClaim(message.WorkspaceId, delivery, message.Id, message.PersonId, to, message.Content, message.Revision, message.Reference,
            isUnsure, message.TriedAt.Value, message.Attempts, now);
    }

    private async Task<DateTimeOffset?> SlotAsync(OutgoingMessage message, Address? to, Delivery delivery, bool looksFirst, DateTimeOffset now, CancellationToken cancel) => to is null
        ? await pace.TakeSearchAsync(await reaching.PlacesAsync(cancel), now, cancel)
        : await pace.TakeAsync(to, delivery, message.Reference, looksFirst, now, cancel);

    /// <summary>
    /// Messages of one person go out in the order in which they were made, apart from the home, which waits for none and holds none up: when this one may be looked at again, or null when none is before it.
    /// One that has to wait for longer than a lease holds nobody up.
    /// </summary>
    private async Task<DateTimeOffset?> BlockerAsync(OutgoingMessage message, DateTimeOffset now, CancellationToken cancel)
    {
        var soon = now + Lease;
        var blocker = await db.OutgoingMessages.AsNoTracking()
            .Where(m => m.PersonId == message.PersonId && m.Place == message.Place && m.SentRevision == 0 && m.NotBefore != null && m.NotBefore > now && m.NotBefore <= soon
                && (m.State == MessageState.Sending || m.State == MessageState.Uncertain || (m.State == MessageState.Waiting && m.Attempts > 0))
                && m.CreatedAt <= message.CreatedAt && m.Id != message.Id)
            .OrderByDescending(m => m.NotBefore).Select(m => new { m.State, m.NotBefore }).FirstOrDefaultAsync(cancel);
        if (blocker is null) return null;
        return blocker.State == MessageState.Waiting ? blocker.NotBefore : now + BehindAnother;
    }

    private static OutboxClaim? PutOff(OutgoingMessage message, DateTimeOffset until)
    {
        message.NotBefore = until;
        return null;
    }

    private static OutboxClaim? Stop(OutgoingMessage message, string why)
    {
        (message.State, message.NotBefore, message.Why) = (MessageState.GaveUp, null, why);
        return null;
    }

    private async Task<bool> IsRemovedAsync(OutgoingMessage message) => await db.Installations.FindAsync(message.Channel, message.Team) is { RemovedAt: not null };

    /// <summary>Fixed once something was sent there; until then, where the person is now.</summary>
    private async Task<(Address? To, bool IsOff)> AddressAsync(OutgoingMessage message, CancellationToken cancel)
    {
        var isFixed = message.Channel.Length > 0 && (message.Reference is not null || (reaching.Uses(message.Channel) && !await IsRemovedAsync(message)));
        return isFixed
            ? (new Address(message.Channel, message.Team, message.User, message.Conversation), false)
            : await reaching.KnownAsync(message.PersonId, cancel);
    }
}
