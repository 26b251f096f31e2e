using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotCoach.Tests.Harness;

/// <summary>
/// The real host, as <c>App</c> builds it, on a loopback port and a database of its own. Three things differ: the clock stands still until it is
/// told, the channel is a fake, and nothing happens by itself: the metronome is off and chores run when asked.
/// </summary>
public sealed class CoachHost : IAsyncDisposable
{
    private const string Team = "T1";
    private const int MostSteps = 5_000;
    private readonly bool _ownsDatabase;

    private CoachHost(TestDatabase database, bool ownsDatabase, FakeClock clock)
    {
        (Database, _ownsDatabase, Clock) = (database, ownsDatabase, clock);
        Channel = new FakeChannel(clock);
    }

    public WebApplication App { get; private set; } = null!;
    public TestDatabase Database { get; }
    public FakeClock Clock { get; }
    public FakeChannel Channel { get; private init; }
    public Faults Faults { get; } = new();
    public Guid WorkspaceId { get; } = Guid.Parse("0190b000-0000-7000-8000-000000000001");

    /// <summary>For tests that want faults: without it, a driver throws what the host logged as an error.</summary>
    public bool ToleratesFaults { get; set; }

    /// <summary>Where the host listens, for tests of its HTTP side.</summary>
    public Uri Url => new(App.Urls.First());

    /// <summary>A host with one company in it, whose first day is a Monday, 8:00 UTC.</summary>
    public static async Task<CoachHost> StartAsync(Db kind, Action<IServiceCollection>? adjust = null, FakeClock? clock = null, params string[] settings)
    {
        var host = await StartEmptyAsync(kind, adjust, clock, settings);
        await host.DoAsync(host.FoundAsync);
        return host;
    }

    /// <summary>A host that nobody has set up yet.</summary>
    public static async Task<CoachHost> StartEmptyAsync(Db kind, Action<IServiceCollection>? adjust = null, FakeClock? clock = null, params string[] settings)
    {
        var host = new CoachHost(await Databases.NewAsync(kind), true, clock ?? new FakeClock());
        await host.StartAppAsync(adjust, settings);
        return host;
    }

    /// <summary>A host with the same company on a database of the caller's own.</summary>
    public static async Task<CoachHost> StartOnAsync(TestDatabase database)
    {
        var host = new CoachHost(database, false, new FakeClock());
        await host.StartAppAsync(null, []);
        await host.DoAsync(host.FoundAsync);
        return host;
    }

    /// <summary>Another instance on the same database, with the same clock and the same platform behind it.</summary>
    public async Task<CoachHost> StartAnotherAsync(Action<IServiceCollection>? adjust = null, params string[] settings)
    {
        var other = new CoachHost(Database, false, Clock) { Channel = Channel };
        await other.StartAppAsync(adjust, settings);
        return other;
    }

    /// <summary>Another instance, which reaches the same PostgreSQL over a wire that can be cut.</summary>
    public Task<CoachHost> StartBehindAsync(CuttableWire wire, Action<IServiceCollection>? adjust = null, bool pooling = false) =>
        StartThroughAsync(to => (to.Host, to.Port, to.Pooling) = ("127.0.0.1", wire.Port, pooling), adjust);

    /// <summary>Another instance, which reaches the same PostgreSQL in a way of its own.</summary>
    public async Task<CoachHost> StartThroughAsync(Action<NpgsqlConnectionStringBuilder> way, Action<IServiceCollection>? adjust = null)
    {
        var through = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        way(through);
        var other = new CoachHost(new TestDatabase(null, through.ConnectionString), false, Clock) { Channel = Channel };
        await other.StartAppAsync(adjust, []);
        return other;
    }

    public Task<Driver> RepAsync(string name, Driver? manager = null, string zone = "Etc/UTC") => PersonAsync(name, Role.Rep, p =>
    {
        p.ManagerId = manager?.PersonId;
        p.Zone = zone;
    });

    public Task<Driver> ManagerAsync(string name, string zone = "Etc/UTC") => PersonAsync(name, Role.Manager, p => p.Zone = zone);

    public Task<Driver> ReaderAsync(string name, string zone = "Etc/UTC") => PersonAsync(name, Role.Reader, p => p.Zone = zone);

    public Task<Driver> AdminAsync(string name, string zone = "Etc/UTC") => PersonAsync(name, Role.Admin, p => p.Zone = zone);

    /// <summary>A person of the company, known to the fake channel by the name in lower case.</summary>
    public async Task<Driver> PersonAsync(string name, Role role, Action<Person>? adjust = null)
    {
        var person = new Person { WorkspaceId = WorkspaceId, Id = Guid.CreateVersion7(), Name = name, Role = role, CreatedAt = Clock.Now };
        adjust?.Invoke(person);
        var user = name.ToLowerInvariant();
        await DoAsync(services =>
        {
            services.GetRequiredService<BotCoachDb>().People.Add(person);
            return services.GetRequiredService<Roster>().IntroduceAsync(person.Id, new Address(Channel.Name, Team, user, $"chat-{user}"), Clock.Now);
        });
        return new Driver(this, person.Id, new Caller(Channel.Name, Team, user) { Name = name });
    }

    /// <summary>Somebody whom the host has not met yet.</summary>
    public Driver Stranger(string user, string team = Team, bool guest = false) =>
        new(this, Guid.Empty, new Caller(Channel.Name, team, user) { Name = user, Guest = guest });

    /// <summary>A unit of work in the company's workspace: what it does is saved and committed.</summary>
    public async Task DoAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(WorkspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await work(scope.ServiceProvider);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>Reads from the company's workspace.</summary>
    public async Task<T> ReadAsync<T>(Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(WorkspaceId);
        return await read(scope.ServiceProvider.GetRequiredService<BotCoachDb>());
    }

    /// <summary>Receives an inbound as a channel's endpoint does, and sends what it caused.</summary>
    public async Task<Reply> ReceiveAsync(Inbound inbound)
    {
        var reply = await App.Services.GetRequiredService<IInbox>().ReceiveAsync(inbound, default);
        await SendDueAsync();
        return reply;
    }

    /// <summary>Runs every chore, and the sender, until there is nothing more to do now.</summary>
    public async Task RunDueAsync()
    {
        await Runner.RunUntilQuietAsync(Schedule.Chores, Clock.Now, default);
        Complain();
    }

    /// <summary>Moves the clock on, from due instant to due instant, doing at each what is due then.</summary>
    public Task JumpAsync(TimeSpan by) => JumpToAsync(Clock.Now + by);

    public async Task JumpToAsync(DateTimeOffset target)
    {
        await RunDueAsync();
        for (var step = 0; Clock.Now < target; step++)
        {
            if (step == MostSteps) throw new InvalidOperationException($"Something is due again and again: {Clock.Now:O} after {step} steps.");
            var next = await Runner.NextDueAsync(Schedule.Chores, default) ?? target;
            var soonest = Clock.Now.AddMilliseconds(1);
            Clock.JumpTo(next >= target ? target : next < soonest ? soonest : next);
            await RunDueAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        if (_ownsDatabase) await Database.DisposeAsync();
    }

    private ChoreRunner Runner => App.Services.GetRequiredService<ChoreRunner>();

    private async Task StartAppAsync(Action<IServiceCollection>? adjust, string[] settings)
    {
        App = BotCoach.App.Build(["--ConnectionStrings:BotCoach", Database.ConnectionString, "--urls", "http://127.0.0.1:0", .. settings], builder =>
        {
            Replace(builder.Services);
            // what is told to a collector is told here too
            foreach (var other in builder.Services.Where(s => s.ServiceType == typeof(ILoggerProvider) && !IsExporter(s)).ToList()) builder.Services.Remove(other);
            builder.Logging.AddProvider(Faults);
            adjust?.Invoke(builder.Services);
            if (builder.Services.Any(s => s.ServiceType == typeof(Ticking))) return;
            foreach (var own in builder.Services.Where(IsMetronome).ToList()) builder.Services.Remove(own);
        });
        await BotCoach.App.PrepareAsync(App);
        await App.StartAsync();
    }

    private static bool IsExporter(ServiceDescriptor provider) => provider.ImplementationFactory?.GetType().GenericTypeArguments[^1].Name == "OpenTelemetryLoggerProvider";

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.AddSingleton<IChannel>(Channel);
    }

    private static bool IsMetronome(ServiceDescriptor service) => service.ServiceType == typeof(IHostedService)
        && (service.ImplementationType == typeof(OutboxLoop) || service.ImplementationType == typeof(Metronome));

    private Task FoundAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(new Workspace { Id = WorkspaceId, Name = "Testing Ltd", CreatedAt = Clock.Now });
        db.Installations.Add(new Installation { Channel = Channel.Name, ExternalId = Team, WorkspaceId = WorkspaceId, Name = "Testing Ltd", AddedAt = Clock.Now });
        return Task.CompletedTask;
    }

    private async Task SendDueAsync()
    {
        await App.Services.GetRequiredService<OutboxSender>().RunDueAsync(Clock.Now, default);
        Complain();
    }

    private void Complain()
    {
        var routes = App.Services.GetRequiredService<RouteTable>();
        var dead = Channel.All.SelectMany(m => m.Message.AllButtons).FirstOrDefault(b => routes.Find(RouteKind.Button, b.Action) is null);
        if (dead is not null && !ToleratesFaults) throw new InvalidOperationException($"The button \"{dead.Label}\" leads nowhere: {dead.Action}");
        if (Channel.OurBugs.Count > 0) throw new InvalidOperationException($"No platform takes {string.Join("; ", Channel.OurBugs)}");
        if (!ToleratesFaults) Faults.ThrowIfAny();
    }
}

/// <summary>Among a host's services: the metronome stays in, and things happen by themselves.</summary>
public sealed class Ticking;
