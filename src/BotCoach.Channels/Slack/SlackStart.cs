using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Asks Slack, once the host runs, where the token that is set belongs, and tells the host that the bot is there; then looks now and again for what an
/// instance kept for later and did not come to do.
/// </summary>
internal sealed class SlackStart(SlackApi api, SlackTokens tokens, SlackLater later, SlackAfter after, IInbox inbox, IOptions<SlackOptions> options, ILogger<SlackStart> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private const int FreshenEvery = 20;
    private string _said = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var looks = 0;
        var isHome = options.Value.BotToken.Length == 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                isHome = isHome || await IntroduceAsync(stoppingToken);
                if (looks++ % FreshenEvery == 0) await tokens.FreshenAsync(stoppingToken);
                await later.SweepAsync(stoppingToken);
            }
            catch (HostUnavailableException)
            {
                // The chores say so; the next look tries again.
            }
            await Waiting.ForAsync(Again, stoppingToken);
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
        var back = await api.AuthTest(options.Value.BotToken);
        if (!back.Ok || back.Body.Words("team_id") is not { } team)
        {
            // Once for each reason, not at every look.
            if (_said != back.Error && back.Reached == SlackReach.Answered)
                log.LogError("Slack does not take Slack:BotToken: {Error}. It is under \"OAuth & Permissions\" of the app and begins with xoxb-.", back.Error);
            else if (_said != back.Error) log.LogWarning("Slack does not answer ({Error}); it is tried again", back.Error);
            _said = back.Error;
            return false;
        }
        var installed = back.Body.Flag("is_enterprise_install") ? back.Body.Words("enterprise_id") ?? team : team;
        tokens.Own = installed;
        await inbox.ReceiveAsync(new BotAdded($"start-{Guid.NewGuid():n}", new Caller(SlackChannel.Slack, installed, ""), back.Body.Words("team") ?? installed), cancel);
        log.LogInformation("BotCoach is in Slack: {Team}", back.Body.Words("team"));
        return true;
    }
}
