using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// The one exit. Claims due messages, sends or edits them on their channel, and records what became of each. A crash between the platform's
/// acceptance and our record leaves a claim behind whose time runs out: then the delivery is uncertain and looked up before it is sent again.
/// </summary>
public sealed class OutboxSender
{
    /// <summary>An attempt that takes longer is cut off: its message's fate is as uncertain as if no answer had come.</summary>
    internal static readonly TimeSpan AttemptTakes = TimeSpan.FromSeconds(45);

    /// <summary>What takes longer than this keeps nothing else from going out.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan AfterCut = TimeSpan.FromSeconds(10);
    private const int MostClashes = 5;

    /// <summary>More are not begun while so many are on their way, or recorded.</summary>
    private const int MostAtOnce = 64;

    /// <summary>A batch begins small, and the next is larger each time that all of one were through soon. All of a batch are begun at once: none waits while its lease runs.</summary>
    private const int SmallestBatch = 8;
    private const int LargestBatch = 512;

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Lots<Attempt> _over;
    private readonly IServiceScopeFactory _scopes;
    private readonly IEnumerable<IChannel> _channels;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutboxSender> _log;

    public OutboxSender(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, TimeProvider clock, ILogger<OutboxSender> log) =>
        (_scopes, _channels, _clock, _log, _over) = (scopes, channels, clock, log, new Lots<Attempt>(RecordAsync));

    /// <summary>
    /// Sends what is due at <paramref name="start"/> and what falls due meanwhile, batch after batch, until nothing is. Returns how many
    /// messages it attended to. Stops between two batches only: what is claimed is sent and recorded.
    /// </summary>
    public async Task<int> RunDueAsync(DateTimeOffset start, CancellationToken cancel)
    {
        var (began, going) = (_clock.GetTimestamp(), new List<Task>());
        await _one.WaitAsync(cancel);
        try
        {
            return await RunDueAsync(going, () => CoachClock.ToMilliseconds(start + _clock.GetElapsedTime(began)), cancel);
        }
        finally
        {
            await Task.WhenAll(going).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _one.Release();
        }
    }

    private async Task<int> RunDueAsync(List<Task> going, Func<DateTimeOffset> now, CancellationToken cancel)
    {
        var (done, clashes, most, last) = (0, 0, SmallestBatch, Task.CompletedTask);
        while (clashes < MostClashes && !cancel.IsCancellationRequested && !going.Exists(g => g.IsFaulted))
        {
            var (batch, clashed) = going.Count < MostAtOnce || most > MostAtOnce ? await ClaimAsync(now(), most) : ([], false);
            if (batch is null && going.Count == 0) break;
            clashes = clashed ? clashes + 1 : 0;
            List<Task> newest = [.. (batch ?? []).Select(claim => AttendAsync(claim, now))];
            done += newest.Count;
            going.AddRange(newest);
            var all = Task.WhenAll(newest);
            // While a large batch is sent and recorded, the next one is claimed.
            var awaited = newest.Count > MostAtOnce ? last : newest.Count > 0 || going.Count == 0 ? all : Task.WhenAny(going);
            last = all;
            await Pause.AtMostAsync(Slow, awaited);
            most = !awaited.IsCompleted ? SmallestBatch : newest.Count == most ? Math.Min(most * 4, LargestBatch) : most;
            going.RemoveAll(g => g.IsCompletedSuccessfully);
        }
        await Task.WhenAll(going);
        if (clashes == MostClashes) _log.LogWarning("The sender stops after {Clashes} clashes in a row; the next tick goes on", clashes);
        return done;
    }

    private async Task<(IReadOnlyList<OutboxClaim>? Batch, bool Clashed)> ClaimAsync(DateTimeOffset now, int most)
    {
        await using var scope = _scopes.CreateAsyncScope();
        try
        {
            return (await scope.ServiceProvider.GetRequiredService<OutboxClaims>().TakeAsync(now, most, CancellationToken.None), false);
        }
        catch (Exception clash) when (DbFaults.IsClash(clash))
        {
            // Another instance made the same pace slot, or an edit came between: nothing was claimed, and the next round sees it.
            return ([], true);
        }
    }

    private async Task AttendAsync(OutboxClaim claim, Func<DateTimeOffset> now)
    {
        var outcome = await Telemetry.OfSendingAsync(claim.Message, _clock, () => TryAsync(claim), o => o.Result.GetType().Name);
        if (outcome.Result is GaveUp or Uncertain) _log.LogWarning("Message {Id}: {Result}", claim.Message.Id, outcome.Result);
        await _over.AddAsync(new Attempt(claim, outcome, now()));
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
            Telemetry.Fault(fault);
            _log.LogError(fault, "Message {Id} cannot be sent", claim.Message.Id);
            return new Outcome(new GaveUp(FaultKind.OurBug, fault.Message));
        }
    }

    private async Task RecordAsync(IReadOnlyList<Attempt> attempts)
    {
        foreach (var ofWorkspace in attempts.GroupBy(a => a.Claim.Message.WorkspaceId))
            await Pause.BetweenTriesAsync(() => RecordAsync([.. ofWorkspace], CancellationToken.None), _ => true, Pause.Short, CancellationToken.None);
    }

    private async Task RecordAsync(IReadOnlyList<Attempt> ofWorkspace, CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxRecords>().RecordAsync(ofWorkspace, cancel);
    }

    private async Task<SendResult> ReachAsync(OutboxClaim claim, CancellationToken cancel)
    {
        await using var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(claim.Message.WorkspaceId);
        return await scope.ServiceProvider.GetRequiredService<Reaching>().FindAsync(claim.Message.PersonId, cancel);
    }

    private async Task<Outcome> SendAsync(Address to, OutboxClaim claim, CancellationToken cancel)
    {
        if (_channels.FirstOrDefault(c => c.Name == to.Channel) is not { } channel)
            return new Outcome(new GaveUp(FaultKind.Destination, $"No channel called '{to.Channel}' is set up."));
        var message = Message.FromJson(claim.Message.Content);
        if (claim.Reference is { } reference) return new Outcome(await channel.EditAsync(to, reference, message, claim.Delivery, cancel));
        if (!claim.LookUpFirst) return new Outcome(await channel.SendAsync(to, message, claim.Delivery, cancel));
        var found = await channel.FindAsync(to, claim.Delivery.Id, claim.FirstTriedAt, cancel);
        if (found is Found there) return new Outcome(new Sent(there.Reference) { Conversation = there.Conversation }, WasFound: true);
        if (found is LookLater later) return new Outcome(new StillUncertain(later.After, later.Why, later.IsInstallations, later.HoldsTeam));
        return new Outcome(await channel.SendAsync(to, message, claim.Delivery, cancel), SentBlind: found is CannotTell);
    }
}
