namespace BotCoach.Chat;

/// <summary>Sends right after a commit of this instance, so that an answer is there before the person looks up.</summary>
public sealed class OutboxLoop(OutboxSignal signal, ChoreRunner runner, ILogger<OutboxLoop> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await signal.WaitAsync(stoppingToken);
            await SendAsync(stoppingToken);
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        try
        {
            await runner.SendAsync(cancel);
        }
        catch (Exception fault) when (!cancel.IsCancellationRequested)
        {
            log.LogError(fault, "Sending failed; the next tick tries again");
        }
    }
}
