using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Channels.Slack;
using BotCoach.Tests.Channels.Teams;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels;

/// <summary>The real host, set up for a fake Slack and a fake Teams at once. Its company is the sample's, which is in Slack already.</summary>
public sealed class BothHouse : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private BothHouse(SlackServer slack, SlackTeam team, TeamsServer teams, TeamsTenant tenant, CoachHost host)
    {
        (Slack, Teams, Host, Team, Tenant) = (slack, teams, host, team, tenant);
        (FromSlack, FromTeams) = (new SlackSender(slack, new HttpTransport(slack, host.Url)), new TeamsSender(teams, host.Url));
    }

    public SlackServer Slack { get; }
    public SlackTeam Team { get; }
    public SlackSender FromSlack { get; }
    public TeamsServer Teams { get; }
    public TeamsTenant Tenant { get; }
    public TeamsSender FromTeams { get; }
    public CoachHost Host { get; }

    public static async Task<BothHouse> OpenAsync(Db kind, Action<IServiceCollection>? adjust = null)
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var (slack, teams) = (await SlackServer.StartAsync(clock), await TeamsServer.StartAsync(clock));
        var (team, tenant) = (slack.World.AddTeam("T0NORTH", "Northwind"), teams.World.AddTenant("Northwind"));
        string[] settings = ["--Slack:BotToken", team.Install!.BotToken, "--Slack:ApiBaseUrl", slack.ApiUrl.ToString(), "--Slack:SigningSecret", slack.App.SigningSecret, .. teams.Settings];
        var host = await CoachHost.StartEmptyAsync(kind, services =>
        {
            SlackHouse.StandStill(services);
            TeamsHouse.StandStill(services);
            adjust?.Invoke(services);
        }, clock, settings);
        var house = new BothHouse(slack, team, teams, tenant, host);
        foreach (var (name, zone) in new[] { ("Maya Chen", "Europe/London"), ("Jonas Weber", "Europe/Berlin"), ("Priya Nair", "Europe/London"), ("Tom Okafor", "Europe/London") })
        {
            team.AddUser(name, zone, u => u.Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example");
            tenant.AddUser(name, zone);
        }
        await house.FoundAsync();
        return house;
    }

    /// <summary>The tenant is the sample's company too, as if its code had been typed there.</summary>
    public Task JoinAsync() => ReadAsync(db =>
    {
        db.Installations.Add(new Installation { Channel = "teams", ExternalId = Tenant.Id, WorkspaceId = SamplePipeline.WorkspaceId, Name = Tenant.Name, AddedAt = Host.Clock.Now });
        return db.SaveChangesAsync();
    });

    public async Task<SlackDriver> InSlackAsync(string name)
    {
        var driver = new SlackDriver(Slack, FromSlack, SettleAsync);
        await driver.AsAsync(name);
        return driver;
    }

    /// <summary>Somebody at Teams, who adds the app now if it is not there yet.</summary>
    public async Task<TeamsDriver> InTeamsAsync(string name)
    {
        var driver = new TeamsDriver(Teams, FromTeams, SettleAsync);
        await driver.AsAsync(name);
        if (!driver.Room.HasApp) await FromTeams.InstallAsync(driver.User);
        await SettleAsync();
        return driver;
    }

    public async Task SettleAsync()
    {
        await Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        await Host.RunDueAsync();
        while (await NextMessageAsync() is { } next && next - Host.Clock.Now <= Patience) await Host.JumpToAsync(next);
    }

    /// <summary>Reads from the sample's company.</summary>
    public async Task<T> ReadAsync<T>(Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        return await read(db);
    }

    public async ValueTask DisposeAsync()
    {
        FromTeams.Dispose();
        await Host.DisposeAsync();
        await Slack.DisposeAsync();
        await Teams.DisposeAsync();
    }

    private async Task FoundAsync()
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await scope.ServiceProvider.GetRequiredService<SamplePipeline>().EnsureAsync("sample", Host.Clock.Now);
        db.Installations.Add(new Installation { Channel = "slack", ExternalId = Team.Id, WorkspaceId = SamplePipeline.WorkspaceId, Name = Team.Name, AddedAt = Host.Clock.Now });
        await db.SaveChangesAsync();
        await Host.App.Services.GetRequiredService<SlackStart>().IntroduceAsync(default);
    }

    private async Task<DateTimeOffset?> NextMessageAsync()
    {
        await using var scope = Host.App.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
    }
}
