using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>One message a day at the start of the person's working day, and nothing when there is nothing to say.</summary>
public sealed class BriefRunTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_brief_comes_at_the_working_start_of_the_persons_own_zone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom", zone: "America/New_York"));
        await host.StuckAsync(rita, "Acme");
        await host.StuckAsync(tom, "Borealis");
        await host.JumpToAsync(At("2026-03-02T18:00:00Z"));
        Assert.Equal(At("2026-03-02T09:00:00Z"), Assert.Single(rita.Briefs()).SentAt);
        Assert.Equal(At("2026-03-02T14:00:00Z"), Assert.Single(tom.Briefs()).SentAt);
        Assert.Contains("No next step with Acme", rita.Briefs()[0].Words);
        Assert.DoesNotContain("Borealis", rita.Briefs()[0].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_week_has_five_briefs_and_none_on_the_weekend(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.JumpAsync(TimeSpan.FromDays(7));
        Assert.Equal(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], rita.Briefs().Select(b => b.SentAt.DayOfWeek.ToString()));
        Assert.Equal(NudgeEnd.Delivered, (await host.OnlyNudgeAsync()).End);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_to_say_sends_nothing_and_leaves_its_line_in_the_ledger(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-02T12:00:00Z"));
        Assert.Empty(rita.Chat);
        var day = await host.ReadAsync(db => db.BriefDays.SingleAsync());
        Assert.Equal(("", null), (day.Shown, day.MessageId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_could_not_be_reached_for_days_gets_the_last_brief_alone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        host.Channel.Always(Trouble.Throttle);
        await host.JumpToAsync(At("2026-03-03T12:00:00Z"));
        host.Channel.Always(null);
        await host.JumpAsync(TimeSpan.FromMinutes(10));
        Assert.Contains("Tuesday", Assert.Single(rita.Briefs()).Words);
        Assert.Equal("The next brief took its place.", (await host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.State == MessageState.Withdrawn))).Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_instances_make_one_brief(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var reps = new List<Driver>();
        for (var i = 0; i < 6; i++) reps.Add(await host.RepAsync($"Rep{i}"));
        foreach (var rep in reps) await host.StuckAsync(rep, $"Account of {rep.Caller.User}");
        await host.RunDueAsync();
        await reps[0].TypesAsync("help"); // so that the platform's pace has its row
        await using var other = await host.StartAnotherAsync();
        host.Clock.JumpTo(At("2026-03-02T09:00:00Z"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run((i % 2 == 0 ? host : other).RunDueAsync)));
        Assert.All(reps, r => Assert.Single(r.Briefs()));
        Assert.Equal(6, await host.ReadAsync(db => db.BriefDays.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_became_true_this_very_minute_is_in_the_brief(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme");
        await host.RunDueAsync();
        host.Clock.JumpTo(At("2026-03-02T09:00:00Z"));
        await host.ChangeAsync(acme, d => d.CloseOn = host.Today().PlusDays(-3));
        await host.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(BriefRun), host.Clock.Now, default); // before any sweep
        await host.RunDueAsync();
        rita.Sees("Acme was to close on Fri 27 Feb");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_start_that_was_slept_through_is_made_up_for_while_the_shift_lasts(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        host.Clock.JumpTo(At("2026-03-02T14:00:00Z"));
        await host.RunDueAsync();
        Assert.Single(rita.Briefs());
        host.Clock.JumpTo(At("2026-03-03T20:00:00Z")); // Tuesday's whole shift slept through
        await host.RunDueAsync();
        Assert.Single(rita.Briefs());
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        Assert.Equal(2, rita.Briefs().Count);
    }

    [Fact]
    public async Task The_most_valuable_of_the_gravest_comes_first_and_the_rest_is_one_tap_away()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        foreach (var (account, amount) in new[] { ("Acme", 5_000), ("Borealis", 90_000), ("Cobalt", 40_000), ("Dunmore", 20_000), ("Everline", 1_000) })
            await host.StuckAsync(rita, account, amount);
        await host.JumpToAsync(At("2026-03-02T09:00:00Z"));
        var rows = Assert.Single(rita.Briefs()).OfDeals();
        Assert.Equal(["Borealis", "Cobalt", "Dunmore"], rows.Select(r => r.Text.Words.Split(' ')[4]));
        await rita.PressesAsync("Show 2 more");
        rita.Sees("Acme");
        rita.Sees("Everline");
        Assert.Single(rita.Briefs());
        rita.CannotPress("Show 2 more");
    }

    [Fact]
    public async Task What_is_ignored_for_two_days_makes_room_for_five()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        for (var i = 0; i < 7; i++) await host.StuckAsync(rita, $"Account {i}");
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        Assert.Equal([3, 3, 5], rita.Briefs().Select(b => b.OfDeals().Count));
    }

    [Fact]
    public async Task A_deal_is_named_once_with_all_that_holds_of_it()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.CloseOn) = (null, null, host.Today().PlusDays(-3)));
        await host.JumpToAsync(At("2026-03-02T09:00:00Z"));
        Assert.Single(rita.Briefs()[0].OfDeals());
        Assert.Contains("Acme was to close on Fri 27 Feb. Is there a new date? Also: no next step is set.", rita.Briefs()[0].Words);
        Assert.Equal([NudgeEnd.Delivered, NudgeEnd.Merged], (await host.NudgesAsync()).OrderBy(n => n.Rule).Select(n => n.End!.Value));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_brief_on_demand_is_todays_or_says_that_there_is_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("brief");
        rita.Sees("Nothing needs you right now");
        await host.StuckAsync(rita, "Acme");
        await rita.TypesAsync("brief");
        rita.Sees("No next step with Acme yet.");
        await host.JumpToAsync(At("2026-03-02T10:00:00Z"));
        Assert.Single(rita.Briefs()); // the one they asked for is today's
        await rita.TypesAsync("brief");
        Assert.Single(rita.Briefs());
        Assert.Contains(rita.Chat, m => m.Words == "Your brief is shown again further down.");
        rita.CanPress("Snooze");
    }
}
