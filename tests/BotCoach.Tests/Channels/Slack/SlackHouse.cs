using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The real host, set up for a fake Slack, over signed HTTP or Socket Mode. The clock stands still until it is told.</summary>
public sealed class SlackHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private string[] _settings = [];

    private SlackHouse(SlackServer slack, CoachHost host, SlackTeam team, ISlackTransport transport)
    {
        (Slack, Host, Team) = (slack, host, team);
        Sender = new SlackSender(slack, transport);
    }

    public SlackServer Slack { get; }
    public CoachHost Host { get; }
    public SlackTeam Team { get; }
    public SlackSender Sender { get; }
    public FakeClock Clock => Host.Clock;

    /// <summary>A host whose company is the sample's, in a Slack where its people work; so many days after the Monday it begins on.</summary>
    public static async Task<SlackHouse> SampleAsync(Db kind, bool socket = false, int daysOn = 0)
    {
        var house = await EmptyAsync(kind, socket, introduce: false);
        house.Clock.Advance(TimeSpan.FromDays(daysOn));
        foreach (var (name, zone) in new[] { ("Maya Chen", "Europe/London"), ("Jonas Weber", "Europe/Berlin"), ("Priya Nair", "Europe/London"), ("Tom Okafor", "Europe/London") })
            house.Team.AddUser(name, zone, u => u.Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example");
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("sample", house.Clock.Now);
        db.Installations.Add(new Installation { Channel = "slack", ExternalId = house.Team.Id, WorkspaceId = SamplePipeline.WorkspaceId, Name = house.Team.Name, AddedAt = house.Clock.Now });
        await db.SaveChangesAsync();
        await house.IntroduceAsync();
        return house;
    }

    /// <summary>A host that nobody has written to yet.</summary>
    public static async Task<SlackHouse> EmptyAsync(Db kind, bool socket = false, bool introduce = true, IEnumerable<string>? settings = null, Action<IServiceCollection>? adjust = null)
    {
        // A Monday, after the dates that stand in the tour's file.
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var slack = await SlackServer.StartAsync(clock);
        var team = slack.World.AddTeam("T0NORTH", "Northwind");
        string[] own =
        [
            "--Slack:BotToken", team.Install!.BotToken, "--Slack:ApiBaseUrl", slack.ApiUrl.ToString(),
            .. socket ? new[] { "--Slack:AppToken", slack.App.AppToken } : ["--Slack:SigningSecret", slack.App.SigningSecret],
        ];
        own = [.. own, .. settings ?? []];
        var host = await CoachHost.StartEmptyAsync(kind, services => { StandStill(services); adjust?.Invoke(services); }, clock, own);
        var house = new SlackHouse(slack, host, team, socket ? slack.Sockets : new HttpTransport(slack, host.Url)) { _settings = own };
        if (socket) await slack.Sockets.OpenedAsync();
        if (introduce) await house.IntroduceAsync();
        return house;
    }

    /// <summary>A host that no workspace has installed yet.</summary>
    public static async Task<SlackHouse> InstallableAsync(Db kind, Action<IServiceCollection>? adjust = null)
    {
        var clock = new FakeClock();
        var slack = await SlackServer.StartAsync(clock);
        var team = slack.World.AddTeam("T0NORTH", "Northwind", install: false);
        string[] settings =
        [
            "--Slack:ClientId", slack.App.ClientId, "--Slack:ClientSecret", slack.App.ClientSecret, "--Slack:SigningSecret", slack.App.SigningSecret,
            "--Slack:ApiBaseUrl", slack.ApiUrl.ToString(), "--Secrets:Key", Convert.ToBase64String(new byte[32]),
        ];
        var host = await CoachHost.StartEmptyAsync(kind, services => { StandStill(services); adjust?.Invoke(services); }, clock, settings);
        return new SlackHouse(slack, host, team, new HttpTransport(slack, host.Url)) { _settings = settings };
    }

    /// <summary>Another instance of the host, on the same database.</summary>
    public Task<CoachHost> StartAnotherAsync() => Host.StartAnotherAsync(StandStill, _settings);

    /// <summary>A second company, in a Slack of its own, where the app is installed too.</summary>
    public async Task<SlackTeam> AddCompanyAsync(string id, string name)
    {
        var team = Slack.World.AddTeam(id, name);
        await Host.App.Services.GetRequiredService<SlackTokens>().KeepAsync(id, new KeptToken(team.BotToken, null, null), default);
        await Host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new BotAdded($"install-{id}", new Caller("slack", id, ""), name), default);
        return team;
    }

    /// <summary>A second Slack of the sample's company, where the app is installed too.</summary>
    public async Task<SlackTeam> JoinAsync(string id, string name)
    {
        var team = Slack.World.AddTeam(id, name);
        await Host.App.Services.GetRequiredService<SlackTokens>().KeepAsync(id, new KeptToken(team.BotToken, null, null), default);
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Installations.Add(new Installation { Channel = "slack", ExternalId = id, WorkspaceId = SamplePipeline.WorkspaceId, Name = name, AddedAt = Clock.Now });
        await db.SaveChangesAsync();
        return team;
    }

    /// <summary>Somebody at this Slack.</summary>
    public async Task<SlackDriver> AtAsync(string name)
    {
        if (Slack.World.Users.All(u => u.RealName != name)) Team.AddUser(name);
        var driver = Driver();
        await driver.AsAsync(name);
        return driver;
    }

    public SlackDriver Driver() => new(Slack, Sender, SettleAsync, async (user, jump) =>
        await Host.JumpToAsync(jump == LocalJump.Week ? Clock.Now.AddDays(7) : await NextMorningAsync(user)));

    /// <summary>What goes on after an answer, and all that is due now or waits for its turn in the chat, which is at most one message a second.</summary>
    public async Task SettleAsync()
    {
        await Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        await Host.RunDueAsync();
        while (await NextMessageAsync() is { } next && next - Clock.Now <= Patience) await Host.JumpToAsync(next);
    }

    private async Task<DateTimeOffset?> NextMessageAsync()
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
    }

    public Task IntroduceAsync() => Host.App.Services.GetRequiredService<SlackStart>().IntroduceAsync(default);

    /// <summary>The one message whose key begins so.</summary>
    public Task<OutgoingMessage> RowAsync(string key) => ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith(key)));

    /// <summary>Reads from the one company there is.</summary>
    public async Task<T> ReadAsync<T>(Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter((await db.WorkspacesAsync(default)).Single());
        return await read(db);
    }

    /// <summary>Reads from the company that this Slack stands for.</summary>
    public async Task<T> ReadAsync<T>(SlackTeam team, Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(await db.Installations.Where(i => i.ExternalId == team.Id).Select(i => i.WorkspaceId).SingleAsync());
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Slack.DisposeAsync();
    }

    private Task<DateTimeOffset> NextMorningAsync(SlackUser user) => ReadAsync(async db =>
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Name == user.RealName && p.MergedInto == null);
        return WorkCalendar.Of(person, await db.Workspaces.AsNoTracking().SingleAsync()).NextStart(Clock.Now);
    });

    /// <summary>Who Slack is asked for at the start is asked when the test says so.</summary>
    internal static void StandStill(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SlackStart)));
        services.TryAddSingleton<SlackStart>();
    }
}
