using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Asks for a token once the host runs, so that what is wrong with the secret is said before anybody is written to; then looks now and again for what an
/// instance kept for later and did not come to do.
/// </summary>
internal sealed class TeamsStart(TeamsTokens tokens, TeamsLater later, Afterwards after, ILogger<TeamsStart> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);

    /// <summary>A token lives for an hour: what an admin has mended is seen within five minutes.</summary>
    private const int SignInEvery = 10;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var looks = 0; !stoppingToken.IsCancellationRequested; looks++)
        {
            if (looks % SignInEvery == 0) await SafelyAsync(() => SignInAsync(stoppingToken));
            await SafelyAsync(() => later.SweepAsync(stoppingToken));
            await Waiting.ForAsync(Again, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await after.QuietAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SignInAsync(CancellationToken cancel)
    {
        var before = tokens.Complaint;
        await tokens.ForConnectorAsync(anew: false, cancel);
        if (tokens.Complaint is { } sentence && sentence != before) log.LogError("BotCoach cannot sign in for Teams: {Complaint}", sentence);
    }

    /// <summary>What fails is done at another look, and keeps nothing else from being done.</summary>
    private async Task SafelyAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (fault is HostUnavailableException or OperationCanceledException)
        {
            // The chores say so; the next look tries again.
        }
        catch (Exception fault) when (fault is not HostUnavailableException)
        {
            log.LogError(fault, "A look at Teams failed. The next is soon.");
        }
    }
}
