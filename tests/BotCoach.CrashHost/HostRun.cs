using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.CrashHost;

/// <summary>
/// The real host, set up for a fake platform, to be killed anywhere. It does what time brings when it is told, by lines: <c>die POINT</c>,
/// <c>count</c>, <c>settle</c>, <c>morning NAME</c>, <c>jump TICKS</c>; each is answered by a line <c>done …</c>. Ends when nothing
/// more can come.
/// </summary>
public static class HostRun
{
    public const string Listening = "listening ";
    public const string Done = "done ";
    public const string Died = "died ";
    public const string Fault = "fault ";

    /// <summary>Stands for what a run does without.</summary>
    public const string NotSet = "-";

    internal static async Task<int> RunAsync(IPlatformRun platform, string connection, string clockFile, int dieAt)
    {
        using var clock = new SharedClock(clockFile);
        var points = new CrashPoints(dieAt);
        if (dieAt != 0) points.Begin();
        await using var app = Build(platform, connection, points, clock);
        await App.PrepareAsync(app);
        await app.StartAsync();
        await platform.BeginAsync(app.Services);
        Console.WriteLine(Listening + app.Urls.First());
        var time = new HostTime(app.Services, clock, platform);
        while (await Console.In.ReadLineAsync() is { } line)
            Console.WriteLine(Done + await DoAsync(line.Split(' ', 3), points, time));
        await app.StopAsync();
        return 0;
    }

    private static WebApplication Build(IPlatformRun platform, string connection, CrashPoints points, SharedClock clock) => App.Build(
    [
        "--ConnectionStrings:BotCoach", connection, "--Playground:Enabled", "false", "--urls", "http://127.0.0.1:0", .. platform.Settings,
    ], builder =>
    {
        var services = builder.Services;
        builder.Logging.ClearProviders().AddProvider(new FaultLines());
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        // What time brings comes when it is told; what a click brings comes by itself.
        services.Remove(services.Single(s => s.ImplementationType == typeof(Metronome)));
        platform.Prepare(services, points);
        services.AddSingleton<IStartupFilter>(new AnswerPoints(points));
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(points, points.Statements()));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(points, points.Statements()));
    });

    private static async Task<string> DoAsync(string[] line, CrashPoints points, HostTime time)
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
}

/// <summary>What is a platform's own in a run.</summary>
internal interface IPlatformRun
{
    /// <summary>The channel's permanent name.</summary>
    string Channel { get; }

    IEnumerable<string> Settings { get; }

    /// <summary>Its calls pass points to die at, and what it looks for by itself is looked for when it is told.</summary>
    void Prepare(IServiceCollection services, CrashPoints points);

    /// <summary>What it does once the host runs.</summary>
    Task BeginAsync(IServiceProvider services);

    /// <summary>Does what was kept for later and did not come to be done.</summary>
    Task SweepAsync(IServiceProvider services);
}
