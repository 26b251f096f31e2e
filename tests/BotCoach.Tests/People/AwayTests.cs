using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.People;

/// <summary>Days off, quiet, another zone, no zone: what is said moves, and nothing is lost or said twice. It is Monday 2 March 2026, 8:00 UTC.</summary>
public sealed class AwayTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_off_until_a_day_gets_the_brief_on_that_day_and_the_deals_are_judged_no_second_time(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        var epoch = await EpochAsync(host);
        await rita.TypesAsync("/coach off until Thursday");
        foreach (var words in new[] { "Your days off", "today to Wed 4 Mar", "nothing comes but what you ask for" }) rita.Sees(words);
        await host.JumpToAsync(At("2026-03-05T12:00:00Z"));
        Assert.Equal(At("2026-03-05T09:00:00Z"), Assert.Single(rita.Briefs()).SentAt);
        Assert.Equal(epoch, await EpochAsync(host));
    }

    [Fact]
    public async Task Noting_days_off_brings_no_brief_about()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.DealAsync(rita, "Borealis");
        await host.JumpToAsync(At("2026-03-02T10:00:00Z")); // nothing to say this morning
        await host.StuckAsync(rita, "Acme");
        await rita.TypesAsync("off 24 Dec to 2 Jan");
        await host.RunDueAsync();
        Assert.Empty(rita.Briefs());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Back_ends_it_and_what_waited_comes_while_the_shift_lasts(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("off this week");
        await rita.TypesAsync("off 24 Dec to 2 Jan");
        await host.JumpToAsync(At("2026-03-03T10:00:00Z"));
        Assert.Empty(rita.Briefs());
        await rita.TypesAsync("off");
        rita.Sees("24 Dec to 2 Jan 2027");
        await rita.TypesAsync("back");
        rita.Sees("Welcome back. What waited comes now.");
        await host.RunDueAsync();
        Assert.Equal(At("2026-03-03T10:00:00Z"), Assert.Single(rita.Briefs()).SentAt);
        Assert.Equal("2026-12-24/2027-01-02", (await host.ReadAsync(db => db.People.SingleAsync())).DaysOff);
        await rita.TypesAsync("off");
        await rita.PressesAsync("Remove");
        rita.Sees("None noted.");
        await rita.TypesAsync("back"); // now it is the deal's again
        rita.DoesNotSee("Welcome back");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Quiet_until_an_hour_holds_the_brief_until_then_and_what_is_asked_for_is_answered(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await rita.TypesAsync("quiet until 11:00");
        rita.Sees("Quiet until 11:00.");
        await host.JumpToAsync(At("2026-03-02T10:30:00Z"));
        Assert.Empty(rita.Briefs());
        await rita.TypesAsync("Acme");
        rita.Sees("Acme rollout");
        await host.JumpToAsync(At("2026-03-02T12:00:00Z"));
        Assert.Equal(At("2026-03-02T11:00:00Z"), Assert.Single(rita.Briefs()).SentAt);
        await rita.TypesAsync("quiet");
        await host.JumpToAsync(At("2026-03-03T09:30:00Z"));
        Assert.Equal(At("2026-03-03T09:00:00Z"), rita.Briefs()[^1].SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_public_holiday_of_the_country_moves_the_brief_and_the_companys_goes_for_who_chose_none(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind, clock: new FakeClock(At("2026-04-02T18:00:00Z")));
        var (ada, rita) = (await host.AdminAsync("Ada"), await host.RepAsync("Rita"));
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        var epoch = await EpochAsync(host);
        await ada.TypesAsync("settings");
        ada.Sees("no country is chosen");
        await ada.PressesAsync("Change");
        await ada.FillsAsync(("company", "DE"));
        ada.Sees("Germany, your company's; next Good Friday, tomorrow");
        Assert.Equal(epoch + 1, await EpochAsync(host));
        await host.JumpToAsync(At("2026-04-07T12:00:00Z"));
        Assert.Equal(At("2026-04-07T09:00:00Z"), Assert.Single(rita.Briefs()).SentAt); // after Easter Monday
    }

    [Fact]
    public async Task A_country_brings_its_weekend_unless_other_days_were_chosen()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var (ada, rita, tom) = (await host.AdminAsync("Ada"), await host.RepAsync("Rita"), await host.PersonAsync("Tom", Role.Rep, p => p.WorkDays = 0b0000111));
        await ada.TypesAsync("settings");
        await ada.PressesAsync("Change");
        await ada.FillsAsync(("company", "SA"));
        var days = await host.ReadAsync(db => db.People.ToDictionaryAsync(p => p.Name, p => p.WorkDays));
        Assert.Equal((0b1001111, 0b1001111, 0b0000111), (days["Ada"], days["Rita"], days["Tom"]));
        await host.Stranger("nina").TypesAsync("help");
        Assert.Equal(0b1001111, await host.ReadAsync(db => db.People.Where(p => p.Name == "nina").Select(p => p.WorkDays).SingleAsync()));
        await rita.TypesAsync("settings");
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("country", "IN"), ("off", "24 Dec to 2 Jan\n5 May"));
        foreach (var words in new[] { "Mon to Sat", "India; next", "Tue 5 May; Thu 24 Dec to 2 Jan 2027" }) rita.Sees(words);
        await rita.PressesAsync("Change");
        await rita.FillsAsync(("off", "whenever"));
        rita.Sees("off: I cannot read “whenever”");
        await rita.FillsAsync(("off", ""), ("country", "none"));
        foreach (var words in new[] { "Mon to Fri", "none noted" }) rita.Sees(words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_travelling_rep_has_one_brief_a_local_day_never_before_the_new_start_and_none_is_lost(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita", zone: "Asia/Tokyo");
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-03T02:00:00Z"));
        Assert.Equal(At("2026-03-03T00:00:00Z"), Assert.Single(rita.Briefs()).SentAt); // Tuesday 9:00 in Tokyo
        await MovesAsync(host, rita, "America/Los_Angeles"); // it is Monday evening there
        await host.JumpToAsync(At("2026-03-04T01:00:00Z"));
        Assert.Single(rita.Briefs()); // Tuesday's was made in Tokyo
        await host.JumpToAsync(At("2026-03-05T01:00:00Z"));
        Assert.Equal(At("2026-03-04T17:00:00Z"), rita.Briefs()[1].SentAt); // Wednesday 9:00 in Los Angeles
        await MovesAsync(host, rita, "Asia/Tokyo"); // Thursday 10:00 there: its brief is made up for at once
        await host.RunDueAsync();
        Assert.Equal(At("2026-03-05T01:00:00Z"), rita.Briefs()[2].SentAt);
        await host.JumpToAsync(At("2026-03-06T01:00:00Z"));
        Assert.Equal(At("2026-03-06T00:00:00Z"), rita.Briefs()[3].SentAt);
        Assert.Equal(4, rita.Briefs().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_has_no_zone_is_asked_once_with_the_first_brief_and_the_workspaces_goes_until_then(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.PersonAsync("Rita", Role.Rep), await host.PersonAsync("Tom", Role.Rep));
        await host.StuckAsync(rita, "Acme");
        await host.StuckAsync(tom, "Borealis");
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.Equal(At("2026-03-02T09:00:00Z"), rita.Briefs()[0].SentAt);
        Assert.Single(rita.Chat, m => m.Words.Contains("Which time zone are you in?"));
        await rita.PressesAsync("Etc/UTC");
        rita.Sees("your times are those of Etc/UTC");
        await tom.PressesAsync("Another zone…");
        await tom.FillsAsync(("zone", "America/New_York"));
        tom.Sees("America/New_York");
        var zones = await host.ReadAsync(db => db.People.ToDictionaryAsync(p => p.Name, p => (p.Zone, p.ZoneIsChosen)));
        Assert.Equal((("Etc/UTC", true), ("America/New_York", true)), (zones["Rita"], zones["Tom"]));
        await host.JumpToAsync(At("2026-03-05T18:00:00Z"));
        Assert.Equal(At("2026-03-05T14:00:00Z"), tom.Briefs()[^1].SentAt);
        Assert.DoesNotContain(rita.Chat, m => m.Words.Contains("Which time zone"));
    }

    private static Task MovesAsync(CoachHost host, Driver rita, string zone) => host.ReceiveAsync(
        new BotCoach.Channels.PersonChanged($"moves-{zone}-{host.Clock.Now:O}", rita.Caller with { Zone = zone }));

    private static Task<long> EpochAsync(CoachHost host) => host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync());
}
