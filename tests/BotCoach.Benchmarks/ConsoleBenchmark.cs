using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using BotCoach.Admin;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>
/// How long the console's page of a large draft (12 stages, 120 criteria) takes, over real HTTP on this machine, beside its limits: a page that asks the database
/// for nothing, the same bytes as the draft's page, ready in memory, from the same host, and the smallest queries, as many as the page has.
/// </summary>
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
        Console.WriteLine("| database | page | server, median ms | p95 ms | wanted p95 | round trip, median ms | p95 ms | KB |\n|---|---|---|---|---|---|---|---|");
        foreach (var (name, connection) in new[] { ("PostgreSQL", await postgres.CreateAsync("console")), ("SQLite", $"Data Source={file}") }) await MeasureAsync(name, connection);
        File.Delete(file);
        return 0;
    }

    private static async Task MeasureAsync(string database, string connection)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection, "--urls", "http://127.0.0.1:0"]);
        await App.PrepareAsync(app);
        byte[] ready = [];
        app.MapGet("/ready", () => Results.Bytes(ready, "text/html; charset=utf-8"));
        app.MapGet("/queries", AskAsync);
        var (process, secret, visit) = await SeedAsync(app);
        await app.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(app.Urls.First()) };
        await SignInAsync(app, http, secret, visit);
        var draft = $"/admin/stages/{process}/draft";
        ready = await http.GetByteArrayAsync(draft);
        foreach (var (page, path) in new[] { ("no query (signing in)", "/admin/sign-in"), ("the draft’s bytes, ready in memory", "/ready"), ("as many queries as the page’s, of one word each", "/queries"), ("draft, 12 stages, 120 criteria", draft), ("the same, each look after a change", draft) })
        {
            var (server, trip, bytes) = await TimeAsync(http, path, page.StartsWith("the same", StringComparison.Ordinal) ? () => ChangeAsync(app, process) : null);
            Console.WriteLine($"| {database} | {page} | {server[Looks / 2]:0.0} | {server[Looks * 95 / 100]:0.0} | {(path == draft ? "30" : "")} | {trip[Looks / 2]:0.0} | {trip[Looks * 95 / 100]:0.0} | {bytes / 1024} |");
        }
        await app.StopAsync();
    }

    /// <summary>What the page asks the database: the visit, its person, their accounts, the company, how the draft stands, its process, and what is published of it.</summary>
    private static async Task AskAsync(HttpContext http)
    {
        const int Queries = 7;
        var services = http.RequestServices;
        services.GetRequiredService<WorkspaceScope>().Enter(Workspace);
        for (var i = 0; i < Queries; i++) await services.GetRequiredService<BotCoachDb>().People.Select(p => p.Name).FirstOrDefaultAsync();
    }

    /// <summary>As after an edit: whatever a host has kept of the draft is older than it.</summary>
    private static async Task ChangeAsync(WebApplication app, Guid process)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(Workspace);
        await scope.ServiceProvider.GetRequiredService<BotCoachDb>().ProcessVersions.Where(v => v.ProcessId == process).ExecuteUpdateAsync(set => set.SetProperty(v => v.Revision, v => v.Revision + 1));
    }

    /// <summary>In the server, by its own clock of requests, and until a browser has the last byte, which it keeps none of: what it would leave to be collected is not the page's.</summary>
    private static async Task<(double[] Server, double[] Trip, int Bytes)> TimeAsync(HttpClient http, string path, Func<Task>? before)
    {
        var (trip, bytes, buffer) = (new double[Looks], 0, new byte[64 * 1024]);
        using var clock = new ServerClock();
        for (var i = -Warm; i < Looks; i++)
        {
            if (before is not null) await before();
            var watch = Stopwatch.StartNew();
            using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.Content.ReadAsStreamAsync();
            bytes = 0;
            for (var read = 1; read > 0; bytes += read) read = await body.ReadAsync(buffer);
            if (i >= 0) trip[i] = watch.Elapsed.TotalMilliseconds;
            if (answer.StatusCode != HttpStatusCode.OK || answer.RequestMessage!.RequestUri!.AbsolutePath != path) throw new InvalidOperationException($"{path} was not shown: {answer.StatusCode}");
        }
        var server = await clock.LastAsync(Warm + Looks, Looks);
        Array.Sort(server);
        Array.Sort(trip);
        return (server, trip, bytes);
    }

    /// <summary>What the host itself measures of each request, from its first line to the last byte of the answer.</summary>
    private sealed class ServerClock : IDisposable
    {
        private readonly List<double> _times = [];
        private readonly MeterListener _listener = new();

        public ServerClock()
        {
            _listener.InstrumentPublished = (instrument, listener) => { if (instrument.Name == "http.server.request.duration") listener.EnableMeasurementEvents(instrument); };
            _listener.SetMeasurementEventCallback<double>((_, seconds, _, _) => { lock (_times) _times.Add(seconds * 1000); });
            _listener.Start();
        }

        /// <summary>The last so many, once all are there: the browser has its answer a little before the host has noted it.</summary>
        public async Task<double[]> LastAsync(int all, int last)
        {
            while (true)
            {
                lock (_times) if (_times.Count >= all) return [.. _times[^last..]];
                await Task.Delay(10);
            }
        }

        public void Dispose() => _listener.Dispose();
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
