using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The real host, set up for a fake Teams, over signed HTTP. The clock stands still until it is told.</summary>
public sealed class TeamsHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private string[] _settings = [];

    private TeamsHouse(TeamsServer teams, CoachHost host, TeamsTenant tenant)
    {
        (Teams, Host, Tenant) = (teams, host, tenant);
        Sender = new TeamsSender(teams, host.Url);
    }

    public TeamsServer Teams { get; }
    public CoachHost Host { get; }
    public TeamsTenant Tenant { get; }
    public TeamsSender Sender { get; }
    public FakeClock Clock => Host.Clock;

    /// <summary>A host whose company is the sample's, in a Teams where its people work and have installed the app.</summary>
    public static async Task<TeamsHouse> SampleAsync(Db kind, IEnumerable<string>? settings = null, bool emulated = false)
    {
        var house = await EmptyAsync(kind, emulated ? [.. settings ?? [], "--environment", "Development", "--Teams:DangerouslyAllowAnonymous", "true"] : settings);
        house.Teams.App.IsEmulated = emulated;
        foreach (var (name, zone) in new[] { ("Maya Chen", "Europe/London"), ("Jonas Weber", "Europe/Berlin"), ("Priya Nair", "Europe/London"), ("Tom Okafor", "Europe/London") })
            house.Tenant.AddUser(name, zone);
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("sample", house.Clock.Now);
        db.Installations.Add(new Installation { Channel = "teams", ExternalId = house.Tenant.Id, WorkspaceId = SamplePipeline.WorkspaceId, Name = house.Tenant.Name, AddedAt = house.Clock.Now });
        await db.SaveChangesAsync();
        foreach (var user in house.Teams.World.Users) await house.Sender.InstallAsync(user);
        await house.SettleAsync();
        return house;
    }

    /// <summary>A host that nobody has installed yet.</summary>
    public static async Task<TeamsHouse> EmptyAsync(Db kind, IEnumerable<string>? settings = null, Action<IServiceCollection>? adjust = null, FakeClock? clock = null)
    {
        // A Monday, after the dates that stand in the tour's file.
        clock ??= new FakeClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var teams = await TeamsServer.StartAsync(clock);
        var tenant = teams.World.AddTenant("Northwind");
        string[] own = [.. teams.Settings, .. settings ?? []];
        var host = await CoachHost.StartEmptyAsync(kind, services => { StandStill(services); adjust?.Invoke(services); }, clock, own);
        return new TeamsHouse(teams, host, tenant) { _settings = own };
    }

    /// <summary>Another instance of the host, on the same database.</summary>
    public Task<CoachHost> StartAnotherAsync() => Host.StartAnotherAsync(StandStill, _settings);

    /// <summary>Somebody at this Teams, who has the app.</summary>
    public async Task<TeamsDriver> AtAsync(string name)
    {
        if (Teams.World.Users.All(u => u.Name != name)) Tenant.AddUser(name);
        var driver = Driver();
        await driver.AsAsync(name);
        if (driver.Room.HasApp) return driver;
        await Sender.InstallAsync(driver.User);
        await SettleAsync();
        return driver;
    }

    public TeamsDriver Driver() => new(Teams, Sender, SettleAsync, async (user, jump) =>
        await Host.JumpToAsync(jump == LocalJump.Week ? Clock.Now.AddDays(7) : await NextMorningAsync(user)));

    /// <summary>What goes on after an answer, and all that is due now or waits for its turn in the chat.</summary>
    public async Task SettleAsync()
    {
        await Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        await Host.RunDueAsync();
        while (await NextMessageAsync() is { } next && next - Clock.Now <= Patience) await Host.JumpToAsync(next);
    }

    /// <summary>The one message whose key begins so.</summary>
    public Task<OutgoingMessage> RowAsync(string key) => ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith(key)));

    /// <summary>The person of this name, wherever they came from.</summary>
    public Task<Person> PersonAsync(string name) => ReadAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Name == name && p.MergedInto == null));

    /// <summary>Reads from the one company there is.</summary>
    public async Task<T> ReadAsync<T>(Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter((await db.WorkspacesAsync(default)).Single());
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        Sender.Dispose();
        await Host.DisposeAsync();
        await Teams.DisposeAsync();
    }

    private async Task<DateTimeOffset?> NextMessageAsync()
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
    }

    private Task<DateTimeOffset> NextMorningAsync(TeamsUser user) => ReadAsync(async db =>
    {
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Name == user.Name && p.MergedInto == null);
        return WorkCalendar.Of(person, await db.Workspaces.AsNoTracking().SingleAsync()).NextStart(Clock.Now);
    });

    /// <summary>What the host looks for by itself is looked for when the test says so.</summary>
    internal static void StandStill(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(TeamsStart)));
        services.TryAddSingleton<TeamsStart>();
    }
}
