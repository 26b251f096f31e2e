using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using BotCoach.Admin;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>How long the console's page of a large draft (12 stages, 120 criteria) takes, over real HTTP on this machine, beside a page that asks the database for nothing.</summary>
internal static partial class ConsoleBenchmark
{
    private const int Stages = 12;
    private const int Criteria = 10;
    private const int Warm = 400;
    private const int Looks = 400;
    private static readonly Guid Workspace = Guid.Parse("0190b000-0000-7000-8000-00000000c0de");

    public static async Task<int> RunAsync()
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var file = Path.GetTempFileName();
        Console.WriteLine("| database | page | median ms | p95 ms | wanted p95 | KB |\n|---|---|---|---|---|---|");
        foreach (var (name, connection) in new[] { ("PostgreSQL", await postgres.CreateAsync("console")), ("SQLite", $"Data Source={file}") }) await MeasureAsync(name, connection);
        File.Delete(file);
        return 0;
    }

    private static async Task MeasureAsync(string database, string connection)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--urls", "http://127.0.0.1:0"]);
        await App.PrepareAsync(app);
        var (process, secret, visit) = await SeedAsync(app);
        await app.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        await SignInAsync(app, http, secret, visit);
        foreach (var (page, path) in new[] { ("bare (signing in)", "/admin/sign-in"), ("draft, 12 stages, 120 criteria", $"/admin/stages/{process}/draft") })
        {
            var (times, bytes) = await TimeAsync(http, path);
            Console.WriteLine($"| {database} | {page} | {times[Looks / 2]:0.0} | {times[Looks * 95 / 100]:0.0} | {(page[0] == 'd' ? "30" : "")} | {bytes / 1024} |");
        }
        await app.StopAsync();
    }

    private static async Task<(double[] Times, int Bytes)> TimeAsync(HttpClient http, string path)
    {
        var (times, bytes) = (new double[Looks], 0);
        for (var i = -Warm; i < Looks; i++)
        {
            var watch = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path);
            var html = await answer.Content.ReadAsByteArrayAsync();
            if (i >= 0) times[i] = watch.Elapsed.TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.OK || answer.RequestMessage!.RequestUri!.AbsolutePath != path) throw new InvalidOperationException($"{path} was not shown: {answer.StatusCode}");
            bytes = html.Length;
        }
        Array.Sort(times);
        return (times, bytes);
    }

    private static async Task<(Guid Process, string Secret, Guid Visit)> SeedAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(Workspace);
        var (db, now) = (scope.ServiceProvider.GetRequiredService<BotCoachDb>(), CoachClock.ToMilliseconds(DateTimeOffset.UtcNow));
        var admin = new Person { WorkspaceId = Workspace, Id = Guid.CreateVersion7(now), Name = "Ada", Role = Role.Admin, CreatedAt = now };
        var (secret, visit) = (ConsoleLink.NewSecret(), Guid.CreateVersion7(now));
        db.Workspaces.Add(new Workspace { Id = Workspace, Name = "Northwind", CreatedAt = now });
        db.People.Add(admin);
        db.ConsoleVisits.Add(new ConsoleVisit { WorkspaceId = Workspace, Id = visit, PersonId = admin.Id, LinkHash = ConsoleLink.Hash(secret), State = ConsoleVisitState.Offered, MadeAt = now, Until = now.AddMinutes(10) });
        await db.SaveChangesAsync();
        var draft = await scope.ServiceProvider.GetRequiredService<Drafts>().BeginAsync("Large", Book(), admin.Id, now);
        await db.SaveChangesAsync();
        return (draft.ProcessId, secret, visit);
    }

    /// <summary>The button is pressed as a browser does; the yes in chat is written by hand.</summary>
    private static async Task SignInAsync(WebApplication app, HttpClient http, string secret, Guid visit)
    {
        var page = await http.GetStringAsync($"/admin/in/{secret}");
        var token = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);
        using var pressed = await http.PostAsync($"/admin/in/{secret}", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(Workspace);
        await scope.ServiceProvider.GetRequiredService<BotCoachDb>().ConsoleVisits.Where(v => v.Id == visit).ExecuteUpdateAsync(set => set
            .SetProperty(v => v.State, ConsoleVisitState.Open).SetProperty(v => v.IsConfirmed, true).SetProperty(v => v.Until, DateTimeOffset.UtcNow.AddHours(12)));
    }

    private static StageBook Book()
    {
        var seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);
        return seven with { Stages = [.. Enumerable.Range(0, Stages).Select(i => Stage(seven.Stages[Math.Min(i, 4)], i))] };
    }

    private static Stage Stage(Stage like, int at) => like with
    {
        Id = $"stage-{at}", Name = $"Stage {at}", Kind = StageKind.Pipeline, Entry = [],
        Exit = [.. Enumerable.Range(0, Criteria).Select(i => like.Exit[i % like.Exit.Count] with { Id = $"criterion-{at}-{i}", Text = $"What must be true here, point {at}.{i} of the list." })],
        Artifacts = [.. like.Artifacts.Select(a => a with { Id = $"{a.Id}-{at}" })], Tasks = [.. like.Tasks.Select(t => t with { Id = $"{t.Id}-{at}" })], FailureModes = [.. like.FailureModes.Select(f => f with { Id = $"{f.Id}-{at}" })],
    };

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
