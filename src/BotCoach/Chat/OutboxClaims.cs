using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// Takes a batch of due messages of one workspace: at most one per person and place at a time, oldest first, as the pace allows. What decides is read for all of
/// them at once, and what was decided is written at once. A claim is a lease: if it runs out, its sender died, and the message's fate is unknown.
/// </summary>
public sealed class OutboxClaims(BotCoachDb db, Reaching reaching, PaceBook pace, LateMessages late)
{
    /// <summary>How far it looks at least: one person's many messages do not hide the others'.</summary>
    private const int Window = 50;

    /// <summary>Longer than an attempt may take, so that a live sender has always recorded before its lease ends.</summary>
    private static readonly TimeSpan Lease = OutboxSender.AttemptTakes + TimeSpan.FromSeconds(15);

    /// <summary>A message that has to wait for an earlier one of the same person is looked at again this much later.</summary>
    private static readonly TimeSpan BehindAnother = TimeSpan.FromMilliseconds(500);

    /// <summary>Those that wait for an earlier one of the same person.</summary>
    private readonly List<OutgoingMessage> _behind = [];

    /// <summary>A batch, which may be empty when everything due had to be put off; null when nothing is due any more.</summary>
    public async Task<IReadOnlyList<OutboxClaim>?> TakeAsync(DateTimeOffset now, int most, CancellationToken cancel)
    {
        if (await db.WorkspaceWithDueMessageAsync(now) is not { } workspaceId) return null;
        db.Scope.Enter(workspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        await db.TakeTurnsAsync(cancel);
        var due = (await db.DueMessagesAsync(now, Math.Max(most, Window))).OrderBy(m => m.Lane).ThenBy(m => m.Id).ToList();
        if (due.Count == 0) return null;
        List<SenderStep> steps = [.. due.Select(m => new SenderStep(m, m.State, m.Attempts))];
        var claims = await TakeAsync(await late.InTimeAsync(due, now), now, most, cancel);
        var written = await db.WriteAsync([.. steps.Where(s => s.Message.NotBefore is not { } at || at > now)], cancel);
        await db.PutOffWithAsync(_behind, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return [.. claims.Where(c => written.Contains(c.Message.Id))];
    }

    private async Task<List<OutboxClaim>> TakeAsync(IEnumerable<OutgoingMessage> due, DateTimeOffset now, int most, CancellationToken cancel)
    {
        var turns = due.GroupBy(m => (m.PersonId, m.Place)).Select(g => g.ToList()).ToList();
        List<OutgoingMessage> first = [.. turns.Select(t => t[0])];
        Guid[] people = [.. first.Select(m => m.PersonId).Distinct()];
        await reaching.ReadAsync(people, [.. first.Select(m => m.Team).Where(t => t.Length > 0).Distinct()], cancel);
        List<(OutboxClaim Claim, bool IsOff)> aimed = [.. first.Select(m => Aim(m, now))];
        var places = await HoldPaceAsync(aimed, cancel);
        var before = (await db.OnTheirWayAsync(people, now, now + Lease + Lease)).ToLookup(m => (m.PersonId, m.Place));
        var claims = new List<OutboxClaim>();
        for (var i = 0; i < turns.Count && claims.Count < most; i++)
            if (Take(aimed[i], before[(first[i].PersonId, first[i].Place)], places, now)) claims.Add(aimed[i].Claim);
            else if (first[i].NotBefore is { } later) turns[i].ForEach(m => m.NotBefore = later);
        return claims;
    }

    private async Task<IReadOnlyList<(string Channel, string Team)>> HoldPaceAsync(List<(OutboxClaim Claim, bool IsOff)> aimed, CancellationToken cancel)
    {
        var places = aimed.Exists(a => a.Claim.To is null && !a.IsOff) ? await reaching.PlacesAsync(cancel) : [];
        await pace.ReadAsync(aimed.Select(a => a.Claim).Where(c => c.To is not null), places, cancel);
        return places;
    }

    private (OutboxClaim Claim, bool IsOff) Aim(OutgoingMessage message, DateTimeOffset now)
    {
        var (to, isOff) = AddressOf(message);
        var isUnsure = message is { Reference: null, Channel.Length: > 0, State: MessageState.Sending or MessageState.Uncertain };
        return (new OutboxClaim(message, to, isUnsure, now), isOff);
    }

    /// <summary>Fixed once something was sent there; until then, where the person is now.</summary>
    private (Address? To, bool IsOff) AddressOf(OutgoingMessage message)
    {
        var isFixed = message.Channel.Length > 0 && (message.Reference is not null || (reaching.Uses(message.Channel) && !reaching.IsRemoved(message.Channel, message.Team)));
        return isFixed ? (new Address(message.Channel, message.Team, message.User, message.Conversation), false) : reaching.Known(message.PersonId);
    }

    private bool Take((OutboxClaim Claim, bool IsOff) aimed, IEnumerable<OutgoingMessage> before, IReadOnlyList<(string Channel, string Team)> places, DateTimeOffset now)
    {
        var (claim, message, to) = (aimed.Claim, aimed.Claim.Message, aimed.Claim.To);
        if (Blocker(message, before, now) is { } until)
        {
            _behind.Add(message);
            return PutOff(message, until);
        }
        if (aimed.IsOff) return Stop(message, "This person has switched the bot's chat off.");
        if (message.Reference is not null && reaching.IsRemoved(message.Channel, message.Team)) return Stop(message, "BotCoach was removed from there.");
        if (to is not null && message is { Lane: not Lane.Answer, Place: Place.Chat, Reference: null }) reaching.Expect(to);
        if ((to is null ? pace.TakeSearch(places, now) : pace.Take(claim, now)) is { } later) return PutOff(message, later);
        if (to is not null) (message.Channel, message.Team, message.User, message.Conversation) = (to.Channel, to.Team, to.User, to.Conversation);
        message.State = MessageState.Sending;
        message.Attempts++;
        message.TriedAt ??= now;
        message.NotBefore = now + Lease;
        return true;
    }

    /// <summary>
    /// Messages of one person go out in the order in which they were made, apart from the home, which waits for none and holds none up: when this one may be looked at again, or null when none is before it.
    /// One that has to wait for longer than a lease holds nobody up.
    /// </summary>
    private static DateTimeOffset? Blocker(OutgoingMessage message, IEnumerable<OutgoingMessage> before, DateTimeOffset now)
    {
        var blocker = before.Where(m => m.CreatedAt <= message.CreatedAt && m.Id != message.Id && (m.State == MessageState.Sending
            || (m.State is MessageState.Uncertain or MessageState.Waiting && m.NotBefore <= now + Lease))).MaxBy(m => m.NotBefore);
        if (blocker is null) return null;
        return blocker.State == MessageState.Waiting ? blocker.NotBefore : now + BehindAnother;
    }

    private static bool PutOff(OutgoingMessage message, DateTimeOffset until)
    {
        message.NotBefore = until;
        return false;
    }

    private static bool Stop(OutgoingMessage message, string why)
    {
        (message.State, message.NotBefore, message.Why) = (MessageState.GaveUp, null, why);
        return false;
    }
}
