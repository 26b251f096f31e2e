namespace BotCoach.Channels.Slack;

/// <summary>What the Slack channel is set up with. Which of these there are decides what is open; see <see cref="SlackEndpoints"/>.</summary>
public sealed class SlackOptions
{
    /// <summary>Slack's own address of its Web API.</summary>
    public const string SlacksOwn = "https://slack.com/api/";

    /// <summary>The app's signing secret; without one, nothing is mapped that Slack would post to.</summary>
    public string SigningSecret { get; init; } = "";

    /// <summary>The secret before it, while both may be in use.</summary>
    public string PreviousSigningSecret { get; init; } = "";

    /// <summary>The bot's token in the one workspace it is installed in (<c>xoxb-…</c>).</summary>
    public string BotToken { get; init; } = "";

    /// <summary>An app-level token (<c>xapp-…</c>, scope <c>connections:write</c>): set, the app comes to Slack over a socket.</summary>
    public string AppToken { get; init; } = "";

    /// <summary>The app's client id and secret, to be installed by OAuth in many workspaces.</summary>
    public string ClientId { get; init; } = "";

    /// <inheritdoc cref="ClientId"/>
    public string ClientSecret { get; init; } = "";

    /// <summary>Where the Web API is, with a slash at the end: GovSlack's is elsewhere, and so is a test's.</summary>
    public string ApiBaseUrl { get; init; } = SlacksOwn;

    /// <summary>Something to verify Slack by, and something to answer with.</summary>
    public bool IsSetUp => (SigningSecret.Length > 0 || AppToken.Length > 0) && (BotToken.Length > 0 || IsInstallable);

    /// <summary>It can be installed by OAuth.</summary>
    public bool IsInstallable => ClientId.Length > 0 && ClientSecret.Length > 0;

    /// <summary>How long Slack may take to answer a call. Shorter than the host waits before it takes a delivery for uncertain.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long it may take to open a form, while Slack itself waits for our answer: of its three seconds, one is ours.</summary>
    public TimeSpan OpenTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long Slack is left alone between two tries of a connection that only an admin can bring back.</summary>
    public TimeSpan AdminsTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long fetching the files of one message may take, all together: shorter than the minute after which another instance tries it.</summary>
    public TimeSpan FilesTimeout { get; set; } = TimeSpan.FromSeconds(40);

    /// <summary>The largest body that is taken, in bytes: Slack's largest payload carries a view of 250 KB, form-encoded.</summary>
    public int LargestBody { get; set; } = 2 * 1024 * 1024;
}
