using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// The one exit. Claims due messages, sends or edits them on their channel, and records what became of each. A crash between the platform's
/// acceptance and our record leaves a claim behind whose time runs out: then the delivery is uncertain and looked up before it is sent again.
/// </summary>
public sealed class OutboxSender(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<OutboxSender> log)
{
    /// <summary>An attempt that takes longer is cut off: its message's fate is as uncertain as if no answer had come.</summary>
    internal static readonly TimeSpan AttemptTakes = TimeSpan.FromSeconds(45);

    /// <summary>What takes longer than this keeps nothing else from going out.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterCut = TimeSpan.FromSeconds(10);
    private const int MostClashes = 5;
    private const int MostAtOnce = 64;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>
    /// Sends what is due at <paramref name="start"/> and what falls due meanwhile, batch after batch, until nothing is. Returns how many
    /// messages it attended to. Stops between two batches only: what is claimed is sent and recorded.
    /// </summary>
    public async Task<int> RunDueAsync(DateTimeOffset start, CancellationToken cancel)
    {
        var (began, going) = (clock.GetTimestamp(), new List<Task>());
        await _one.WaitAsync(cancel);
        try
        {
            return await RunDueAsync(going, () => CoachClock.ToMilliseconds(start + clock.GetElapsedTime(began)), cancel);
        }
        finally
        {
            await Task.WhenAll(going).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _one.Release();
        }
    }

    private async Task<int> RunDueAsync(List<Task> going, Func<DateTimeOffset> now, CancellationToken cancel)
    {
        var (done, clashes) = (0, 0);
        while (clashes < MostClashes && !cancel.IsCancellationRequested && !going.Exists(g => g.IsFaulted))
        {
            var (batch, clashed) = going.Count < MostAtOnce ? await ClaimAsync(now()) : ([], false);
            if (batch is null && going.Count == 0) break;
            clashes = clashed ? clashes + 1 : 0;
            List<Task> newest = [.. (batch ?? []).Select(claim => AttendAsync(claim, now))];
            done += newest.Count;
            going.AddRange(newest);
            if (going.Count > 0) await Pause.AtMostAsync(Slow, newest.Count > 0 ? Task.WhenAll(newest) : Task.WhenAny(going));
            going.RemoveAll(g => g.IsCompletedSuccessfully);
        }
        await Task.WhenAll(going);
        if (clashes == MostClashes) log.LogWarning("The sender stops after {Clashes} clashes in a row; the next tick goes on", clashes);
        return done;
    }

    private async Task<(IReadOnlyList<OutboxClaim>? Batch, bool Clashed)> ClaimAsync(DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return (await scope.ServiceProvider.GetRequiredService<OutboxClaims>().TakeAsync(now, CancellationToken.None), false);
        }
        catch (Exception clash) when (DbFaults.IsClash(clash))
        {
            // Another instance made the same pace slot, or an edit came between: nothing was claimed, and the next round sees it.
            return ([], true);
        }
    }

    private async Task AttendAsync(OutboxClaim claim, Func<DateTimeOffset> now)
    {
        var outcome = await TryAsync(claim);
        if (outcome.Result is GaveUp or Uncertain) log.LogWarning("Message {Id}: {Result}", claim.MessageId, outcome.Result);
        await Pause.BetweenTriesAsync(() => RecordAsync(claim, outcome, now()), _ => true, Pause.Short, CancellationToken.None);
    }

    /// <summary>What one message does to us must not stop the others: a fault of ours gives this one up.</summary>
    private async Task<Outcome> TryAsync(OutboxClaim claim)
    {
        using var over = new CancellationTokenSource(AttemptTakes);
        try
        {
            return claim.To is { } to ? await SendAsync(to, claim, over.Token) : new Outcome(await ReachAsync(claim, over.Token));
        }
        catch (OperationCanceledException)
        {
            return new Outcome(claim.LookUpFirst ? new StillUncertain(AfterCut, "It took too long.") : new TryAgain(AfterCut, "It took too long."));
        }
        catch (Exception fault) when (!DbFaults.IsLostConnection(fault))
        {
            log.LogError(fault, "Message {Id} cannot be sent", claim.MessageId);
            return new Outcome(new GaveUp(FaultKind.OurBug, fault.Message));
        }
    }

    private async Task RecordAsync(OutboxClaim claim, Outcome outcome, DateTimeOffset now)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxRecords>().RecordAsync(claim, outcome, now, CancellationToken.None);
    }

    private async Task<SendResult> ReachAsync(OutboxClaim claim, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(claim.WorkspaceId);
        return await scope.ServiceProvider.GetRequiredService<Reaching>().FindAsync(claim.PersonId, cancel);
    }

    private async Task<Outcome> SendAsync(Address to, OutboxClaim claim, CancellationToken cancel)
    {
        if (channels.FirstOrDefault(c => c.Name == to.Channel) is not { } channel)
            return new Outcome(new GaveUp(FaultKind.Destination, $"No channel called '{to.Channel}' is set up."));
        var message = Message.FromJson(claim.Content);
        if (claim.Reference is { } reference) return new Outcome(await channel.EditAsync(to, reference, message, claim.Delivery, cancel));
        if (!claim.LookUpFirst) return new Outcome(await channel.SendAsync(to, message, claim.Delivery, cancel));
        var found = await channel.FindAsync(to, claim.Delivery.Id, claim.FirstTriedAt, cancel);
        if (found is Found there) return new Outcome(new Sent(there.Reference) { Conversation = there.Conversation }, WasFound: true);
        if (found is LookLater later) return new Outcome(new StillUncertain(later.After, later.Why, later.IsInstallations, later.HoldsTeam));
        return new Outcome(await channel.SendAsync(to, message, claim.Delivery, cancel), SentBlind: found is CannotTell);
    }
}

/// <summary>What became of an attempt. <paramref name="SentBlind"/>: an earlier attempt may have arrived and we could not look.</summary>
public sealed record Outcome(SendResult Result, bool WasFound = false, bool SentBlind = false);

/// <summary>Nothing was sent yet: where the person was found, or null.</summary>
public sealed record Reached(Address? To, Caller? Who = null) : SendResult;

/// <summary>Nothing was sent yet: this team's platform does not say now whether the person is there.</summary>
public sealed record NotReachedYet(string Channel, string Team, ReachLater Later) : SendResult;

/// <summary>An earlier attempt's fate is unknown, and the platform lets us look only after this long; <paramref name="HoldsTeam"/>: for nothing of the team.</summary>
public sealed record StillUncertain(TimeSpan After, string Why, bool IsInstallations = false, bool HoldsTeam = false) : SendResult;

/// <summary>A message claimed for one attempt.</summary>
/// <param name="To">Null: the person's address is to be found first.</param>
/// <param name="Content">As stored: whether it can be read shows when it is sent.</param>
/// <param name="Reference">The platform's reference when this is an edit.</param>
/// <param name="LookUpFirst">An earlier attempt's fate is unknown.</param>
/// <param name="Attempts">Which attempt this is: only the latest may record what became of the message.</param>
public sealed record OutboxClaim(
    Guid WorkspaceId, Delivery Delivery, Guid MessageId, Guid PersonId, Address? To, string Content, long Revision, string? Reference, bool LookUpFirst,
    DateTimeOffset FirstTriedAt, int Attempts, DateTimeOffset TakenAt);
