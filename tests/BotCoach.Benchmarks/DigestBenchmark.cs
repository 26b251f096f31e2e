using System.Diagnostics;
using System.Globalization;
using BotCoach.Chat;
using BotCoach.Digests;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>
/// A Monday around the world: managers in thirty zones, each with eight reps and 250 open deals with eight entries of history each. Their digests are made zone after zone, from the first claim to the
/// last commit, with the messages in the outbox: first those that say how things stand, then those of a week in which a third of the deals have changed.
/// </summary>
internal static class DigestBenchmark
{
    private const int Reps = 8;
    private const int Deals = 250;
    private const int Instances = 2;

    private static readonly string[] Zones =
    [
        "Pacific/Auckland", "Australia/Sydney", "Australia/Brisbane", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai", "Asia/Singapore", "Asia/Bangkok", "Asia/Dhaka", "Asia/Kolkata",
        "Asia/Karachi", "Asia/Dubai", "Europe/Istanbul", "Africa/Nairobi", "Europe/Helsinki", "Europe/Athens", "Africa/Johannesburg", "Europe/Berlin", "Europe/Paris", "Europe/Madrid",
        "Europe/London", "Europe/Lisbon", "Atlantic/Azores", "America/Sao_Paulo", "America/Halifax", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Pacific/Honolulu",
    ];

    public static async Task<int> RunAsync(int managers)
    {
        await using var server = await PrivatePostgres.StartAsync();
        var connection = await server.CreateAsync("digests");
        await SweepCompany.SeedAsync(connection, managers * Deals, managers * Reps);
        List<WebApplication> apps = [];
        for (var i = 0; i < Instances; i++) apps.Add(await AppOf(connection));
        await LeadAsync(apps[0], connection, managers);
        var monday = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow()).InUtc().Date.Next(IsoDayOfWeek.Monday);
        for (var week = 0; week < 3; week++, monday = monday.PlusWeeks(1)) await WeekAsync(apps, connection, managers, monday, week);
        foreach (var app in apps) await app.DisposeAsync();
        return 0;
    }

    private static async Task WeekAsync(IReadOnlyList<WebApplication> apps, string connection, int managers, LocalDate monday, int week)
    {
        if (week > 0) await SweepCompany.RunAsync(connection, "update deal set amount = amount + 100, close_on = close_on + 7, close_slips = close_slips + 1 where abs(hashtext(id::text)) % 3 = 0");
        await SweepCompany.RunAsync(connection, "update message_delivery set state = 'Sent', sent_revision = revision, reference = id::text, not_before = null, sent_at = now()");
        await SweepCompany.RunAsync(connection, "vacuum analyze");
        List<(string Zone, DateTimeOffset At)> starts = [.. Zones.Select(z => (z, monday.At(new LocalTime(9, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb[z]).ToDateTimeOffset().ToUniversalTime())).OrderBy(s => s.Item2)];
        var (cpu, seconds, paused, allocated) = (Environment.CpuUsage.TotalTime, 0.0, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
        foreach (var (zone, at) in starts)
        {
            await SweepCompany.RunAsync(connection, $"update person_due d set at = '{at:O}' from person p where p.workspace_id = d.workspace_id and p.id = d.person_id and d.kind = 'Digest' and p.zone = '{zone}'");
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(apps.Select(a => Task.Run(() => DrainAsync(a, at))));
            seconds += watch.Elapsed.TotalSeconds;
        }
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        var sent = await SweepCompany.RunAsync(connection, $"select count(*) from digest where message_id is not null and made_at >= '{starts[0].At:O}' and made_at <= '{starts[^1].At:O}'");
        var size = await SweepCompany.RunAsync(connection, "select coalesce(avg(pg_column_size(snapshot) + pg_column_size(diff)), 0)::bigint from digest where message_id is not null");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| week {week}: {managers:#,0} managers, {sent:#,0} digests, {Instances} instances | {seconds:0.0} s | {sent / seconds:#,0} digests/s | {1000 * used / Math.Max(1, sent):0.0} ms of our processor time each, {1000 * (GC.GetTotalPauseDuration() - paused).TotalSeconds / Math.Max(1, sent):0.0} of them collecting {(GC.GetTotalAllocatedBytes() - allocated) / 1e6 / Math.Max(1, sent):0.0} MB | {size / 1024.0:0.0} kB kept each |"));
    }

    private static async Task LeadAsync(WebApplication app, string connection, int managers)
    {
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
            var (workspace, now) = ((await db.WorkspacesAsync(default))[0], CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow()));
            scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
            var people = Enumerable.Range(0, managers).Select(i => new Person { WorkspaceId = workspace, Id = OrderedId.Next(now), Name = $"Manager {i}", Role = Role.Manager, Zone = Zones[i % Zones.Length], CreatedAt = now }).ToList();
            db.People.AddRange(people);
            db.PersonDues.AddRange(people.Select(p => new PersonDue { WorkspaceId = workspace, PersonId = p.Id, Kind = PersonDueKind.Digest, At = now.AddDays(90) }));
            await db.SaveChangesAsync();
        }
        await SweepCompany.RunAsync(connection, "update workspace set created_at = created_at - interval '30 days'");
        await SweepCompany.RunAsync(connection, $"""
            update person r set manager_id = m.id from (select id, row_number() over (order by id) as n from person where role = 'Manager') as m
            join (select id, (row_number() over (order by id) - 1) / {Reps} + 1 as n from person where role = 'Rep') as x on x.n = m.n where r.id = x.id
            """);
        await SweepCompany.RunAsync(connection, """
            insert into deal_event (workspace_id, deal_id, seq, kind, happened_at, recorded_at, actor_role, actor_channel, actor_by, from_stage, to_stage, dwell_seconds)
            select workspace_id, id, 1 + g, case when g % 4 = 0 then 'MovedBack' else 'Advanced' end, now() - g * interval '12 days', now() - g * interval '12 days', 'Rep', 'web', 'Click', stage_id, stage_id, 86400 * g
            from deal cross join generate_series(1, 7) as g
            """);
        await SweepCompany.RunAsync(connection, "vacuum analyze");
    }

    private static async Task DrainAsync(WebApplication app, DateTimeOffset now)
    {
        while (await app.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(DigestRun), now, default) > 0) { }
    }

    private static async Task<WebApplication> AppOf(string connection)
    {
        var app = App.Build(["--ConnectionStrings:BotCoach", connection]);
        await App.PrepareAsync(app);
        return app;
    }
}
