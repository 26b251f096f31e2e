using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// A Teams of our own on a loopback port: the Bot Connector, the login that tokens come from, the part of Graph that installs apps, and shared files, as
/// documented at https://learn.microsoft.com/microsoftteams/platform, and as strict. Its clock is the test's. What comes towards the app is sent by
/// <see cref="TeamsSender"/>.
/// </summary>
public sealed class TeamsServer : IAsyncDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;
    private readonly ConnectorApi _connector;
    private readonly List<string> _ourBugs = [];

    private TeamsServer(TimeProvider clock, TokenIssuer issuer)
    {
        (Clock, Issuer) = (clock, issuer);
        World = new TeamsWorld(this);
        Limits = new TeamsLimits(clock);
        Door = new TeamsDoor(this);
        Entra = new EntraLogin(this);
        Files = new TeamsFiles(this);
        (_connector, Graph) = (new ConnectorApi(this), new GraphApi(this));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(RouteAsync);
    }

    public TimeProvider Clock { get; }

    /// <summary>Who signs what is sent to the app, and where that is described.</summary>
    public TokenIssuer Issuer { get; }
    public TeamsRegistration App { get; } = new();
    public TeamsWorld World { get; }
    public TeamsLimits Limits { get; }
    public TeamsTroubles Troubles { get; } = new();
    public TeamsDoor Door { get; }
    public EntraLogin Entra { get; }
    public GraphApi Graph { get; }
    public TeamsFiles Files { get; }

    /// <summary>What stands first in the Connector's addresses; it can change, and then nothing is at the old ones.</summary>
    public string Region { get; set; } = "emea";

    public Uri Url => new(_app.Urls.First());

    /// <summary>What stands in every activity as <c>serviceUrl</c>.</summary>
    public string ServiceUrl => $"{Url}{Region}/";

    /// <summary>What the app calls instead of https://login.microsoftonline.com/.</summary>
    public string LoginUrl => Url.ToString();

    /// <summary>What the app calls instead of https://graph.microsoft.com/.</summary>
    public string GraphUrl => Url.ToString();

    /// <summary>What a host is started with, so that this is its Teams.</summary>
    public IReadOnlyList<string> Settings =>
    [
        "--Teams:AppId", App.AppId, "--Teams:TenantId", App.TenantId, "--Teams:AppType", App.IsMultiTenant ? "MultiTenant" : "SingleTenant", "--Teams:ClientSecret", App.Secret, "--Teams:OpenIdMetadata", Issuer.Metadata,
        "--Teams:LoginBaseUrl", LoginUrl, "--Teams:GraphBaseUrl", GraphUrl, "--Teams:AllowedServiceHosts", Url.Host, "--Teams:DangerouslyAllowHttpOnLoopback", "true",
    ];

    /// <summary>Every call so far, oldest first: of the Connector by its operation's name, and <c>token</c>, <c>file</c>, <c>graph.…</c>.</summary>
    public IReadOnlyList<TeamsCall> Calls { get { lock (World.Gate) return [.. Door.Log]; } }

    public IReadOnlyList<TeamsCall> CallsOf(string method) => [.. Calls.Where(c => c.Method == method)];

    /// <summary>What was sent, changed or deleted, and when.</summary>
    public IReadOnlyList<TeamsSend> Sends { get { lock (World.Gate) return [.. _connector.Sends]; } }

    /// <summary>Refusals and answers for which nobody but our own code is to blame.</summary>
    public IReadOnlyList<string> OurBugs { get { lock (World.Gate) return [.. _ourBugs]; } }

    /// <summary>What a test means to be refused, as <see cref="OurBugs"/> would have it.</summary>
    public HashSet<string> Forgiven { get; } = [];

    /// <summary>Answers that came later than three seconds.</summary>
    public int Timeouts { get; private set; }

    /// <summary>True: three seconds are counted in real time too; else by the given clock alone.</summary>
    public bool InRealTime { get; set; }

    public static async Task<TeamsServer> StartAsync(TimeProvider clock)
    {
        var teams = new TeamsServer(clock, await TokenIssuer.StartAsync(clock));
        await teams._app.StartAsync();
        return teams;
    }

    public void Blame(string bug)
    {
        lock (World.Gate)
            if (!Forgiven.Contains(bug)) _ourBugs.Add(bug);
    }

    /// <summary>An answer, and whether Teams still waited for it.</summary>
    public TeamsAnswer Measured(TeamsAnswer answer, DateTimeOffset began)
    {
        var late = Clock.GetUtcNow() - began > Budget || InRealTime && answer.Took > Budget;
        if (late) Timeouts++;
        return answer with { TimedOut = late };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    private Task RouteAsync(HttpContext http) => TeamsDoor.PartsOf(http) switch
    {
        [var region, .. var parts] when region == Region => _connector.AnswerAsync(http, parts),
        ["v1.0", .. var parts] => Graph.AnswerAsync(http, parts),
        ["files", var id, _] => Files.AnswerAsync(http, id),
        [var authority, .. var parts] => Entra.AnswerAsync(http, authority, parts),
        _ => NotFoundAsync(http),
    };

    internal static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}

/// <summary>Something that the bot wrote: sent, changed or deleted.</summary>
public sealed record TeamsSend(DateTimeOffset At, string Method, TeamsRoom Room, string? ActivityId);
