using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;

namespace BotCoach.Benchmarks;

/// <summary>
/// From process start of the built assembly to a served page, and memory when idle: whole processes, on a database that is there already (a
/// second start), on one that is not (a first start, with the sample), and a bare ASP.NET host in the same run as the limit.
/// </summary>
internal static class StartBenchmark
{
    private const int Rounds = 5;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "BotCoach.dll");
        var self = typeof(StartBenchmark).Assembly.Location;
        var (first, second, bare) = (new List<Measured>(), new List<Measured>(), new List<Measured>());
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("botcoach-start-").FullName;
            first.Add(await MeasureAsync([assembly], folder, TimeSpan.Zero));
            second.Add(await MeasureAsync([assembly], folder, round == 0 ? Idle : TimeSpan.FromSeconds(3)));
            bare.Add(await MeasureAsync([self, "bare"], folder, TimeSpan.FromSeconds(1)));
            Directory.Delete(folder, true);
        }
        Console.WriteLine("| start | page after, ms: median [min..max] | people shown after, ms | memory when idle, MB |");
        Console.WriteLine("| --- | --- | --- | --- |");
        Print("first start: new database, sample pipeline", first, first[0].Memory);
        Print("second start", second, second[0].Memory);
        Print("bare ASP.NET host, one page (the limit)", bare, bare[0].Memory);
        return 0;
    }

    /// <summary>The least that can answer: what no host on this runtime gets below.</summary>
    public static async Task<int> BareAsync(string[] args)
    {
        var app = WebApplication.Create(args);
        app.MapGet("/", () => "bare");
        await app.RunAsync();
        return 0;
    }

    private static async Task<Measured> MeasureAsync(string[] command, string folder, TimeSpan idle)
    {
        var url = $"http://127.0.0.1:{Load.FreePort()}";
        var start = new ProcessStartInfo("dotnet", [.. command, "--urls", url]) { WorkingDirectory = folder, RedirectStandardOutput = true };
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient();
        while (!await IsServedAsync(http, url)) await Task.Delay(5);
        var served = watch.Elapsed;
        // what the page asks first: it builds the model and, on a first start, makes the sample
        await http.GetAsync($"{url}/web/people");
        var usable = watch.Elapsed;
        await Task.Delay(idle);
        process.Refresh();
        var memory = process.WorkingSet64 / 1e6;
        process.Kill();
        await process.WaitForExitAsync();
        return new Measured(served, usable, memory);
    }

    private static async Task<bool> IsServedAsync(HttpClient http, string url)
    {
        try
        {
            return (await http.GetAsync(url)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static void Print(string name, List<Measured> all, double memory)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Range(all, m => m.Served)} | {Range(all, m => m.Usable)} | {memory:0} |"));
    }

    private static string Range(List<Measured> all, Func<Measured, TimeSpan> of)
    {
        var ms = all.Select(m => of(m).TotalMilliseconds).Order().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{ms[ms.Count / 2]:0} [{ms[0]:0}..{ms[^1]:0}]");
    }

    private sealed record Measured(TimeSpan Served, TimeSpan Usable, double Memory);
}
