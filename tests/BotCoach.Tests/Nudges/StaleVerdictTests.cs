using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Every way in which what was judged can go stale, and that it is judged again for it: edits, epochs, medians, zones, the owner's midnight.</summary>
public sealed class StaleVerdictTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_edit_of_anything_that_a_rule_reads_is_judged_at_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.StageId, d.StageEnteredAt) = ("business-case", host.Clock.Now.AddDays(-10)));
        await PersonAsync(host, acme, "Dana Fox", "champion");
        await host.RunDueAsync();
        Assert.Equal(["no-economic-buyer", "single-threaded"], await OpenAsync(host));
        await PersonAsync(host, acme, "Luis Ortega", "economic-buyer");
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host));
        await host.ChangeAsync(acme, d => d.ChampionStrength = 2);
        await host.RunDueAsync();
        Assert.Equal(["champion-weak"], await OpenAsync(host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_signal_that_the_process_switches_off_is_cleared_with_the_epoch(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        await host.RunDueAsync();
        Assert.Equal(["no-next-step"], await OpenAsync(host));
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var deal = await db.Deals.SingleAsync();
            var old = await db.ProcessVersions.SingleAsync(v => v.ProcessId == deal.ProcessId);
            var book = StageBookJson.Read(old.Document);
            db.ProcessVersions.Add(new ProcessVersion
            {
                WorkspaceId = deal.WorkspaceId, ProcessId = deal.ProcessId, Number = 2, State = VersionState.Published, PublishedAt = host.Clock.Now,
                Document = StageBookJson.Write(book with { Rules = book.Rules with { Signals = [new SignalTuning("no-next-step", "ours") { Off = true }] } }),
            });
            await db.SaveChangesAsync();
            await db.Deals.ExecuteUpdateAsync(set => set.SetProperty(d => d.ProcessVersion, 2));
        });
        await host.RunDueAsync();
        Assert.Equal(["no-next-step"], await OpenAsync(host)); // nothing was due
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Epoch++);
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_median_moves_no_deal_that_stands_in_the_stage_and_every_one_that_enters_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var stays = await host.DealAsync(rita, "Stays", d => Far(d, "discovery", host.Today()));
        var enters = await host.DealAsync(rita, "Enters", d => Far(d, "qualification", host.Today()));
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            var process = await db.Deals.Where(d => d.Id == stays).Select(d => d.ProcessId).SingleAsync();
            db.StageMedians.Add(new StageMedian { WorkspaceId = host.WorkspaceId, ProcessId = process, StageId = "discovery", TakenOn = Day("2026-03-02"), Days = 3, Examples = 20 });
        });
        await host.ChangeAsync(stays, d => d.Amount = 1);
        await host.ChangeAsync(enters, d => d.StageId = "discovery", DealEventKind.Advanced);
        await host.JumpAsync(TimeSpan.FromDays(6.1));
        Assert.Equal([enters], (await host.NudgesAsync()).Where(n => n.Rule == "too-long-in-stage").Select(n => n.DealId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_who_travels_is_overdue_by_the_midnight_of_where_they_are(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme", d => d.NextStepOn = host.Today());
        await host.RunDueAsync();
        await host.DoAsync(async s =>
        {
            (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == rita.PersonId)).Zone = "Asia/Tokyo";
            await s.GetRequiredService<PersonClocks>().CalendarChangedAsync(rita.PersonId, host.Clock.Now);
        });
        await host.JumpToAsync(At("2026-03-02T14:59:59Z"));
        Assert.Empty(await OpenAsync(host));
        await host.JumpToAsync(At("2026-03-02T15:00:00Z"));
        Assert.Equal(["next-step-overdue"], await OpenAsync(host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_changes_hands_is_judged_by_the_new_owners_midnight(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom", zone: "Asia/Tokyo"));
        var acme = await host.DealAsync(rita, "Acme", d => d.NextStepOn = host.Today());
        await host.RunDueAsync();
        await host.ChangeAsync(acme, d => d.OwnerId = tom.PersonId, DealEventKind.HandedOver);
        await host.JumpToAsync(At("2026-03-02T15:00:00Z"));
        Assert.Equal(["next-step-overdue"], await OpenAsync(host));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_deal_went_through_is_told_once_a_stay_and_once_a_slip(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => Far(d, "discovery", host.Today()));
        foreach (var days in new[] { 100, 110 }) await host.ChangeAsync(acme, d => d.CloseOn = host.Today().PlusDays(days));
        await host.RunDueAsync();
        Assert.Equal(("close-date-slipped", "slip-2"), ((await host.OnlyNudgeAsync()).Rule, (await host.OnlyNudgeAsync()).Occurrence));
        await host.ChangeAsync(acme, d => d.CloseOn = host.Today().PlusDays(50)); // sooner is no slip
        await host.RunDueAsync();
        await host.OnlyNudgeAsync();
        await host.ChangeAsync(acme, d => d.CloseOn = host.Today().PlusDays(120));
        await host.RunDueAsync();
        Assert.Equal(["slip-2", "slip-3"], (await host.NudgesAsync()).Select(n => n.Occurrence).Order());
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => d.StageId = "qualification", DealEventKind.MovedBack);
        await host.RunDueAsync();
        Assert.Equal(["went-backwards"], await OpenAsync(host));
        Assert.Equal("discovery", (await host.ReadDealAsync(acme)).WentBackFrom);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => d.StageId = "discovery", DealEventKind.Advanced);
        await host.RunDueAsync();
        Assert.Empty(await OpenAsync(host));
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ChangeAsync(acme, d => d.StageId = "qualification", DealEventKind.MovedBack);
        await host.RunDueAsync();
        Assert.Equal(2, (await host.NudgesAsync()).Count(n => n.Rule == "went-backwards"));
    }

    private static void Far(Deal deal, string stage, LocalDate today) => (deal.StageId, deal.NextStepOn, deal.CloseOn) = (stage, today.PlusDays(60), today.PlusDays(90));

    private static Task PersonAsync(CoachHost host, Guid deal, string name, string role) => host.DoAsync(async s =>
    {
        var db = s.GetRequiredService<BotCoachDb>();
        var known = await db.Stakeholders.Where(p => p.DealId == deal).ToListAsync();
        await s.GetRequiredService<DealFacts>().AddPersonAsync(await db.Deals.SingleAsync(d => d.Id == deal), known, name, role, null, null, Actor.Clock, host.Clock.Now);
    });

    private static async Task<List<string>> OpenAsync(CoachHost host) => [.. (await host.NudgesAsync()).Where(n => n.IsOpen).Select(n => n.Rule).Order()];
}
