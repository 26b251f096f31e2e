using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>
/// A Slack of our own on a loopback port: the Web API, response_url, files, OAuth and Socket Mode, as documented at https://docs.slack.dev, and as strict.
/// Its clock is the test's. What comes towards the app is sent by <see cref="SlackSender"/>.
/// </summary>
public sealed class SlackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly WebApi _api;
    private readonly SlackFiles _files;
    private readonly OauthMethods _oauth;
    private readonly List<string> _ourBugs = [];

    private SlackServer(TimeProvider clock)
    {
        Clock = clock;
        World = new SlackWorld(this);
        Limits = new RateLimits(clock);
        Triggers = new Triggers(this);
        Hooks = new ResponseUrls(this);
        Sockets = new SlackSockets(this);
        (_files, _oauth) = (new SlackFiles(this), new OauthMethods(this));
        _api = new WebApi(this, [new ChatMethods(this).All, new ViewMethods(this).All, new ConversationMethods(this).All, new UserMethods(this).All, _files.All, _oauth.All]);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(RouteAsync);
    }

    public TimeProvider Clock { get; }
    public SlackApp App { get; } = new();
    public SlackWorld World { get; }
    public RateLimits Limits { get; }
    public Troubles Troubles { get; } = new();
    public Triggers Triggers { get; }
    public ResponseUrls Hooks { get; }
    public SlackSockets Sockets { get; }

    public Uri Url => new(_app.Urls.First());

    /// <summary>What the app calls instead of https://slack.com/api/.</summary>
    public Uri ApiUrl => new(Url, "api/");

    /// <summary>Who stands at the browser when somebody is sent to the consent page; null: nobody, access is denied.</summary>
    public SlackUser? Installer { get; set; }

    /// <summary>The installer installs for the whole organisation.</summary>
    public bool InstallsForOrg { get; set; }

    /// <summary>Every call so far, oldest first.</summary>
    public IReadOnlyList<SlackCall> Calls { get { lock (World.Gate) return [.. _api.Log]; } }

    public IReadOnlyList<SlackCall> CallsOf(string method) => [.. Calls.Where(c => c.Method == method)];

    /// <summary>Refusals and answers for which nobody but our own code is to blame, with Slack's words.</summary>
    public IReadOnlyList<string> OurBugs { get { lock (World.Gate) return [.. _ourBugs]; } }

    /// <summary>Answers that came later than three seconds, as the person saw it: <c>operation_timeout</c>.</summary>
    public int Timeouts { get; private set; }

    /// <summary>True: three seconds are counted in real time too; else by the given clock alone.</summary>
    public bool InRealTime { get; set; }

    /// <summary>What a test means to be refused, as <see cref="OurBugs"/> would have it.</summary>
    public HashSet<string> Forgiven { get; } = [];

    public static async Task<SlackServer> StartAsync(TimeProvider clock)
    {
        var slack = new SlackServer(clock);
        await slack._app.StartAsync();
        return slack;
    }

    public void Blame(string bug)
    {
        lock (World.Gate)
            if (!Forgiven.Contains(bug)) _ourBugs.Add(bug);
    }

    /// <summary>An answer, and whether Slack still waited for it.</summary>
    public Answer Measured(Answer answer, DateTimeOffset began)
    {
        var late = Clock.GetUtcNow() - began > FakeSlack.Triggers.Life || InRealTime && answer.Took > FakeSlack.Triggers.Life;
        if (late) Timeouts++;
        return answer with { TimedOut = late };
    }

    public async ValueTask DisposeAsync()
    {
        Sockets.KillAll();
        await _app.DisposeAsync();
    }

    private Task RouteAsync(HttpContext http)
    {
        var parts = http.Request.Path.Value!.Split('/', 3, StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["api", var method] => _api.AnswerAsync(http, method),
            ["hook", var id] => Hooks.AnswerAsync(http, id),
            ["upload", var id] => _files.TakeAsync(http, id),
            ["files-pri", .. var rest] => _files.GiveAsync(http, string.Join('/', rest)),
            ["oauth", "v2", "authorize"] => _oauth.AuthorizeAsync(http),
            ["signin"] => http.Response.WriteAsync("<!DOCTYPE html><title>Sign in to Slack</title>"),
            ["socket"] => Sockets.AcceptAsync(http),
            _ => NotFound(http),
        };
    }

    private static Task NotFound(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
