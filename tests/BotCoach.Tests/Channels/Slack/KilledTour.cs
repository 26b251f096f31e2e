using BotCoach.Channels;
using BotCoach.CrashHost;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The README's tour, walked in a fake Slack that survives, while the host behind it is killed as fate will have it.</summary>
internal sealed class KilledTour : IAsyncDisposable
{
    private static readonly string[] Staff = ["Maya Chen", "Jonas Weber", "Priya Nair", "Tom Okafor"];
    private readonly SharedClock _clock;
    private readonly string _clockFile;
    private readonly MortalHost _host;
    private readonly SlackSender _sender;
    private readonly Random _random;

    private KilledTour(TestDatabase database, SlackServer slack, SharedClock clock, string clockFile, MortalHost host, bool socket, Random random)
    {
        (Database, Slack, _clock, _clockFile, _host, _random) = (database, slack, clock, clockFile, host, random);
        _sender = new SlackSender(slack, host);
        Driver = new SlackDriver(slack, _sender, () => _host.DoAsync("settle"), JumpAsync) { DoesAgain = true };
        Intruder = new Intruder(slack, _sender, host, database, door: socket ? 404 : 401);
    }

    public TestDatabase Database { get; }
    public SlackServer Slack { get; }
    public SlackDriver Driver { get; }
    public Intruder Intruder { get; }
    public IReadOnlyList<string> Deaths => _host.Deaths;
    public IReadOnlyList<string> Births => _host.Births;

    /// <summary>Whether the bot may read its chats' history.</summary>
    public bool History => Slack.App.Scopes.Contains("im:history");

    /// <summary>How many acts of people the walk has.</summary>
    public int Acts { get; private set; }

    /// <param name="history">Whether the bot may read its chats' history.</param>
    public static async Task<KilledTour> SetAsync(Db kind, bool socket, bool history, Random random, Fates? fates)
    {
        var clockFile = Path.GetTempFileName();
        // A Monday, after the dates that stand in the tour's file.
        var clock = new SharedClock(clockFile) { Now = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero) };
        var slack = await SlackServer.StartAsync(clock);
        // The clock stands still while the host is started again and again.
        slack.Limits.Allow("apps.connections.open", int.MaxValue);
        if (!history) slack.App.Scopes.Remove("im:history");
        if (!history) slack.Forgiven.Add("conversations.history: missing_scope");
        var team = slack.World.AddTeam("T0NORTH", "Northwind");
        foreach (var name in Staff)
            team.AddUser(name, name == "Jonas Weber" ? "Europe/Berlin" : "Europe/London", u => u.Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example");
        var database = await Databases.NewAsync(kind);
        string[] Arguments(bool isFirst) =>
        [
            "slack", database.ConnectionString, slack.ApiUrl.ToString(), isFirst ? team.Id : SlackDoors.NotSet, team.BotToken,
            socket ? SlackDoors.NotSet : slack.App.SigningSecret, socket ? slack.App.AppToken : SlackDoors.NotSet, clockFile,
        ];
        var tour = new KilledTour(database, slack, clock, clockFile, new MortalHost(slack, Arguments, socket, fates), socket, random);
        await tour._host.BeginAsync();
        return tour;
    }

    /// <summary>Walks it; after one act in five, <paramref name="withIntruder"/>, somebody does what nobody may.</summary>
    public Task WalkAsync(bool withIntruder) => Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(Driver, async step =>
    {
        if (step.Verb is not ("type" or "press" or "submit" or "share")) return;
        Acts++;
        if (withIntruder && _random.Next(5) == 0) await Intruder.TryAsync();
    });

    /// <summary>How many points a walk passed that nobody killed.</summary>
    public async Task<WalkSize> SizeAsync(TimeSpan took)
    {
        var counts = (await _host.DoAsync("count")).Split(' ');
        return new WalkSize(int.Parse(counts[0]), int.Parse(counts[1]), took);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Slack.DisposeAsync();
        await Database.DisposeAsync();
        _clock.Dispose();
        File.Delete(_clockFile);
    }

    private async Task JumpAsync(SlackUser user, LocalJump jump)
    {
        var target = jump == LocalJump.Week ? _clock.Now.AddDays(7).UtcTicks : long.Parse(await _host.DoAsync($"morning {user.RealName}"));
        await _host.DoAsync($"jump {target}");
    }
}
