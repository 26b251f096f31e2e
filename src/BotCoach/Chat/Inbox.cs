using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// The one way in. An inbound is answered in one transaction: the mark that it was seen, the reply, what it changed, and what is to be shown.
/// The same inbound again gets the stored reply. A clash with somebody else's change is tried again from a fresh load.
/// </summary>
public sealed class Inbox(IServiceScopeFactory scopes, TimeProvider clock, OutboxSignal signal, ILogger<Inbox> log) : IInbox
{
    /// <summary>Two may clash on the company that they found, and then on the person whom two events tell of.</summary>
    private const int MostTries = 3;

    public Task<Reply> ReceiveAsync(Inbound inbound, CancellationToken cancel) => Telemetry.OfInboundAsync(inbound, clock, () => DbFaults.ReachingAsync(() =>
        Pause.BetweenTriesAsync(() => ReceiveOnceAsync(inbound, cancel), DbFaults.IsLostConnection, Pause.Short, cancel)));

    private async Task<Reply> ReceiveOnceAsync(Inbound inbound, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await InOneTransactionAsync(inbound, cancel);
            }
            catch (DbUpdateException clash) when (tries < MostTries && DbFaults.IsClash(clash))
            {
                log.LogInformation("A clash on {Kind}; trying again from a fresh load", inbound.GetType().Name);
            }
            catch (Exception fault) when (!DbFaults.IsLostConnection(fault) && !cancel.IsCancellationRequested)
            {
                return await ApologiseAsync(inbound, fault, cancel);
            }
        }
    }

    private async Task<Reply> InOneTransactionAsync(Inbound inbound, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var arrival = scope.ServiceProvider.GetRequiredService<Arrival>();
        await using var transaction = arrival.IsPureReader(inbound) ? null : await arrival.BeginAsync(cancel);
        var reply = await arrival.AnswerAsync(inbound, clock.GetUtcNow(), cancel);
        if (transaction is null) return reply;
        await arrival.CommitAsync(transaction, cancel);
        signal.Poke();
        return reply;
    }

    /// <summary>What failed was rolled back whole; a second transaction records that it was seen, and the apology that every duplicate gets too.</summary>
    private async Task<Reply> ApologiseAsync(Inbound inbound, Exception fault, CancellationToken cancel)
    {
        var number = Guid.NewGuid().ToString("N")[..8];
        Telemetry.Fault(fault);
        log.LogError(fault, "Fault {Number} while answering {Kind}", number, inbound.GetType().Name);
        var sentence = $"Sorry, that went wrong on our side, and nothing was changed. If it happens again, tell your admin this number: {number}.";
        Reply apology = inbound is FormSubmitted ? FormErrors.Whole(sentence) : Reply.Words(sentence);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<Arrival>().RecordAsync(inbound, apology, clock.GetUtcNow(), cancel);
        }
        catch (DbUpdateException clash) when (DbFaults.IsClash(clash))
        {
            // The same came twice at once: the other one has left the mark.
        }
        return apology;
    }
}
