using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Nudges;

/// <summary>What is due is judged, once, and written where it still stands.</summary>
public sealed class SweepTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_due_deal_is_judged_and_its_next_look_written(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        var nudge = await host.OnlyNudgeAsync();
        Assert.Equal(("no-next-step", "event-1", rita.PersonId, true), (nudge.Rule, nudge.Occurrence, nudge.PersonId, nudge.Holds));
        var due = await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme));
        Assert.Equal((host.Clock.Now.AddDays(14), 1), (due.At, due.Epoch)); // what discovery requires may be missing for its fourteen days
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_episode_makes_no_second_nudge_and_a_new_one_does(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        await host.RunDueAsync();
        await host.ChangeAsync(acme, d => d.Amount = 20_000);
        await host.RunDueAsync();
        await host.OnlyNudgeAsync();
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call", host.Today().PlusDays(2)), DealEventKind.NextStepSet);
        await host.RunDueAsync();
        Assert.Equal((false, NudgeEnd.ResolvedFirst), ((await host.OnlyNudgeAsync()).Holds, (await host.OnlyNudgeAsync()).End));
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = (null, null), DealEventKind.NextStepSet);
        await host.RunDueAsync();
        Assert.Equal(["event-1", "event-4"], (await host.NudgesAsync()).Select(n => n.Occurrence).Order());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_changed_while_it_was_judged_stays_due(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        var due = await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme));
        await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().WriteNextDueAsync([new JudgedRow(acme, due.Revision - 1, null)], 9));
        var still = await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme));
        Assert.Equal((due.At, 0), (still.At, still.Epoch));
        await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().WriteNextDueAsync([new JudgedRow(acme, due.Revision, null)], 9));
        Assert.Null((await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == acme))).At);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Time_alone_makes_a_step_overdue_at_the_owners_midnight(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.RepAsync("Tom", zone: "Asia/Tokyo");
        await host.DealAsync(tom, "Acme", d => d.NextStepOn = host.Today());
        await host.JumpToAsync(OneDeal.At("2026-03-02T14:59:59Z"));
        Assert.Empty(await host.NudgesAsync());
        await host.JumpToAsync(OneDeal.At("2026-03-02T15:00:00Z"));
        Assert.Equal("next-step-overdue", (await host.OnlyNudgeAsync()).Rule);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_raised_epoch_is_judged_again_slowly_although_nothing_is_due(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        for (var i = 0; i < 3; i++) await host.DealAsync(rita, $"Account {i}");
        await host.RunDueAsync();
        var right = await host.ReadAsync(db => db.DealDues.Select(d => d.At).ToListAsync());
        // what older rules would have written
        await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().DealDues.ExecuteUpdateAsync(set => set.SetProperty(d => d.At, host.Clock.Now.AddDays(900))));
        await host.RunDueAsync();
        Assert.All(await host.ReadAsync(db => db.DealDues.ToListAsync()), d => Assert.Equal((host.Clock.Now.AddDays(900), 1), (d.At, d.Epoch)));
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Epoch = 2);
        await host.RunDueAsync();
        Assert.All(await host.ReadAsync(db => db.DealDues.ToListAsync()), d => Assert.Equal(2, d.Epoch));
        Assert.Equal(right.Order(), (await host.ReadAsync(db => db.DealDues.Select(d => d.At).ToListAsync())).Order());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task More_than_a_batch_is_judged_batch_by_batch(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var one = await db.Deals.AsNoTracking().SingleAsync();
            for (var i = 0; i < NudgeSweep.Batch + 50; i++)
                s.GetRequiredService<DealLedger>().Add(new Deal
                {
                    WorkspaceId = one.WorkspaceId, Id = Guid.CreateVersion7(), Source = "test", Name = $"Deal {i}", OwnerId = one.OwnerId, Currency = "USD",
                    ProcessId = one.ProcessId, ProcessVersion = one.ProcessVersion, StageId = one.StageId, StageEnteredAt = host.Clock.Now, CreatedAt = host.Clock.Now,
                }, Actor.Clock, host.Clock.Now);
        });
        await host.RunDueAsync();
        Assert.Equal(NudgeSweep.Batch + 51, await host.ReadAsync(db => db.Nudges.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_unsorted_deal_is_silent_until_its_owner_takes_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.Triage) = (null, null, Triage.Waiting));
        await host.RunDueAsync();
        Assert.Empty(await host.NudgesAsync());
        await host.ChangeAsync(acme, d => d.Triage = Triage.Working, DealEventKind.Triaged);
        await host.RunDueAsync();
        await host.OnlyNudgeAsync();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_owner_gets_the_nudge_and_the_old_one_is_rid_of_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        var acme = await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await host.ChangeAsync(acme, d => d.OwnerId = tom.PersonId, DealEventKind.HandedOver);
        await host.RunDueAsync();
        var nudges = await host.NudgesAsync();
        Assert.Equal([false, true], new[] { rita, tom }.Select(p => nudges.Single(n => n.PersonId == p.PersonId).Holds));
    }

    [Theory, OnPostgres]
    public async Task Two_instances_share_what_is_due_and_double_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await using var other = await host.StartAnotherAsync();
        var rita = await host.RepAsync("Rita");
        for (var i = 0; i < 30; i++) await host.StuckAsync(rita, $"Account {i}");
        var judged = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? host : other).App.Services
            .GetRequiredService<ChoreRunner>().RunAsync(typeof(NudgeSweep), host.Clock.Now, default))));
        Assert.Equal((30, 30), (judged.Sum(), await host.ReadAsync(db => db.Nudges.CountAsync())));
    }

    [Theory, OnPostgres]
    public async Task A_deal_that_changes_while_it_is_judged_is_judged_again(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        var claimedAt = host.Clock.Now;
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Task? change = null;
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var due = await db.ClaimDueDealsAsync(claimedAt, 10);
            change = Task.Run(() => host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call", host.Today().PlusDays(2)), DealEventKind.NextStepSet));
            await s.GetRequiredService<NudgeLedger>().JudgeAsync(due, claimedAt);
        });
        await change!;
        Assert.Equal(host.Clock.Now, (await host.ReadAsync(db => db.DealDues.SingleAsync())).At);
        await host.RunDueAsync();
        Assert.False((await host.OnlyNudgeAsync()).Holds);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_brief_clock_of_an_owner_starts_with_the_first_open_deal(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita", zone: "America/New_York");
        Assert.Empty(await host.ReadAsync(db => db.PersonDues.ToListAsync()));
        await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        Assert.Equal(OneDeal.At("2026-03-02T14:00:00Z"), (await host.ReadAsync(db => db.PersonDues.SingleAsync(d => d.Kind == PersonDueKind.Brief))).At);
        Assert.Equal(OneDeal.At("2026-03-02T14:00:00Z"), await host.App.Services.GetRequiredService<ChoreRunner>().NextDueAsync([typeof(BriefRun)], default));
    }
}
