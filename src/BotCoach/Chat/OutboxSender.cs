using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// The one exit. Claims due messages, sends or edits them on their channel, and records what became of each. A crash between the platform's
/// acceptance and our record leaves a claim behind whose time runs out: then the delivery is uncertain and looked up before it is sent again.
/// </summary>
public sealed class OutboxSender(IServiceScopeFactory scopes, IEnumerable<IChannel> channels, ILogger<OutboxSender> log)
{
    private const int AtOnce = 8;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Sends what is due at <paramref name="now"/>, batch after batch, until nothing is. Returns how many messages it attended to.</summary>
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var done = 0;
            for (var batch = await ClaimAsync(now, cancel); batch is not null; batch = await ClaimAsync(now, cancel))
            {
                await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel },
                    async (claim, stop) => await AttendAsync(claim, now, stop));
                done += batch.Count;
            }
            return done;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<IReadOnlyList<OutboxClaim>?> ClaimAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<OutboxClaims>().TakeAsync(now, cancel);
        }
        catch (DbUpdateException clash) when (DbFaults.IsClash(clash))
        {
            // Another instance made the same pace slot, or an edit came between: nothing was claimed, and the next round sees it.
            return [];
        }
    }

    private async Task AttendAsync(OutboxClaim claim, DateTimeOffset now, CancellationToken cancel)
    {
        var channel = channels.FirstOrDefault(c => c.Name == claim.To.Channel);
        var outcome = channel is null
            ? new Outcome(new GaveUp(FaultKind.Destination, $"No channel called '{claim.To.Channel}' is set up."))
            : await SendAsync(channel, claim, cancel);
        if (outcome.Result is GaveUp or Uncertain) log.LogWarning("Message {Id}: {Result}", claim.MessageId, outcome.Result);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxRecords>().RecordAsync(claim, outcome, now, cancel);
    }

    private static async Task<Outcome> SendAsync(IChannel channel, OutboxClaim claim, CancellationToken cancel)
    {
        if (claim.Reference is { } reference)
            return new Outcome(await channel.EditAsync(claim.To, reference, claim.Content, cancel));
        if (!claim.LookUpFirst) return new Outcome(await channel.SendAsync(claim.To, claim.Content, claim.DeliveryId, cancel));
        var found = await channel.FindAsync(claim.To, claim.DeliveryId, claim.FirstTriedAt, cancel);
        if (found is Found there) return new Outcome(new Sent(there.Reference), WasFound: true);
        return new Outcome(await channel.SendAsync(claim.To, claim.Content, claim.DeliveryId, cancel), SentBlind: found is CannotTell);
    }
}

/// <summary>What became of an attempt. <paramref name="SentBlind"/>: an earlier attempt may have arrived and we could not look.</summary>
public sealed record Outcome(SendResult Result, bool WasFound = false, bool SentBlind = false);

/// <summary>A message claimed for one attempt.</summary>
/// <param name="Reference">The platform's reference when this is an edit.</param>
/// <param name="LookUpFirst">An earlier attempt's fate is unknown.</param>
public sealed record OutboxClaim(
    Guid WorkspaceId, Guid MessageId, Address To, Message Content, long Revision, string? Reference, bool LookUpFirst, DateTimeOffset FirstTriedAt, int Attempts)
{
    public string DeliveryId => MessageId.ToString("N");
}
