using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Writes down what became of some attempts of one workspace, in one transaction: by what is known of the messages since they were claimed, and anew for those
/// that were edited meanwhile, which are due again at once. An attempt whose lease ran out and that another one followed records nothing.
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

    public async Task RecordAsync(IReadOnlyList<Attempt> attempts, CancellationToken cancel)
    {
        db.Scope.Enter(attempts[0].Claim.Message.WorkspaceId);
        await using var transaction = await db.BeginAsync(cancel);
        var recorded = await WriteAsync([.. attempts.Select(a => (a, a.Claim.Message.Copy()))], cancel);
        if (recorded.Count < attempts.Count) recorded.AddRange(await WriteAsync(await ReadAgainAsync(attempts.Except(recorded.Select(r => r.Attempt))), cancel));
        await SideEffectsAsync(recorded, cancel);
        await outbox.ForgetAsync([.. recorded.Select(r => r.Row).Where(r => r.State is MessageState.Sent or MessageState.GaveUp && Outbox.IsOnce(r.Key)).Select(r => r.Id)]);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        foreach (var (_, row) in recorded)
            if (row.State == MessageState.GaveUp) log.LogWarning("Gave message {Id} up: {Why}", row.Id, row.Why);
    }

    /// <summary>Those that were edited meanwhile, as they are now.</summary>
    private async Task<List<(Attempt Attempt, OutgoingMessage Row)>> ReadAgainAsync(IEnumerable<Attempt> attempts)
    {
        var byId = attempts.ToDictionary(a => a.Claim.Message.Id);
        var rows = await db.LockMessagesAsync([.. byId.Keys]);
        return [.. rows.Where(r => r.State == MessageState.Sending && r.Attempts == byId[r.Id].Claim.Message.Attempts).Select(r => (byId[r.Id], r))];
    }

    /// <summary>Returns those that are written: the others are not as they are known here.</summary>
    private async Task<List<(Attempt Attempt, OutgoingMessage Row)>> WriteAsync(List<(Attempt Attempt, OutgoingMessage Row)> all, CancellationToken cancel)
    {
        var here = await HereByNowAsync(all, cancel);
        foreach (var (attempt, row) in all)
        {
            row.WasUncertain |= attempt.Outcome.SentBlind;
            Apply(row, attempt.Claim, attempt.Outcome, attempt.OverAt);
            if (row.State == MessageState.Unreached && here.Contains(row.PersonId)) Wait(row, attempt.OverAt, null);
        }
        var written = await db.WriteAsync([.. all.Select(a => new SenderStep(a.Row, MessageState.Sending, a.Attempt.Claim.Message.Attempts))], cancel);
        return [.. all.Where(a => written.Contains(a.Row.Id))];
    }

    /// <summary>Of those who were not found, who came meanwhile.</summary>
    private async Task<HashSet<Guid>> HereByNowAsync(IEnumerable<(Attempt Attempt, OutgoingMessage Row)> all, CancellationToken cancel)
    {
        List<Guid> people = [.. all.Where(a => a.Attempt.Outcome.Result is Reached { To: null }).Select(a => a.Row.PersonId)];
        return people.Count == 0 ? [] : [.. await db.Identities.Where(i => people.Contains(i.PersonId) && i.OffBecause == null).Select(i => i.PersonId).ToListAsync(cancel)];
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
        row.SentRevision = wasFound ? Math.Max(1, row.SentRevision) : claim.Message.Revision;
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

    /// <summary>What an outcome means beyond its message: what waits for locks that claims hold comes last.</summary>
    private async Task SideEffectsAsync(List<(Attempt Attempt, OutgoingMessage Row)> recorded, CancellationToken cancel)
    {
        foreach (var (attempt, row) in recorded)
            if (attempt.Outcome.Result is Reached { To: { } found } reached) await roster.IntroduceAsync(row.PersonId, found, attempt.OverAt, reached.Who, isHere: false);
            else if (row.State == MessageState.Unreached) await outbox.UnreachableAsync(row);
            else if (attempt.Claim.To is { } to) await LearnAsync(to, attempt.Outcome.Result, cancel);
        List<Attempt> paced = [.. recorded.Select(r => r.Attempt).Where(ChangesPace)];
        if (paced.Count == 0) return;
        var searched = paced.Select(a => a.Outcome.Result).OfType<NotReachedYet>().Select(n => (n.Channel, n.Team));
        await pace.ReadAsync(paced.Select(a => a.Claim).Where(c => c.To is not null), searched, cancel);
        foreach (var attempt in paced) ChangePace(attempt);
    }

    private async Task LearnAsync(Address to, SendResult result, CancellationToken cancel)
    {
        if (result is not (Sent { Conversation: not null } or GaveUp { Kind: FaultKind.Destination })) return;
        var identity = await db.Identities.FindAsync([db.WorkspaceId, to.Channel, to.Team, to.User], cancel);
        if (identity is null) return;
        if (result is Sent { Conversation: { } conversation }) identity.Conversation = conversation;
        if (result is GaveUp dead) identity.OffBecause = dead.Why;
    }

    private bool ChangesPace(Attempt attempt) => attempt.Outcome switch
    {
        { Result: NotReachedYet { Later.HoldsTeam: true } } => true,
        _ when attempt.Claim.To is null => false,
        { Result: Sent, WasFound: false } => pace.TookLong(attempt.Claim, attempt.OverAt),
        { Result: TryAgain { HoldsTeam: true } or StillUncertain { HoldsTeam: true } or GaveUp { Kind: FaultKind.Token or FaultKind.Scope } } => true,
        _ => false,
    };

    private void ChangePace(Attempt attempt)
    {
        var (claim, now) = (attempt.Claim, attempt.OverAt);
        switch (attempt.Outcome.Result)
        {
            case NotReachedYet held: pace.HoldSearch(held.Channel, held.Team, now + held.Later.After); break;
            case Sent: pace.Took(claim, now); break;
            case TryAgain again: pace.Hold(claim, now + again.After); break;
            case StillUncertain look: pace.HoldLook(claim, now + look.After); break;
            case GaveUp: pace.HoldForAdmin(claim, now + InstallationRests); break;
        }
    }
}
