using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BotCoach.People;
using Process = System.Diagnostics.Process;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Benchmarks;

/// <summary>
/// The Maven set twenty times under other ids (176,000 deals with their events), imported by a process of its own while another one clicks;
/// then the same rows loaded by the database alone, in the same run, as the bare limit.
/// </summary>
internal static class ImportBenchmark
{
    private const int Times = 20;
    private const string Team = "bench";

    public static async Task<int> RunAsync(string[] which)
    {
        if (Maven() is not { } folder)
        {
            Console.Error.WriteLine("../shared/data/maven-crm is not there");
            return 2;
        }
        var work = Directory.CreateTempSubdirectory("botcoach-bench-").FullName;
        try
        {
            string[] files = [Repeated(folder, work), .. new[] { "accounts.csv", "products.csv", "sales_teams.csv" }.Select(f => Path.Combine(folder, f))];
            var (rows, looks) = (new List<string>(), new List<string>());
            if (which.Length == 0 || which.Contains("sqlite")) rows.Add(await MeasureAsync("SQLite", $"Data Source={work}/import.db", files, c => BareLimit.SqliteAsync(c, $"{work}/bare.db"), looks));
            if (which.Length == 0 || which.Contains("postgres"))
            {
                await using var server = await PrivatePostgres.StartAsync();
                rows.Add(await MeasureAsync("PostgreSQL", await server.CreateAsync("import"), files, async c => await BareLimit.PostgresAsync(c, await server.CreateAsync("bare"), work), looks));
            }
            Console.WriteLine();
            Console.WriteLine("| database | deals | seconds | deals/s | bare limit, deals/s | of the bare limit | peak memory of the import | clicks meanwhile | slowest click | median click |");
            Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
            foreach (var row in rows) Console.WriteLine(row);
            Console.WriteLine();
            Console.WriteLine("| database | among all of them | median, ms | slowest, ms |");
            Console.WriteLine("|---|---|---|---|");
            foreach (var look in looks) Console.WriteLine(look);
            return 0;
        }
        finally
        {
            Directory.Delete(work, true);
        }
    }

    private static async Task<string> MeasureAsync(string name, string connection, string[] files, Func<string, Task<TimeSpan>> bareAsync, List<string> looks)
    {
        await PrepareAsync(connection);
        using var clicker = Start("import-click", connection, Team);
        await clicker.StandardOutput.ReadLineAsync();
        using var import = Start(["import-run", connection, .. files]);
        var result = JsonDocument.Parse(await import.StandardOutput.ReadToEndAsync()).RootElement;
        await import.WaitForExitAsync();
        clicker.StandardInput.Close();
        var clicks = JsonSerializer.Deserialize<double[]>(await clicker.StandardOutput.ReadToEndAsync())!.Order().ToArray();
        await clicker.WaitForExitAsync();
        using var look = Start("import-look", connection, Team);
        foreach (var line in (await look.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries)) looks.Add($"| {name} | {line} |");
        var (deals, seconds) = (result.GetProperty("deals").GetInt32(), result.GetProperty("seconds").GetDouble());
        var bare = await bareAsync(connection);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {deals:#,0} | {seconds:0.0} | {deals / seconds:#,0} | {deals / bare.TotalSeconds:#,0} | {bare.TotalSeconds / seconds:P0} | {result.GetProperty("peakMb").GetDouble():0} MB | {clicks.Length} | {clicks[^1]:0} ms | {clicks[clicks.Length / 2]:0} ms |");
    }

    private static async Task PrepareAsync(string connection)
    {
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var now = TimeProvider.System.GetUtcNow();
        var workspace = new Workspace { Id = Guid.CreateVersion7(now), Name = "Bench", CreatedAt = now };
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace.Id);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(workspace);
        db.Installations.Add(new Installation { Channel = Clicker.Channel, ExternalId = Team, WorkspaceId = workspace.Id, Name = "Bench", AddedAt = now });
        await scope.ServiceProvider.GetRequiredService<StageShelf>().EnsureBuiltInAsync(now);
        await db.SaveChangesAsync();
    }

    private static Process Start(params string[] arguments)
    {
        string[] self = Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [typeof(ImportBenchmark).Assembly.Location] : [];
        return Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [.. self, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    private static string Repeated(string folder, string work)
    {
        var lines = File.ReadAllLines(Path.Combine(folder, "sales_pipeline.csv"));
        var path = Path.Combine(work, "sales_pipeline.csv");
        using var file = new StreamWriter(path);
        file.WriteLine(lines[0]);
        for (var time = 0; time < Times; time++)
            foreach (var line in lines.Skip(1)) file.WriteLine($"{time:00}-{line}");
        return path;
    }

    private static string? Maven()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data", "maven-crm") is var data && Directory.Exists(data)) return data;
        return null;
    }
}
