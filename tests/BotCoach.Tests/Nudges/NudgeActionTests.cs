using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>What a person answers to a nudge, in two taps at most, in the one message.</summary>
public sealed class NudgeActionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_next_step_is_set_in_two_taps_and_the_message_says_so(Db kind)
    {
        var (host, rita, acme) = await BriefedAsync(kind);
        await using var _ = host;
        var step = FirstLabel(rita);
        await rita.PressesAsync(step);
        rita.Sees("by when?");
        await rita.PressesAsync("In 3 working days");
        rita.Sees("Done. Next step with Acme");
        Assert.Empty(rita.LastMessage!.Labels);
        Assert.Single(rita.Chat);
        var deal = await host.ReadDealAsync(acme);
        Assert.Equal((step, Day("2026-03-05"), Side.Us, false), (deal.NextStep, deal.NextStepOn, deal.NextStepSide, deal.NextStepConfirmed));
        Assert.Equal(NudgeVerdict.Done, (await host.OnlyNudgeAsync()).Verdict);
        await host.RunDueAsync();
        Assert.Equal((false, NudgeVerdict.Done, NudgeEnd.Delivered), ((await host.OnlyNudgeAsync()).Holds, (await host.OnlyNudgeAsync()).Verdict, (await host.OnlyNudgeAsync()).End));
    }

    [Fact]
    public async Task A_second_press_changes_nothing_and_says_that_it_is_done()
    {
        var (host, rita, acme) = await BriefedAsync(Db.Sqlite);
        await using var _ = host;
        await rita.PressesAsync(FirstLabel(rita));
        var (shown, tomorrow) = (rita.LastMessage!, rita.LastMessage!.Message.AllButtons.First(b => b.Label == "Tomorrow"));
        await rita.PressesAsync(shown, tomorrow);
        var revision = (await host.ReadDealAsync(acme)).Revision;
        await rita.PressesAsync(shown, tomorrow);
        rita.Sees("Done. Next step with Acme");
        Assert.Equal(revision, (await host.ReadDealAsync(acme)).Revision);
    }

    [Fact]
    public async Task On_a_friday_tomorrow_is_monday()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-06T09:00:00Z"));
        await rita.PressesAsync(FirstLabel(rita));
        rita.CannotPress("Tomorrow");
        rita.CanPress("Mon 9 Mar");
    }

    [Fact]
    public async Task Days_that_have_passed_are_offered_anew()
    {
        var (host, rita, acme) = await BriefedAsync(Db.Sqlite);
        await using var _ = host;
        await rita.PressesAsync(FirstLabel(rita));
        var old = rita.LastMessage!;
        await host.JumpToAsync(At("2026-03-05T12:00:00Z"));
        await rita.PressesAsync(old, old.Message.AllButtons.First(b => b.Label == "Tomorrow"));
        rita.Sees("Those days have passed");
        Assert.Null((await host.ReadDealAsync(acme)).NextStep);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_snoozed_nudge_stays_away_and_comes_back_while_it_holds(Db kind)
    {
        var (host, rita, _) = await BriefedAsync(kind);
        await using var __ = host;
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("In 3 working days");
        rita.Sees("Snoozed, Acme: back on Thu 5 Mar");
        Assert.Empty(rita.LastMessage!.Labels);
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.Single(rita.Briefs());
        await host.JumpToAsync(At("2026-03-05T09:00:00Z"));
        Assert.Equal(2, rita.Briefs().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_snoozed_nudge_that_no_longer_holds_does_not_come_back(Db kind)
    {
        var (host, rita, acme) = await BriefedAsync(kind);
        await using var _ = host;
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("Tomorrow");
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call", host.Today().PlusDays(30)), DealEventKind.NextStepSet);
        await host.JumpToAsync(At("2026-03-06T12:00:00Z"));
        Assert.Single(rita.Briefs());
        Assert.Equal(NudgeVerdict.Overtaken, (await host.OnlyNudgeAsync()).Verdict);
    }

    [Fact]
    public async Task Any_day_can_be_picked_to_snooze_until()
    {
        var (host, rita, _) = await BriefedAsync(Db.Sqlite);
        await using var __ = host;
        await rita.PressesAsync("Snooze");
        await rita.PressesAsync("Pick a day");
        await rita.FillsAsync(("until", "2026-03-02"));
        rita.Sees("Choose a day after today");
        await rita.FillsAsync(("until", "2026-03-20"));
        rita.Sees("Snoozed, Acme: back on Fri 20 Mar");
    }

    [Fact]
    public async Task Not_useful_asks_why_in_one_tap_and_never_comes_back()
    {
        var (host, rita, _) = await BriefedAsync(Db.Sqlite);
        await using var __ = host;
        await rita.PressesAsync("Not useful");
        await rita.PressesAsync("The data is wrong");
        rita.Sees("not useful (the data is wrong)");
        Assert.Equal((NudgeVerdict.NotUseful, "wrong"), ((await host.OnlyNudgeAsync()).Verdict, (await host.OnlyNudgeAsync()).VerdictReason));
        await host.JumpAsync(TimeSpan.FromDays(5));
        Assert.Single(rita.Briefs());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_cleared_elsewhere_is_settled_in_the_brief_and_its_buttons_go(Db kind)
    {
        var (host, rita, acme) = await BriefedAsync(kind);
        await using var _ = host;
        await host.ChangeAsync(acme, d => (d.NextStep, d.NextStepOn) = ("Call Dana", host.Today().PlusDays(1)), DealEventKind.NextStepSet);
        await host.RunDueAsync();
        Assert.Contains("“Call Dana”, tomorrow", rita.LastMessage!.Words);
        Assert.Empty(rita.LastMessage.Labels);
        Assert.Single(rita.Chat);
    }

    [Fact]
    public async Task A_deal_that_is_parked_leaves_the_brief_at_once_and_returns_on_its_day()
    {
        var (host, rita, acme) = await BriefedAsync(Db.Sqlite);
        await using var _ = host;
        await host.DoAsync(async services =>
        {
            var deal = await services.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == acme);
            await services.GetRequiredService<DealTriage>().ParkAsync([deal], Day("2026-03-11"), NodaTime.DateTimeZone.Utc, BotCoach.People.Actor.Clock, host.Clock.Now);
        });
        await host.RunDueAsync();
        Assert.Contains("Settled: Acme is parked.", rita.LastMessage!.Words);
        Assert.Empty(rita.LastMessage.Labels);
        await host.JumpToAsync(At("2026-03-10T20:00:00Z"));
        Assert.Single(rita.Briefs());
        await host.JumpToAsync(At("2026-03-11T09:00:00Z"));
        Assert.Equal(2, rita.Briefs().Count);
    }

    [Fact]
    public async Task Other_opens_the_next_step_form()
    {
        var (host, rita, acme) = await BriefedAsync(Db.Sqlite);
        await using var _ = host;
        await rita.PressesAsync("Other…");
        await rita.FillsAsync(("next-step", "Lunch with Dana"), ("next-step-on", "2026-03-12"));
        await host.RunDueAsync();
        Assert.Equal("Lunch with Dana", (await host.ReadDealAsync(acme)).NextStep);
        Assert.Contains("Lunch with Dana", rita.Briefs()[0].Words);
        Assert.Empty(rita.Briefs()[0].Labels);
        Assert.Equal(NudgeVerdict.Done, (await host.OnlyNudgeAsync()).Verdict);
    }

    [Fact]
    public async Task A_new_close_date_settles_the_missed_one_and_shows_what_was_set_meanwhile()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => d.CloseOn = host.Today().PlusDays(-2));
        await host.JumpToAsync(At("2026-03-02T09:00:00Z"));
        await rita.PressesAsync("Set a new close date");
        await host.ChangeAsync(acme, d => d.CloseOn = host.Today().PlusDays(-1));
        await rita.FillsAsync(("close-on", "2026-02-27"));
        rita.Sees("Choose today or a later day");
        await rita.FillsAsync(("close-on", "2026-04-30"));
        rita.Sees("Somebody has set yesterday meanwhile");
        await rita.FillsAsync();
        rita.Sees("Done. Acme is to close on Thu 30 Apr");
        Assert.Equal(Day("2026-04-30"), (await host.ReadDealAsync(acme)).CloseOn);
    }

    [Fact]
    public async Task Nobody_presses_for_another()
    {
        var (host, rita, acme) = await BriefedAsync(Db.Sqlite);
        await using var _ = host;
        var tom = await host.RepAsync("Tom");
        var button = rita.LastMessage!.Message.AllButtons.First(b => b.Action == "nudge.snooze");
        await tom.PressesAsync(rita.LastMessage!, button with { Value = $"{button.Value}:2026-03-20" });
        tom.Sees("not one of yours");
        Assert.Null((await host.OnlyNudgeAsync()).SnoozedUntil);
        await host.ChangeAsync(acme, d => d.OwnerId = tom.PersonId, DealEventKind.HandedOver);
        await rita.PressesAsync("Snooze");
        rita.Sees("no such deal, or it is not one of yours");
    }

    /// <summary>Rita has one deal, Acme, without a next step, and her Monday's brief is the one message in her chat.</summary>
    private static async Task<(CoachHost Host, Driver Rita, Guid Acme)> BriefedAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        return (host, rita, acme);
    }

    private static string FirstLabel(Driver rita) => rita.LastMessage!.Message.AllButtons.First(b => b.Action == "nudge.step").Label;
}
