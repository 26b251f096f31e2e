using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BotCoach.CrashHost;

/// <summary>
/// The real host, set up for a fake Slack, to be killed anywhere. It does what time brings when it is told, by lines: <c>die POINT</c>,
/// <c>count</c>, <c>settle</c>, <c>morning NAME</c>, <c>jump TICKS</c>; each is answered by a line <c>done …</c>. Ends when nothing
/// more can come.
/// </summary>
public static class SlackRun
{
    public const string Listening = "listening ";
    public const string Done = "done ";
    public const string Died = "died ";
    public const string Fault = "fault ";

    public static async Task<int> RunAsync(string connection, SlackDoors doors, string clockFile, int dieAt)
    {
        using var clock = new SharedClock(clockFile);
        var points = new CrashPoints(dieAt);
        if (dieAt != 0) points.Begin();
        await using var app = Build(connection, doors, points, clock);
        await App.PrepareAsync(app);
        if (doors.Team != SlackDoors.NotSet) await SeedAsync(app.Services, doors.Team, clock.Now);
        await app.StartAsync();
        await app.Services.GetRequiredService<SlackStart>().IntroduceAsync(default);
        Console.WriteLine(Listening + app.Urls.First());
        var time = new SlackTime(app.Services, clock);
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(Done + await DoAsync(line.Split(' ', 3), app.Services, points, time));
        await app.StopAsync();
        return 0;
    }

    private static WebApplication Build(string connection, SlackDoors doors, CrashPoints points, SharedClock clock) => App.Build(
    [
        "--ConnectionStrings:BotCoach", connection, "--Playground:Enabled", "false", "--urls", "http://127.0.0.1:0", "--Slack:BotToken", doors.BotToken,
        "--Slack:ApiBaseUrl", doors.Api, .. doors.Secret == SlackDoors.NotSet ? [] : new[] { "--Slack:SigningSecret", doors.Secret },
        .. doors.AppToken == SlackDoors.NotSet ? [] : new[] { "--Slack:AppToken", doors.AppToken },
    ], builder =>
    {
        var services = builder.Services;
        builder.Logging.ClearProviders().AddProvider(new FaultLines());
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        // What time brings comes when it is told; what a click brings comes by itself.
        services.Remove(services.Single(s => s.ImplementationType == typeof(Metronome)));
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SlackStart)));
        services.AddSingleton<SlackStart>();
        services.Replace(ServiceDescriptor.Singleton(s => new SlackApi(
            new HttpClient(new SlackCallPoints(points)) { Timeout = Timeout.InfiniteTimeSpan }, s.GetRequiredService<IOptions<SlackOptions>>())));
        services.AddSingleton<IStartupFilter>(new AnswerPoints(points));
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(points, points.Statements()));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(points, points.Statements()));
    });

    private static async Task<string> DoAsync(string[] line, IServiceProvider services, CrashPoints points, SlackTime time)
    {
        switch (line)
        {
            case ["die", var point]: points.Begin(int.Parse(point)); return "";
            case ["count"]: return $"{points.Count} {points.Accepted}";
            case ["settle"]: await time.SettleAsync(); return "";
            case ["morning", .. var name]: return $"{(await time.NextMorningAsync(string.Join(' ', name))).UtcTicks}";
            case ["jump", var ticks]: await time.JumpToAsync(new DateTimeOffset(long.Parse(ticks), TimeSpan.Zero)); return "";
            default: throw new ArgumentException($"No such command: {string.Join(' ', line)}");
        }
    }

    /// <summary>The sample's company, in this team.</summary>
    private static Task SeedAsync(IServiceProvider services, string team, DateTimeOffset now) => services.GetRequiredService<ChoreRunner>().TwiceAsync(async unit =>
    {
        var db = unit.GetRequiredService<BotCoachDb>();
        if (!await unit.GetRequiredService<SamplePipeline>().EnsureAsync("sample", now)) return false;
        db.Installations.Add(new Installation { Channel = "slack", ExternalId = team, WorkspaceId = SamplePipeline.WorkspaceId, Name = team, AddedAt = now });
        return true;
    }, default);
}

/// <summary>How the host and Slack find one another. A team: the sample's company is made there.</summary>
public sealed record SlackDoors(string Api, string Team, string BotToken, string Secret, string AppToken)
{
    public const string NotSet = "-";
}

/// <summary>What time brings: all that is due, and the walk to another instant.</summary>
internal sealed class SlackTime(IServiceProvider services, SharedClock clock)
{
    private const int MostSteps = 5_000;

    /// <summary>Longer than a lease and a look for what was lost: after a death a message may be so late, and an import half as much.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    private static readonly TimeSpan LeftAfter = TimeSpan.FromMinutes(1);

    public DateTimeOffset Now => clock.Now;

    /// <summary>What goes on after an answer, what an earlier life left for later, and all that is due soon.</summary>
    public async Task SettleAsync()
    {
        var after = services.GetRequiredService<Afterwards>();
        await after.QuietAsync();
        if (await services.GetRequiredService<IChannelNotes>().ListAsync("slack", "later/", 1, default) is { Count: > 0 })
        {
            clock.Now += LeftAfter;
            await services.GetRequiredService<SlackLater>().SweepAsync(default);
        }
        await RunDueAsync();
        for (var (until, step) = (Now + Patience, 0); await SoonAsync(until) is { } next; step++)
        {
            if (step == MostSteps) throw new InvalidOperationException($"Something is due again and again: {Now:O}.");
            if (next.At > Now) clock.Now = next.At;
            if (next.IsMessage) await services.GetRequiredService<OutboxSender>().RunDueAsync(Now, default);
            else await RunDueAsync();
        }
    }

    /// <summary>What is due next, until then; whether it is only a message that waits for its turn.</summary>
    private async Task<(DateTimeOffset At, bool IsMessage)?> SoonAsync(DateTimeOffset until)
    {
        await using var scope = services.CreateAsyncScope();
        var message = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().NextMessageDueAsync(default);
        if (message <= Now) return (message.Value, true);
        var next = await Runner.NextDueAsync(Schedule.Chores, default);
        return next <= until ? (next.Value, next == message) : null;
    }

    /// <summary>From due instant to due instant.</summary>
    public async Task JumpToAsync(DateTimeOffset target)
    {
        await RunDueAsync();
        for (var step = 0; Now < target; step++)
        {
            if (step == MostSteps) throw new InvalidOperationException($"Something is due again and again: {Now:O}.");
            var next = await Runner.NextDueAsync(Schedule.Chores, default) ?? target;
            var soonest = Now.AddMilliseconds(1);
            clock.Now = next >= target ? target : next < soonest ? soonest : next;
            await RunDueAsync();
        }
    }

    public async Task<DateTimeOffset> NextMorningAsync(string name)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter(SamplePipeline.WorkspaceId);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Name == name && p.MergedInto == null);
        return WorkCalendar.Of(person, await db.Workspaces.AsNoTracking().SingleAsync()).NextStart(Now);
    }

    private ChoreRunner Runner => services.GetRequiredService<ChoreRunner>();

    private Task RunDueAsync() => Runner.RunUntilQuietAsync(Schedule.Chores, Now, default);
}
