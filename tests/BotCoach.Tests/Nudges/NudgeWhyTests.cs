using BotCoach.Deals;
using BotCoach.Tests.Harness;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Why something is in the brief: the rule, its facts, its clock, and what would make it stop.</summary>
public sealed class NudgeWhyTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Why_names_each_rule_with_its_facts_its_clock_and_its_end(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme", d => (d.NextStepOn, d.StageEnteredAt, d.HeardAt) = (Day("2026-02-27"), host.Clock.Now.AddDays(-12), null));
        await host.RunDueAsync();
        await rita.TypesAsync("why acme");
        foreach (var words in new[]
        {
            "Why Acme rollout is in your brief", "Next step overdue. The next step with Acme was due on Fri 27 Feb", "Next step: “Send the recap”, Fri 27 Feb",
            "Since: Sat 28 Feb, 2 days", "It speaks from the midnight after that day", "What makes it stop: a next step with a new day",
            "I look at it again on Wed 4 Mar at 08:00, and whenever it changes.",
        }) rita.Sees(words);
    }

    [Fact]
    public async Task The_second_step_of_not_useful_says_why_and_the_first_row_has_no_button_for_it()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(Pipeline.Monday);
        Assert.Equal(["Other…", "Snooze", "Not useful", "Hand off"], rita.LastMessage!.Labels.TakeLast(4));
        await rita.PressesAsync("Not useful");
        await rita.PressesAsync("Why do I see this?");
        rita.Sees("No next step. No next step with Acme");
        rita.Sees("What makes it stop: a next step with a day.");
        Assert.True((await host.OnlyNudgeAsync()).IsOpen);
    }

    [Fact]
    public async Task Where_nothing_speaks_it_says_so_and_when_it_looks_again()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("why acme");
        rita.Sees("Nothing speaks of Acme right now. I look at it again on Mon 16 Mar at 08:00");
        await host.ChangeAsync(acme, d => (d.Triage, d.ParkedUntil) = (Triage.Parked, Day("2026-04-01")), DealEventKind.Triaged);
        await rita.TypesAsync("why acme");
        rita.Sees("Acme is parked");
        await host.ChangeAsync(acme, d => d.Status = DealStatus.Lost, DealEventKind.Lost);
        await rita.TypesAsync("why acme");
        rita.Sees("Acme is lost: it is in nobody's brief");
    }

    [Fact]
    public async Task A_manager_is_told_whose_brief_it_is_and_a_stranger_nothing()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var manager = await host.ManagerAsync("Mona");
        var (rita, tom) = (await host.RepAsync("Rita", manager), await host.RepAsync("Tom"));
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await manager.TypesAsync("why acme");
        manager.Sees("is in Rita's brief");
        await tom.TypesAsync("why acme");
        tom.Sees("I find no deal like");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task They_confirmed_it_is_one_tap(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.NextStepSide) = ("Send the order form", Day("2026-03-03"), Side.Buyer));
        await host.JumpToAsync(Pipeline.Monday);
        rita.Sees("Acme has not confirmed this yet: “Send the order form”, tomorrow.");
        var (shown, button) = (rita.LastMessage!, rita.LastMessage!.Message.AllButtons.First(b => b.Label == "They confirmed it"));
        await rita.PressesAsync("They confirmed it");
        rita.Sees("Done. Acme has confirmed “Send the order form”, tomorrow.");
        Assert.True((await host.ReadDealAsync(acme)).NextStepConfirmed);
        await rita.PressesAsync(shown, button);
        Assert.Single(rita.Briefs());
    }
}
