using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Asks Slack, once the host runs, where the token that is set belongs, and tells the host that the bot is there; then looks now and again for what an
/// instance kept for later and did not come to do.
/// </summary>
internal sealed class SlackStart(SlackTokens tokens, SlackHealth health, SlackLater later, Afterwards after, IInbox inbox, IOptions<SlackOptions> options, ILogger<SlackStart> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);
    private const int FreshenEvery = 20;
    private string _said = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isHome = options.Value.BotToken.Length == 0;
        for (var looks = 0; !stoppingToken.IsCancellationRequested; looks++)
        {
            if (!isHome) await SafelyAsync(async () => isHome = await IntroduceAsync(stoppingToken));
            if (looks % FreshenEvery == 0) await SafelyAsync(() => tokens.FreshenAsync(stoppingToken));
            if (looks % FreshenEvery == 0) await SafelyAsync(() => health.LookAsync(stoppingToken));
            await SafelyAsync(() => later.SweepAsync(stoppingToken));
            await Waiting.ForAsync(isHome ? Again : Soon, stoppingToken);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await after.QuietAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>True once the host knows where the token belongs.</summary>
    internal async Task<bool> IntroduceAsync(CancellationToken cancel)
    {
        var back = await tokens.AskAsync(cancel);
        if (!back.Ok || await tokens.OwnAsync(cancel) is not { } installed)
        {
            // Once for each reason, not at every look.
            if (_said != back.Error && back.Reached == SlackReach.Answered)
                log.LogError("Slack does not take Slack:BotToken: {Error}. It is under \"OAuth & Permissions\" of the app and begins with xoxb-.", back.Error);
            else if (_said != back.Error) log.LogWarning("Slack does not answer ({Error}); it is tried again", back.Error);
            _said = back.Error;
            return false;
        }
        await inbox.ReceiveAsync(new BotAdded($"start-{Guid.NewGuid():n}", new Caller(SlackChannel.Slack, installed, ""), back.Body.Words("team") ?? installed), cancel);
        log.LogInformation("BotCoach is in Slack: {Team}", back.Body.Words("team"));
        return true;
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
            log.LogError(fault, "A look at Slack failed. The next is soon.");
        }
    }
}
