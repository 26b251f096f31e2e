using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Nudges;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>
/// A Monday's nine o'clock in the fullest zone: everybody's brief falls due at once, over eight deals each that were judged during the night. From the first
/// claim to the last commit, with the messages in the outbox.
/// </summary>
internal static class BriefBenchmark
{
    private const int DealsEach = 8;
    private const int Mondays = 3;

    /// <param name="instances">How many instances of the bot share the work, each on one thread.</param>
    public static async Task<int> RunAsync(int instances, int people)
    {
        await using var server = await PrivatePostgres.StartAsync();
        var connection = await server.CreateAsync("briefs");
        await SweepCompany.SeedAsync(connection, people * DealsEach, people);
        List<WebApplication> apps = [];
        for (var i = 0; i < instances; i++) apps.Add(await AppOf(connection));
        var monday = Nine(TimeProvider.System.GetUtcNow());
        for (var week = 0; week <= Mondays; week++, monday = Nine(monday.AddDays(1)))
        {
            var runner = apps[0].Services.GetRequiredService<ChoreRunner>();
            await SweepCompany.RunAsync(connection, $"update person_due set at = '{monday:O}' where kind = 'Brief'");
            while (await runner.RunAsync(typeof(NudgeSweep), monday.AddMinutes(-1), default) > 0) { }
            // those of the week before have gone out
            await SweepCompany.RunAsync(connection, "update message_delivery set state = 'Sent', sent_revision = revision, reference = id::text, not_before = null, sent_at = now()");
            await SweepCompany.RunAsync(connection, "vacuum analyze");
            var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            await Task.WhenAll(apps.Select(a => Task.Run(() => DrainAsync(a, monday))));
            var (seconds, used) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            var sent = await SweepCompany.RunAsync(connection, $"select count(*) from outgoing_message where created_at = '{monday:O}'");
            if (week > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {people:#,0} people, {sent:#,0} briefs, {instances} instances | {seconds:0.0} s | {people / seconds:#,0} people/s | {sent / seconds:#,0} briefs/s | {1000 * used / people:0.00} ms of our processor time each |"));
        }
        foreach (var app in apps) await app.DisposeAsync();
        return 0;
    }

    private static async Task DrainAsync(WebApplication app, DateTimeOffset now)
    {
        while (await app.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(BriefRun), now, default) > 0) { }
    }

    private static async Task<WebApplication> AppOf(string connection)
    {
        var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        return app;
    }

    /// <summary>The next Monday's nine o'clock in Berlin, where they all work.</summary>
    private static DateTimeOffset Nine(DateTimeOffset after)
    {
        var zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
        var day = Instant.FromDateTimeOffset(after).InZone(zone).Date.Next(IsoDayOfWeek.Monday);
        return day.At(new LocalTime(9, 0)).InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime();
    }
}
