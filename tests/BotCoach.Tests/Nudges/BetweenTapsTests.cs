using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>What changes between a brief and the press on it, or between one tap and the next.</summary>
public sealed class BetweenTapsTests
{
    [Fact]
    public async Task A_step_chosen_in_one_stage_is_not_set_in_another()
    {
        var (host, rita, acme) = await BriefedAsync();
        await using var _ = host;
        var step = rita.LastMessage!.Message.AllButtons.First(b => b.Action == "nudge.step");
        await rita.PressesAsync(step.Label);
        var second = rita.LastMessage!;
        await host.ChangeAsync(acme, d => d.StageId = "solution-alignment", DealEventKind.Advanced);
        await rita.PressesAsync(second, second.Message.AllButtons.First(b => b.Label == "Tomorrow"));
        rita.Sees("The deal has moved on");
        await rita.PressesAsync(second, step);
        rita.Sees("The deal has moved on");
        Assert.Null((await host.ReadDealAsync(acme)).NextStep);
    }

    [Fact]
    public async Task Yesterdays_tomorrow_is_not_today()
    {
        var (host, rita, acme) = await BriefedAsync();
        await using var _ = host;
        await rita.PressesAsync(FirstLabel(rita));
        var old = rita.LastMessage!;
        await host.JumpToAsync(At("2026-03-03T08:00:00Z"));
        await rita.PressesAsync(old, old.Message.AllButtons.First(b => b.Label == "Tomorrow"));
        rita.Sees("Those days have passed");
        Assert.Null((await host.ReadDealAsync(acme)).NextStep);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_buttons_of_an_old_brief_still_work(Db kind)
    {
        var (host, rita, _) = await BriefedAsync(kind);
        await using var __ = host;
        host.Clock.JumpTo(At("2026-04-15T12:00:00Z"));
        await rita.PressesAsync("Snooze");
        rita.Sees("Snooze it until when?");
        await rita.PressesAsync("Tomorrow");
        rita.Sees("Snoozed, Acme");
    }

    [Fact]
    public async Task A_question_is_asked_in_the_brief_that_was_pressed_and_its_answer_stands_in_all()
    {
        var (host, rita, _) = await BriefedAsync();
        await using var __ = host;
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        await rita.PressesAsync("Not useful");
        Assert.Equal([false, true], rita.Briefs().Select(b => b.Words.Contains("Why is it not useful?", StringComparison.Ordinal)));
        await rita.PressesAsync("Not worth it");
        Assert.All(rita.Briefs(), b => Assert.Contains("not useful (not worth it)", b.Words));
    }

    [Fact]
    public async Task A_form_from_an_old_brief_settles_it_too()
    {
        var (host, rita, _) = await BriefedAsync();
        await using var __ = host;
        host.Clock.JumpTo(At("2026-04-15T12:00:00Z"));
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("Pick a day");
        await rita.FillsAsync(("until", "2026-05-04"));
        Assert.Contains("Snoozed, Acme: back on Mon 4 May", Assert.Single(rita.Briefs()).Words);
    }

    [Fact]
    public async Task What_was_said_in_passing_goes_when_it_is_settled_elsewhere()
    {
        var (host, rita, acme) = await TwofoldAsync();
        await using var _ = host;
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call", host.Today().PlusDays(9)), DealEventKind.NextStepSet);
        await host.RunDueAsync();
        Assert.Contains("Acme was to close", rita.LastMessage!.Words);
        Assert.DoesNotContain("Also:", rita.LastMessage.Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_snoozed_row_stays_away_with_all_that_it_said(Db kind)
    {
        var (host, rita, _) = await TwofoldAsync(kind);
        await using var __ = host;
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("In 3 working days");
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.DoesNotContain(rita.Briefs().Skip(1), b => b.Words.Contains("next step"));
        await host.JumpToAsync(At("2026-03-05T12:00:00Z"));
        Assert.Contains("Also:", rita.Briefs()[^1].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_brief_that_was_asked_for_early_and_said_nothing_still_comes(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Borealis");
        await rita.TypesAsync("brief");
        rita.Sees("Nothing needs you right now");
        await host.JumpToAsync(At("2026-03-02T08:30:00Z"));
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        Assert.Contains("Acme", Assert.Single(rita.Briefs()).Words);
    }

    [Fact]
    public async Task Showing_more_brings_no_deal_a_second_time()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.CloseOn, d.Amount) = (null, null, host.Today().PlusDays(-3), 90_000));
        foreach (var account in (string[])["Borealis", "Cobalt", "Dunmore"]) await host.StuckAsync(rita, account);
        await host.JumpToAsync(Pipeline.Monday);
        await rita.PressesAsync("Not useful", "Acme");
        await rita.PressesAsync("Not worth it");
        await rita.PressesAsync("Show 1 more");
        var rows = rita.LastMessage!.Message.Blocks.OfType<Rows>().Single().Items;
        Assert.Equal(4, rows.Count);
        Assert.Single(rows, r => r.Text.Words.Contains("Acme", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deal_that_woke_is_not_called_parked_when_its_date_is_set()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.CloseOn, d.Triage, d.ParkedUntil) = (host.Today().PlusDays(-2), Triage.Parked, Day("2026-03-04")));
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        await rita.PressesAsync("Set a new close date");
        await rita.FillsAsync(("close-on", "2026-04-30"));
        rita.Sees("Done. Acme is to close on Thu 30 Apr");
        await host.RunDueAsync();
        Assert.DoesNotContain("parked", rita.LastMessage!.Words);
        Assert.Equal((Triage.Working, null), ((await host.ReadDealAsync(acme)).Triage, (await host.ReadDealAsync(acme)).ParkedUntil));
        await rita.TypesAsync("Acme");
        rita.DoesNotSee("Parked");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_snooze_does_not_put_off_what_is_due_before_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var acme = await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        async Task<DateTimeOffset?> DueAsync(DateTimeOffset until)
        {
            await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().BringDueForwardAsync(acme, until));
            return await host.ReadAsync(db => db.DealDues.Where(d => d.DealId == acme).Select(d => d.At).SingleAsync());
        }

        var now = host.Clock.Now;
        Assert.Equal(now, await DueAsync(now.AddDays(3)));
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().DealDues.SingleAsync()).At = null);
        Assert.Equal(now.AddDays(3), await DueAsync(now.AddDays(3)));
        Assert.Equal(now.AddDays(1), await DueAsync(now.AddDays(1)));
    }

    [Fact]
    public async Task What_was_over_before_it_was_seen_and_holds_again_ends_as_shown()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => d.CloseOn = Day("2026-02-27"));
        await host.RunDueAsync();
        await host.ChangeAsync(acme, d => d.CloseOn = Day("2026-05-01"));
        await host.RunDueAsync();
        Assert.Equal(NudgeEnd.ResolvedFirst, (await host.OnlyNudgeAsync()).End);
        await host.ChangeAsync(acme, d => d.CloseOn = Day("2026-02-27"));
        await host.JumpToAsync(Pipeline.Monday);
        Assert.Single(rita.Briefs());
        Assert.Equal((NudgeEnd.Delivered, Pipeline.Monday), ((await host.OnlyNudgeAsync()).End, (await host.OnlyNudgeAsync()).EndedAt));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_time_clears_is_nobodys_doing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d =>
            (d.StageEnteredAt, d.NextStepOn, d.NextStepConfirmed) = (host.Clock.Now.AddDays(-400), host.Today().PlusDays(2), true));
        await host.DoAsync(async s => // long past its time, and silent from a day on that nobody touches it
            (await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync()).StageMedianDays = 100);
        await host.ChangeAsync(acme, d => d.NextStepConfirmed = false);
        await host.JumpToAsync(Pipeline.Monday);
        Assert.Single(rita.Briefs());
        await rita.TypesAsync("touched acme");
        await host.RunDueAsync();
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            (await db.Deals.SingleAsync()).StageMedianDays = 300;
            (await db.DealDues.SingleAsync()).At = At("2026-03-02T11:00:00Z");
        });
        await host.JumpToAsync(At("2026-03-02T12:00:00Z"));
        var nudge = (await host.NudgesAsync()).Single(n => n.Rule == "too-long-in-stage");
        Assert.Equal((false, NudgeVerdict.Overtaken), (nudge.Holds, nudge.Verdict));
    }

    private static async Task<(CoachHost Host, Driver Rita, Guid Acme)> BriefedAsync(Db kind = Db.Sqlite)
    {
        var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        return (host, rita, acme);
    }

    /// <summary>Acme is past its close date and has no next step: two things in one row.</summary>
    private static async Task<(CoachHost Host, Driver Rita, Guid Acme)> TwofoldAsync(Db kind = Db.Sqlite)
    {
        var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.CloseOn) = (null, null, host.Today().PlusDays(-3)));
        await host.JumpToAsync(Pipeline.Monday);
        Assert.Contains("Also: no next step is set", rita.Briefs()[0].Words);
        return (host, rita, acme);
    }

    private static string FirstLabel(Driver rita) => rita.LastMessage!.Message.AllButtons.First(b => b.Action == "nudge.step").Label;
}
