using System.Text;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.CrashHost;

/// <summary>
/// A morning of the sample company, with the product's own routes and chores, to be killed anywhere: briefs at nine, taps on deals, a press on a
/// brief, an import shared in chat. Acts carry numbers; an act whose reply was returned is noted as acknowledged, as a platform would.
/// </summary>
public static class SpineRun
{
    private const string Channel = "file";
    private static readonly DateTimeOffset Seven = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Nine = Seven.AddHours(2);

    private static readonly Act[] Acts =
    [
        Typed("maya", "heard Everline"), Typed("maya", "touched Everline"), Typed("jonas", "heard Helios"), Typed("maya", "heard Everline"),
        new Act("maya", (id, caller, db) => PressAsync(id, caller, db, "Your brief", "nudge.snooze")), Typed("jonas", "touched Helios"),
        new Act("tom", (id, caller, _) => Task.FromResult<Inbound>(new FileShared(id, caller, [File()]))), Typed("jonas", "touched Helios"),
        new Act("tom", (id, caller, db) => PressAsync(id, caller, db, "Import of", "import.apply")),
    ];

    /// <summary>Runs what the clock does, all acts that are not acknowledged yet, and sends what is due; prints how many crash points it passed.</summary>
    public static async Task<int> RunAsync(string connection, string folder, bool lookups, int dieAt, int minutesLater)
    {
        var points = new CrashPoints(dieAt);
        var clock = new MorningClock { Now = Nine.AddMinutes(minutesLater) };
        await using var app = Build(connection, folder, lookups, points, clock);
        await App.PrepareAsync(app);
        await SeedAsync(app.Services);
        points.Begin();
        await RunDueAsync(app.Services, clock);
        var known = System.IO.File.Exists(AckFile(folder)) ? System.IO.File.ReadAllLines(AckFile(folder)) : [];
        for (var act = 1; act <= Acts.Length; act++)
        {
            clock.Now = Nine.AddMinutes(minutesLater + act);
            if (!known.Contains($"{act}")) await ActAsync(app.Services, act, folder);
            if (act % 2 == 1) await RunDueAsync(app.Services, clock);
        }
        await RunDueAsync(app.Services, clock);
        Console.WriteLine($"passed {points.Count}, accepted {points.Accepted}");
        return 0;
    }

    public static string PlatformFile(string folder) => Path.Combine(folder, "platform.jsonl");

    private static string AckFile(string folder) => Path.Combine(folder, "acknowledged.txt");

    private static WebApplication Build(string connection, string folder, bool lookups, CrashPoints points, MorningClock clock) =>
        App.Build([$"--ConnectionStrings:BotCoach={connection}", "--Playground:Enabled=false"], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.RemoveAll<IHostedService>();
            builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
            builder.Services.AddSingleton<IChannel>(new FilePlatform(PlatformFile(folder), lookups, points.Pass));
            builder.Services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(points, points.Statements()));
            builder.Services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(points, points.Statements()));
        });

    private static Task SeedAsync(IServiceProvider services) => services.GetRequiredService<ChoreRunner>().TwiceAsync(async unit =>
    {
        var db = unit.GetRequiredService<BotCoachDb>();
        if (!await unit.GetRequiredService<SamplePipeline>().EnsureAsync(Channel, Seven)) return false;
        await db.SaveChangesAsync();
        foreach (var person in await db.People.ToListAsync())
            await unit.GetRequiredService<Roster>().IntroduceAsync(person.Id, new Address(Channel, SamplePipeline.Team, Person(person.Name)), Seven);
        return true;
    }, default);

    private static async Task ActAsync(IServiceProvider services, int act, string folder)
    {
        var (user, make) = Acts[act - 1];
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        var inbound = await make($"act-{act}", new Caller(Channel, SamplePipeline.Team, user), db);
        await services.GetRequiredService<IInbox>().ReceiveAsync(inbound, default);
        await System.IO.File.AppendAllTextAsync(AckFile(folder), $"{act}\n");
    }

    private static Task RunDueAsync(IServiceProvider services, MorningClock clock) =>
        services.GetRequiredService<ChoreRunner>().RunUntilQuietAsync(Schedule.Chores, clock.Now, default);

    private static Act Typed(string user, string words) => new(user, (id, caller, _) => Task.FromResult<Inbound>(new CommandTyped(id, caller, words)));

    /// <summary>Presses the first such button on the person's newest message that begins with these words; one that was pressed is gone by then.</summary>
    private static async Task<Inbound> PressAsync(string id, Caller caller, BotCoachDb db, string begins, string action)
    {
        var person = (await db.Identities.AsNoTracking().SingleAsync(i => i.ExternalId == caller.User)).PersonId;
        var messages = await db.OutgoingMessages.AsNoTracking().Where(m => m.PersonId == person).OrderByDescending(m => m.Id).ToListAsync();
        var row = messages.First(m => Message.FromJson(m.Content).Words.StartsWith(begins, StringComparison.Ordinal));
        var button = Message.FromJson(row.Content).AllButtons.FirstOrDefault(b => b.Action == action);
        return new ButtonPressed(id, caller, action, button?.Value ?? "gone") { MessageReference = row.Reference };
    }

    private static SharedFile File()
    {
        var bytes = Encoding.UTF8.GetBytes("id,name,account,owner,stage\n1,Acme rollout,Acme,Maya Chen,Discovery\n2,Beta rollout,Beta,Jonas Weber,Discovery\n");
        return new SharedFile("deals.csv", bytes.Length, _ => Task.FromResult<Stream>(new MemoryStream(bytes)));
    }

    private static string Person(string name) => name.Split(' ')[0].ToLowerInvariant();

    private sealed record Act(string User, Func<string, Caller, BotCoachDb, Task<Inbound>> Make);

    private sealed class MorningClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.UtcTicks;
    }
}
