using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotCoach.Tests.Nudges;

/// <summary>A raised epoch: every deal ends as a fresh judgement would leave it, whatever comes in between, and each is judged again once.</summary>
public sealed class RejudgeTests(ITestOutputHelper output)
{
    private const int Deals = 60;
    private static readonly string[] Zones = ["Etc/UTC", "Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland"];

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_deal_ends_as_a_fresh_judgement_would_leave_it_though_the_epoch_rises_again_and_the_host_dies_in_between(Db kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var host = await CoachHost.StartAsync(kind);
        var owners = new List<Driver>();
        foreach (var name in (string[])["Rita", "Tom", "Uma"]) owners.Add(await host.RepAsync(name, zone: Zones[random.Next(Zones.Length)]));
        var deals = new List<Guid>();
        for (var i = 0; i < Deals; i++) deals.Add(await RandomPipeline.AddAsync(host, random, owners));
        await host.RunDueAsync();
        await RandomPipeline.ShowSomeAsync(host, random);
        foreach (var raise in (bool[])[true, random.Next(2) == 0, random.Next(2) == 0])
        {
            if (raise) await RandomPipeline.RaiseAsync(host, random, Zones);
            for (var unit = random.Next(2, 9); unit > 0; unit--) await UnitAsync(host, 1 + random.Next(20), dies: random.Next(4) == 0);
            await host.ChangeAsync(deals[random.Next(Deals)], d => d.CloseOn = host.Today().PlusDays(random.Next(-20, 60)));
            if (random.Next(2) == 0) await host.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(NudgeSweep), host.Clock.Now, default);
        }
        await host.RunDueAsync();
        await RandomPipeline.IsFreshAsync(host);
    }

    [Theory, OnPostgres]
    public async Task Several_instances_judge_every_deal_again_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await using var other = await host.StartAnotherAsync();
        var rita = await host.RepAsync("Rita");
        for (var i = 0; i < 30; i++) await host.DealAsync(rita, $"Account {i}");
        await host.RunDueAsync();
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Epoch++);
        var done = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? host : other).App.Services
            .GetRequiredService<ChoreRunner>().RunAsync(typeof(EpochSweep), host.Clock.Now, default))));
        Assert.Equal(1 + 30 + 1, done.Sum()); // a beginning, the deals, an end
        await host.RunDueAsync();
        await RandomPipeline.IsFreshAsync(host);
    }

    [Theory, OnPostgres]
    public async Task What_was_judged_under_the_old_epoch_and_is_written_after_it_rose_stays_due(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => d.NextStepOn = host.Today());
        var now = host.Clock.Now;
        await host.DoAsync(async s =>
        {
            await s.GetRequiredService<Calendars>().EpochAsync();
            var due = await s.GetRequiredService<BotCoachDb>().ClaimDueDealsAsync(now, 10);
            await host.DoAsync(async other =>
            {
                (await other.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == rita.PersonId)).Zone = "Asia/Tokyo";
                await other.GetRequiredService<PersonClocks>().CalendarChangedAsync(rita.PersonId, now);
            });
            await host.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(EpochSweep), now, default);
            await s.GetRequiredService<NudgeLedger>().JudgeAsync(due, now);
        });
        Assert.Equal(now, (await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme))).At);
        await host.RunDueAsync();
        await RandomPipeline.IsFreshAsync(host);
        Assert.Equal(OneDeal.At("2026-03-02T15:00:00Z"), (await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme))).At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_cannot_be_judged_again_is_put_off_and_holds_nobody_up(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        host.ToleratesFaults = true;
        var rita = await host.RepAsync("Rita");
        var deals = new List<Guid>();
        for (var i = 0; i < 5; i++) deals.Add(await host.DealAsync(rita, $"Account {i}"));
        await host.RunDueAsync();
        var broken = deals[2];
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            await db.Database.ExecuteSqlRawAsync("update deal set facts = 'no facts' where id = {0}", broken);
            await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(d => d.NextStepOn, host.Today()));
            (await db.Workspaces.SingleAsync()).Epoch++;
        });
        await host.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(EpochSweep), host.Clock.Now, default);
        var dues = await host.ReadAsync(db => db.DealDues.ToListAsync());
        Assert.Equal(host.Clock.Now.AddMinutes(10), dues.Single(d => d.DealId == broken).At);
        Assert.All(dues.Where(d => d.DealId != broken), d => Assert.Equal(OneDeal.At("2026-03-03T00:00:00Z"), d.At));
        Assert.Null((await host.ReadAsync(db => db.EpochPlaces.SingleAsync())).DealId);
    }

    private static async Task UnitAsync(CoachHost host, int most, bool dies)
    {
        try
        {
            await host.DoAsync(async s =>
            {
                var sweep = s.GetRequiredService<EpochSweep>();
                sweep.Most = most;
                await sweep.RunDueAsync(host.Clock.Now, default);
                if (dies) throw new TimeoutException("The host dies.");
            });
        }
        catch (TimeoutException) when (dies)
        {
            // nothing of this unit was committed
        }
    }
}
