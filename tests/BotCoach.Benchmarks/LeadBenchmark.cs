using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Leads;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>
/// So many leads that came in at once, on a working Monday at ten, at a company with 100,000 deals: every second one is of a company that somebody has a deal with, the others
/// go in turn. From the first claim to the last commit, with the cards in the outbox.
/// </summary>
internal static class LeadBenchmark
{
    private const int Reps = 200;
    private const int Rounds = 3;

    public static async Task<int> RunAsync(int leads, int deals)
    {
        await using var server = await PrivatePostgres.StartAsync();
        var connection = await server.CreateAsync("leads");
        await SweepCompany.SeedAsync(connection, deals, Reps);
        await using var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        var ten = Ten();
        for (var round = 0; round <= Rounds; round++, ten = ten.AddDays(7))
        {
            await ComeAsync(connection, leads, ten);
            var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
            while (await app.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(LeadRun), ten, default) > 0) { }
            var (seconds, used) = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
            var offered = await SweepCompany.RunAsync(connection, $"select count(*) from lead where came_at = '{ten:O}' and state = 'Offered'");
            if (round > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {offered:#,0} leads, {Reps} reps, {deals:#,0} deals | {seconds:0.0} s | {offered / seconds:#,0} leads/s | {1000 * used / Math.Max(1, offered):0.0} ms of our processor time each |"));
        }
        return 0;
    }

    /// <summary>Those of the round before have gone out and are over.</summary>
    private static async Task ComeAsync(string connection, int leads, DateTimeOffset at)
    {
        await SweepCompany.RunAsync(connection, "update message_delivery set state = 'Sent', sent_revision = revision, reference = id::text, not_before = null, sent_at = now() - interval '2 days'");
        await SweepCompany.RunAsync(connection, "update lead set at = null, state = 'Disqualified'");
        await SweepCompany.RunAsync(connection, $"""
            insert into lead (workspace_id, id, received_at, came_at, source, name, company, email, state, at, offers, returns, revision, had_by)
            select w.id, gen_random_uuid(), '{at:O}', '{at:O}', 'web form', 'Lead ' || g,
                case when g % 2 = 0 then (select account from deal where account is not null offset g % 1000 limit 1) else 'Firm ' || g end, 'lead@firm' || g || '.example', 'Waiting', '{at:O}', 0, 0, 1, ''
            from workspace as w cross join generate_series(1, {leads}) as g
            """);
        await SweepCompany.RunAsync(connection, "vacuum analyze");
    }

    /// <summary>The next Monday's ten o'clock in Berlin, where they all work.</summary>
    private static DateTimeOffset Ten() => Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date.Next(IsoDayOfWeek.Monday)
        .At(new LocalTime(10, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Berlin"]).ToDateTimeOffset().ToUniversalTime();
}
