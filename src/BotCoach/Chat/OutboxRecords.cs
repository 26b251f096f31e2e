using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>Writes down what became of an attempt, in its own transaction. A row edited meanwhile is due again at once.</summary>
public sealed class OutboxRecords(BotCoachDb db, PaceBook pace, ILogger<OutboxRecords> log)
{
    private const int MostAttempts = 12;
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromHours(1);

    /// <summary>How long an attempt without an answer may still arrive at the platform: longer than any channel's time-out.</summary>
    private static readonly TimeSpan MayStillArrive = TimeSpan.FromSeconds(35);

    public async Task RecordAsync(OutboxClaim claim, Outcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        db.Scope.Enter(claim.WorkspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        var row = await db.LockMessageAsync(claim.MessageId, cancel);
        if (row is null) return;
        row.WasUncertain |= outcome.SentBlind;
        Apply(row, claim, outcome, now);
        await SideEffectsAsync(claim, outcome, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (row.State == MessageState.GaveUp) log.LogWarning("Gave message {Id} up: {Why}", row.Id, row.Why);
    }

    private static void Apply(OutgoingMessage row, OutboxClaim claim, Outcome outcome, DateTimeOffset now)
    {
        switch (outcome.Result)
        {
            case Sent sent: Settle(row, claim, sent, outcome.WasFound, now); break;
            case TryAgain again: PutOff(row, again, now); break;
            case Uncertain unsure: (row.State, row.NotBefore, row.Why) = (MessageState.Uncertain, now + MayStillArrive, unsure.Why); break;
            case GaveUp { Kind: FaultKind.MessageGone } gone: SendAnew(row, gone, now); break;
            case GaveUp never: (row.State, row.NotBefore, row.Why) = (MessageState.GaveUp, null, never.Why); break;
        }
    }

    private static void Settle(OutgoingMessage row, OutboxClaim claim, Sent sent, bool wasFound, DateTimeOffset now)
    {
        row.Reference = sent.Reference;
        row.Conversation = sent.Conversation ?? row.Conversation;
        // A delivery that was found may carry an older revision than the one we hold now: it is edited to be sure.
        row.SentRevision = wasFound ? Math.Max(1, row.SentRevision) : claim.Revision;
        row.SentAt ??= now;
        row.Attempts = 0;
        row.Why = null;
        var isCurrent = row.SentRevision == row.Revision;
        row.State = isCurrent ? MessageState.Sent : MessageState.Waiting;
        row.NotBefore = isCurrent ? null : now;
    }

    private static void PutOff(OutgoingMessage row, TryAgain again, DateTimeOffset now)
    {
        row.Why = again.Why;
        if (row.Attempts >= MostAttempts)
        {
            (row.State, row.NotBefore) = (MessageState.GaveUp, null);
            return;
        }
        var backOff = TimeSpan.FromSeconds(Math.Min(LongestBackOff.TotalSeconds, Math.Pow(2, row.Attempts - 1)));
        row.State = MessageState.Waiting;
        row.NotBefore = now + (again.After > backOff ? again.After : backOff);
    }

    private static void SendAnew(OutgoingMessage row, GaveUp gone, DateTimeOffset now)
    {
        row.Reference = null;
        row.SentRevision = 0;
        row.State = MessageState.Waiting;
        row.NotBefore = now;
        row.Why = gone.Why;
    }

    private async Task SideEffectsAsync(OutboxClaim claim, Outcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        if (outcome.Result is TryAgain { HoldsTeam: true } again) await pace.HoldAsync(claim.To, now + again.After, cancel);
        var identity = await db.Identities.FindAsync([db.WorkspaceId, claim.To.Channel, claim.To.Team, claim.To.User], cancel);
        if (identity is null) return;
        if (outcome.Result is Sent { Conversation: { } conversation }) identity.Conversation = conversation;
        if (outcome.Result is GaveUp { Kind: FaultKind.Destination or FaultKind.Token } dead) identity.OffBecause = dead.Why;
    }
}
