using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Each button of a brief leads where it says, each rule says what it means, and the brief comes at the person's own hour.</summary>
public sealed class BriefButtonTests
{
    [Fact]
    public async Task Back_folds_the_question_away()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        var labels = rita.LastMessage!.Labels.ToList();
        foreach (var label in (string[])[labels[0], "Snooze", "Not useful"])
        {
            await rita.PressesAsync(label);
            Assert.NotEqual(labels, rita.LastMessage!.Labels);
            await rita.PressesAsync("Back");
            Assert.Equal(labels, rita.LastMessage!.Labels);
        }
    }

    [Fact]
    public async Task A_deal_that_stands_too_long_can_be_moved_back_from_the_brief()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", happened: host.Clock.Now.AddDays(-100));
        var from = (await host.ReadDealAsync(acme)).StageId;
        await host.JumpToAsync(Pipeline.Monday);
        await rita.PressesAsync("Move it back");
        await rita.FillsAsync(("reason", "Their budget went to another project"));
        await host.RunDueAsync();
        Assert.NotEqual(from, (await host.ReadDealAsync(acme)).StageId);
        Assert.Contains("Settled: Acme is in", rita.Briefs()[0].Words);
    }

    [Fact]
    public async Task The_win_is_recorded_from_the_brief()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.StageId, d.NextStep, d.NextStepOn, d.NextStepConfirmed) = ("three", "Sign with Dana", TestBook.Today.PlusDays(3), true));
        await house.Host.JumpToAsync(Pipeline.Monday);
        await house.Rita.PressesAsync("Record the win");
        await house.Rita.FillsAsync(("reason", "We answered within the hour"));
        house.Rita.Sees("Won. Well earned.");
        await house.Host.RunDueAsync();
        Assert.Equal(DealStatus.Won, (await house.ReadAsync(id)).Status);
        Assert.Contains("Settled: Acme is won.", house.Rita.Briefs()[0].Words);
    }

    [Fact]
    public async Task Where_the_gate_says_no_meanwhile_the_card_says_what_is_missing()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d =>
        {
            TestBook.Filled(d);
            (d.NextStep, d.NextStepOn) = ("Call Dana", TestBook.Today.PlusDays(9));
        }, TestBook.Person("champion"));
        await house.Host.JumpToAsync(Pipeline.Monday);
        await house.Host.ChangeAsync(id, d => d.Amount = null);
        await house.Rita.PressesAsync("Move to Evaluation");
        house.Rita.Sees("Not yet: 1 thing missing for Evaluation");
        Assert.Equal("one", (await house.ReadAsync(id)).StageId);
    }

    [Fact]
    public async Task Each_signal_is_said_in_its_own_words()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme", d => (d.NextStepOn, d.NextStepSide) = (host.Today().PlusDays(-1), Side.Buyer));
        await host.DealAsync(rita, "Borealis", d => d.NextStepOn = host.Today().PlusDays(-1));
        await host.DealAsync(rita, "Cobalt", d => d.StageMedianDays = 2, happened: host.Clock.Now.AddDays(-10));
        await host.DealAsync(rita, "Dunmore", d => d.NextStepOn = null);
        await host.JumpToAsync(Pipeline.Monday);
        await rita.PressesAsync("Show 1 more");
        var words = rita.LastMessage!.Words;
        Assert.Contains("Acme wanted to do this by yesterday: “Send the recap”. Has it come?", words);
        Assert.Contains("The next step with Borealis was due yesterday: “Send the recap”.", words);
        Assert.Contains("for 10 days; your team usually takes 2 days.", words);
        Assert.Contains("The next step with Dunmore has no day: “Send the recap”.", words);
        await rita.TypesAsync("Cobalt");
        rita.Sees("Time in stage: day 11 of 2, more than twice the usual");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_brief_keeps_its_hour_when_the_clocks_change(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.RepAsync("Tom", zone: "America/New_York");
        await host.StuckAsync(tom, "Acme");
        await host.JumpToAsync(At("2026-03-09T20:00:00Z")); // summer time began there on Sunday the eighth
        Assert.Equal([At("2026-03-06T14:00:00Z"), At("2026-03-09T13:00:00Z")], tom.Briefs().TakeLast(2).Select(b => b.SentAt));
    }

    [Fact]
    public async Task A_night_shift_has_one_brief_a_night_when_it_begins()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var nori = await host.PersonAsync("Nori", Role.Rep, p => (p.Zone, p.WorkStart, p.WorkEnd) = ("Etc/UTC", new LocalTime(22, 0), new LocalTime(6, 0)));
        await host.StuckAsync(nori, "Acme");
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.Equal([At("2026-03-02T22:00:00Z"), At("2026-03-03T22:00:00Z")], nori.Briefs().Select(b => b.SentAt));
        Assert.Equal([new LocalDate(2026, 3, 2), new LocalDate(2026, 3, 3)], await host.ReadAsync(db => db.BriefDays.Select(b => b.Day).OrderBy(d => d).ToListAsync()));
    }

    // asleep at night, the machine of a small team still takes its medians and forgets its marks
    [Fact]
    public void What_the_clock_does_is_asked_for_at_least_hourly() => Assert.All(Schedule.Page, timed =>
    {
        var from = At("2026-03-02T04:00:00Z");
        Assert.True(new Quartz.CronExpression(timed.Cron).GetNextValidTimeAfter(from) <= from.AddHours(1), timed.Chore.Name);
    });

    [Fact]
    public async Task Whoever_is_met_for_the_first_time_is_new()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await host.Stranger("nell").TypesAsync("help");
        Assert.Equal(host.Today(), await host.ReadAsync(db => db.People.Select(p => p.StartedOn).SingleAsync()));
    }
}
