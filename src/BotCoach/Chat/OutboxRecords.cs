using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Writes down what became of an attempt, in its own transaction. A row edited meanwhile is due again at once; an attempt whose lease ran out
/// and that another one followed records nothing.
/// </summary>
public sealed class OutboxRecords(BotCoachDb db, Outbox outbox, PaceBook pace, Roster roster, ILogger<OutboxRecords> log)
{
    /// <summary>How long a message is tried that no try gets through: an outage is survived, and what is older nobody waits for.</summary>
    private static readonly TimeSpan TriedFor = TimeSpan.FromDays(3);

    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ShortestUnreached = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestUnreached = TimeSpan.FromHours(1);

    /// <summary>How long a team rests whose token or permission is gone: that is the admin's matter, and no person's.</summary>
    private static readonly TimeSpan InstallationRests = TimeSpan.FromMinutes(10);

    /// <summary>How long an attempt without an answer may still arrive at the platform: longer than any channel's time-out.</summary>
    private static readonly TimeSpan MayStillArrive = TimeSpan.FromSeconds(35);

    public async Task RecordAsync(OutboxClaim claim, Outcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        db.Scope.Enter(claim.WorkspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        var row = await db.LockMessageAsync(claim.MessageId, cancel);
        if (row is not { State: MessageState.Sending } || row.Attempts != claim.Attempts) return;
        row.WasUncertain |= outcome.SentBlind;
        Apply(row, claim, outcome, now);
        if (outcome.Result is Reached { To: { } found } reached) await roster.IntroduceAsync(row.PersonId, found, now, reached.Who, isHere: false);
        if (outcome.Result is Reached { To: null }) await UnreachableAsync(row, now);
        if (outcome.Result is NotReachedYet { Later.HoldsTeam: true } held) await pace.HoldSearchAsync(held.Channel, held.Team, now + held.Later.After, cancel);
        if (claim.To is { } to) await SideEffectsAsync(to, claim, outcome, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (row.State == MessageState.GaveUp) log.LogWarning("Gave message {Id} up: {Why}", row.Id, row.Why);
    }

    private static void Apply(OutgoingMessage row, OutboxClaim claim, Outcome outcome, DateTimeOffset now)
    {
        switch (outcome.Result)
        {
            case Reached reached: Address(row, reached.To, now); break;
            case Sent sent: Settle(row, claim, sent, outcome.WasFound, now); break;
            case NotReachedYet { Later: { IsInstallations: true } later }: Rest(row, now + later.After, later.Why); break;
            case TryAgain or StillUncertain { IsInstallations: false } or Uncertain or NotReachedYet when now - claim.FirstTriedAt > TriedFor: GiveUp(row, WhyOf(outcome.Result)); break;
            case TryAgain again: Wait(row, now + BackOff(row, again.After), again.Why); break;
            case NotReachedYet { Later: var later }: Wait(row, now + BackOff(row, later.After), later.Why); break;
            case NotNow quiet: Rest(row, quiet.Until > now + ShortestUnreached ? quiet.Until : now + ShortestUnreached, quiet.Why); break;
            case StillUncertain look: (row.State, row.NotBefore, row.Why) = (MessageState.Uncertain, now + BackOff(row, look.After), look.Why); break;
            case Uncertain unsure when outcome.SentBlind: GiveUp(row, unsure.Why); break;
            case Uncertain unsure: (row.State, row.NotBefore, row.Why) = (MessageState.Uncertain, now + BackOff(row, MayStillArrive), unsure.Why); break;
            case GaveUp { Kind: FaultKind.MessageGone } gone: SendAnew(row, gone, now); break;
            case GaveUp { Kind: FaultKind.Token or FaultKind.Scope } gone: Rest(row, now + InstallationRests, gone.Why); break;
            case GaveUp never: GiveUp(row, never.Why); break;
        }
    }

    /// <summary>Not found: looked for again after as long as it has waited already, between a minute and an hour, or when the person comes.</summary>
    private static void Address(OutgoingMessage row, Address? to, DateTimeOffset now)
    {
        row.Attempts = 0;
        row.TriedAt = null;
        if (to is not null)
        {
            (row.Channel, row.Team, row.User, row.Conversation) = (to.Channel, to.Team, to.User, to.Conversation);
            Wait(row, now, null);
            return;
        }
        Wait(row, now + TimeSpan.FromTicks(Math.Clamp((now - row.CreatedAt).Ticks, ShortestUnreached.Ticks, LongestUnreached.Ticks)), "This person has no chat with the bot yet.");
        row.State = MessageState.Unreached;
    }

    private static void Settle(OutgoingMessage row, OutboxClaim claim, Sent sent, bool wasFound, DateTimeOffset now)
    {
        row.Reference = sent.Reference;
        row.Conversation = sent.Conversation ?? row.Conversation;
        // A delivery that was found may carry an older revision than the one we hold now: it is edited to be sure.
        row.SentRevision = wasFound ? Math.Max(1, row.SentRevision) : claim.Revision;
        row.SentAt ??= now;
        row.Attempts = 0;
        row.TriedAt = null;
        row.Why = null;
        var isCurrent = row.SentRevision == row.Revision;
        row.State = isCurrent ? MessageState.Sent : MessageState.Waiting;
        row.NotBefore = isCurrent ? null : now;
    }

    /// <summary>Twice as long after each try, but not beyond ten minutes: when an outage is over, people are not kept waiting for long.</summary>
    private static TimeSpan BackOff(OutgoingMessage row, TimeSpan atLeast)
    {
        var backOff = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, row.Attempts - 1)));
        return atLeast > backOff ? atLeast : backOff;
    }

    private static string WhyOf(SendResult result) => result switch
    {
        TryAgain again => again.Why,
        StillUncertain look => look.Why,
        Uncertain unsure => unsure.Why,
        NotReachedYet { Later: var later } => later.Why,
        _ => "",
    };

    private static void Rest(OutgoingMessage row, DateTimeOffset until, string why)
    {
        row.Attempts = 0;
        row.TriedAt = null;
        Wait(row, until, why);
    }

    private static void SendAnew(OutgoingMessage row, GaveUp gone, DateTimeOffset now)
    {
        row.Reference = null;
        row.SentRevision = 0;
        Wait(row, now, gone.Why);
    }

    private static void Wait(OutgoingMessage row, DateTimeOffset until, string? why) => (row.State, row.NotBefore, row.Why) = (MessageState.Waiting, until, why);

    private static void GiveUp(OutgoingMessage row, string why) => (row.State, row.NotBefore, row.Why) = (MessageState.GaveUp, null, why);

    /// <summary>Not found; unless the person came meanwhile.</summary>
    private async Task UnreachableAsync(OutgoingMessage row, DateTimeOffset now)
    {
        if (await db.Identities.AnyAsync(i => i.PersonId == row.PersonId && i.OffBecause == null)) Wait(row, now, null);
        else await outbox.UnreachableAsync(row);
    }

    private async Task SideEffectsAsync(Address to, OutboxClaim claim, Outcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        if (outcome is { Result: Sent, WasFound: false }) await pace.TookAsync(to, claim.Delivery, claim.Reference, now - claim.TakenAt, now, cancel);
        if (outcome.Result is TryAgain { HoldsTeam: true } again) await pace.HoldAsync(to, claim.Delivery, claim.Reference, now + again.After, cancel);
        if (outcome.Result is StillUncertain { HoldsTeam: true } look) await pace.HoldLookAsync(to, now + look.After, cancel);
        if (outcome.Result is GaveUp { Kind: FaultKind.Token or FaultKind.Scope })
            await pace.HoldForAdminAsync(to, claim.Delivery, claim.Reference, now + InstallationRests, cancel);
        var identity = await db.Identities.FindAsync([db.WorkspaceId, to.Channel, to.Team, to.User], cancel);
        if (identity is null) return;
        if (outcome.Result is Sent { Conversation: { } conversation }) identity.Conversation = conversation;
        if (outcome.Result is GaveUp { Kind: FaultKind.Destination } dead) identity.OffBecause = dead.Why;
    }
}
