using System.Text;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.People;

/// <summary>The company's own holidays by a calendar file in chat. It is Monday 2 March 2026, 8:00 UTC.</summary>
public sealed class HolidayFileTests
{
    private static readonly byte[] Closed = Ics("DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260304\nSUMMARY:Stocktaking", "DTSTART:20251224\nRRULE:FREQ=YEARLY\nSUMMARY:Christmas Eve", "DTSTART:20260310T100000Z");

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_looks_at_the_days_uses_them_and_the_briefs_move(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (ada, rita) = (await host.AdminAsync("Ada"), await host.RepAsync("Rita"));
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        var epoch = await EpochAsync(host);
        await ada.SharesAsync(("closed.ics", Closed));
        foreach (var words in new[] { "today to tomorrow · Stocktaking", "Thu 24 Dec · Christmas Eve, every year", "1 entry has an hour and is left out" }) ada.Sees(words);
        Assert.Equal(epoch, await EpochAsync(host));
        await ada.PressesAsync("Use these days");
        ada.Sees("2 company holidays are kept from now on");
        await ada.RepeatsAsync();
        Assert.Equal(epoch + 1, await EpochAsync(host));
        await host.JumpToAsync(At("2026-03-04T12:00:00Z"));
        Assert.Equal(At("2026-03-04T09:00:00Z"), Assert.Single(rita.Briefs()).SentAt);
        await rita.TypesAsync("settings");
        rita.Sees("Company holidays: 2 entries; next Christmas Eve, Thu 24 Dec");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_file_takes_its_place_and_it_can_be_removed(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        await ada.SharesAsync(("closed.ics", Closed));
        await ada.PressesAsync("Use these days");
        await ada.SharesAsync(("other.ics", Ics("DTSTART:20260501\nSUMMARY:May")));
        ada.Sees("They take the place of the 2 entries");
        await ada.PressesAsync("Discard");
        Assert.Equal(2, await host.ReadAsync(db => db.CompanyDays.CountAsync()));
        await ada.SharesAsync(("other.ics", Ics("DTSTART:20260501\nSUMMARY:May")));
        await ada.PressesAsync("Use these days");
        Assert.Equal("May", (await host.ReadAsync(db => db.CompanyDays.SingleAsync())).Name);
        await ada.TypesAsync("holidays");
        ada.Sees("Fri 1 May · May");
        await ada.PressesAsync("Remove them");
        ada.Sees("are removed");
        Assert.Equal((0, null), (await host.ReadAsync(db => db.CompanyDays.CountAsync()), (await host.ReadAsync(db => db.Workspaces.SingleAsync())).HolidaySet));
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_its_line_and_others_may_not()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var (ada, rita) = (await host.AdminAsync("Ada"), await host.RepAsync("Rita"));
        await ada.SharesAsync(("bad.ics", Ics("DTSTART:2026-05-01")));
        ada.Sees("bad.ics: Line 4: “2026-05-01” is no day, like 20261224.");
        await ada.SharesAsync(("empty.ics", Ics("DTSTART:20260310T100000Z")));
        ada.Sees("There is no entry of whole days in that calendar file: 1 entry has an hour.");
        await rita.SharesAsync(("closed.ics", Closed));
        rita.Sees("Only an admin can change the company's holidays.");
        Assert.Equal(0, await host.ReadAsync(db => db.CompanyDays.CountAsync()));
    }

    [Fact]
    public async Task An_admin_is_told_of_holidays_that_nobody_has_announced()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, clock: new FakeClock(At("2026-10-05T08:00:00Z")));
        var (ada, rita) = (await host.AdminAsync("Ada"), await host.PersonAsync("Rita", Role.Rep, p => (p.Zone, p.Country) = ("Asia/Singapore", "SG")));
        await ada.TypesAsync("holidays");
        ada.Sees("I do not know yet when these are, so I do not keep them: Vesak Day 2027 in Singapore.");
        await ada.TypesAsync("home");
        ada.Sees("Vesak Day 2027 in Singapore");
        await rita.TypesAsync("settings");
        rita.Sees("Vesak Day 2027 in Singapore. Note them as days off.");
    }

    private static byte[] Ics(params string[] events) => Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\nVERSION:2.0\n{string.Concat(events.Select(e => $"BEGIN:VEVENT\n{e}\nEND:VEVENT\n"))}END:VCALENDAR\n");

    private static Task<long> EpochAsync(CoachHost host) => host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync());
}
