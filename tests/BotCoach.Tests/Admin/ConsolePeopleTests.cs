using System.Net;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Admin;

/// <summary>People, holidays and settings: what is changed in the console is what chat would have changed, and it is audited.</summary>
public sealed class ConsolePeopleTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_gives_somebody_a_role_a_team_and_a_manager(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, mia, ana) = (await host.AdminAsync("Tom"), await host.ManagerAsync("Mia"), await host.RepAsync("Ana"));
        using var browser = await host.BrowserOfAsync(tom);
        await browser.OpenAsync($"/admin/people/{ana.PersonId}");
        await browser.PressAsync("Save", ("role", "Manager"), ("team", " North "), ("manager", $"{mia.PersonId}"));
        Assert.Equal("/admin/people", browser.At);
        browser.Sees("Ana is saved: manager, North.");
        var now = await host.ReadAsync(db => db.People.SingleAsync(p => p.Id == ana.PersonId));
        Assert.Equal(new Position(Role.Manager, "North", mia.PersonId), Position.Of(now));
        Assert.Equal(["role: rep → manager", "sales team: none → North", $"manager: none → {mia.PersonId}"],
            await host.ReadAsync(db => db.AuditEntries.Where(a => a.About == ana.PersonId).OrderBy(a => a.What == "role: rep → manager" ? 0 : a.What.StartsWith("sales") ? 1 : 2).Select(a => a.What).ToListAsync()));
        await browser.OpenAsync("/admin/audit?who=ana");
        browser.Sees("manager: none → Mia");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_takes_the_last_admin_away_and_nobody_becomes_their_own_manager(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, mia) = (await host.AdminAsync("Tom"), await host.ManagerAsync("Mia"));
        var max = await host.PersonAsync("Max", Role.Manager, p => p.ManagerId = mia.PersonId);
        var ghost = await host.AdminAsync("Ghost");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Identities.SingleAsync(i => i.PersonId == ghost.PersonId)).Standing = Standing.Gone);
        using var browser = await host.BrowserOfAsync(tom);
        await browser.OpenAsync($"/admin/people/{tom.PersonId}");
        await browser.PressAsync("Save", ("role", "Manager"));
        browser.Sees("Tom is the last admin. Make somebody else an admin first.");
        await browser.OpenAsync($"/admin/people/{mia.PersonId}");
        await browser.PressAsync("Save", ("manager", $"{max.PersonId}"));
        browser.Sees("Max reports to Mia, so it cannot be the other way round too.");
        await browser.PressAsync("Save", ("manager", $"{Guid.CreateVersion7()}"));
        browser.Sees("Choose somebody who is a manager or an admin.");
        Assert.Equal([Role.Admin, Role.Manager], await host.ReadAsync(db => db.People.Where(p => p.Id == tom.PersonId || p.Id == mia.PersonId).OrderBy(p => p.Role == Role.Admin ? 0 : 1).Select(p => p.Role).ToListAsync()));
        Assert.DoesNotContain(await host.AuditedAsync(), w => w.StartsWith("role", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_admins_who_make_each_other_managers_at_the_same_instant_leave_one(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, eve) = (await host.AdminAsync("Tom"), await host.AdminAsync("Eve"));
        using ConsoleBrowser toms = await host.BrowserOfAsync(tom), eves = await host.BrowserOfAsync(eve);
        await toms.OpenAsync($"/admin/people/{eve.PersonId}");
        await eves.OpenAsync($"/admin/people/{tom.PersonId}");
        await Task.WhenAll(toms.PressAsync("Save", ("role", "Manager")), eves.PressAsync("Save", ("role", "Manager")));
        Assert.Equal(1, await host.ReadAsync(db => db.People.CountAsync(p => p.Role == Role.Admin)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_looked_at_something_else_is_shown_what_it_is_now(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (tom, eve, ana) = (await host.AdminAsync("Tom"), await host.AdminAsync("Eve"), await host.RepAsync("Ana"));
        using ConsoleBrowser first = await host.BrowserOfAsync(tom), second = await host.BrowserOfAsync(eve);
        await first.OpenAsync($"/admin/people/{ana.PersonId}");
        await second.OpenAsync($"/admin/people/{ana.PersonId}");
        await first.PressAsync("Save", ("team", "North"));
        await second.PressAsync("Save", ("team", "South"));
        second.Sees("Somebody changed this person meanwhile, to what stands here now.");
        Assert.Contains("value=\"North\"", second.Html);
        Assert.Equal("North", await host.ReadAsync(db => db.People.Where(p => p.Id == ana.PersonId).Select(p => p.SalesTeam).SingleAsync()));
        await second.PressAsync("Save", ("team", "South|East"));
        await first.OpenAsync($"/admin/people/{ana.PersonId}");
        await second.OpenAsync($"/admin/people/{ana.PersonId}");
        await first.PressAsync("Save", ("team", "North|West"));
        await second.PressAsync("Save", ("team", "South"));
        second.Sees("Somebody changed this person meanwhile, to what stands here now.");
        await second.PressAsync("Save", ("was", "nonsense"), ("team", "South"));
        Assert.Equal(HttpStatusCode.BadRequest, second.Status);
        await second.OpenAsync($"/admin/people/{ana.PersonId}");
        await second.PressAsync("Save", ("team", "South"));
        Assert.Equal("South", await host.ReadAsync(db => db.People.Where(p => p.Id == ana.PersonId).Select(p => p.SalesTeam).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_manager_sees_the_team_alone_and_changes_nobody(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mia = await host.ManagerAsync("Mia");
        var (ana, _) = (await host.RepAsync("Ana", mia), await host.RepAsync("Bob"));
        using var browser = await host.BrowserOfAsync(mia);
        await browser.OpenAsync("/admin/people");
        browser.Sees("Ana");
        browser.DoesNotSee("Bob");
        await browser.OpenAsync($"/admin/people/{ana.PersonId}");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        await browser.OpenAsync("/admin/people/holidays");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Markup_in_names_stays_a_name(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        const string Nasty = "<img src=x onerror=alert(1)>\"'&";
        var tom = await host.AdminAsync("Tom");
        var ana = await host.PersonAsync(Nasty, Role.Rep, p => (p.SalesTeam, p.ManagerId) = ("<b>North</b>", tom.PersonId));
        using var browser = await host.BrowserOfAsync(tom);
        foreach (var page in new[] { "/admin/people", $"/admin/people/{ana.PersonId}", $"/admin/people/{tom.PersonId}", "/admin/people?q=%3Cimg" })
        {
            await browser.OpenAsync(page);
            Assert.DoesNotContain("<img", browser.Html);
            Assert.DoesNotContain("<b>North", browser.Html);
            Assert.Contains("&lt;img src=x", browser.Html);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Holidays_are_added_removed_and_taken_from_a_calendar_file(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = await host.BrowserOfAsync(tom);
        var epoch = await EpochAsync(host);
        await browser.OpenAsync("/admin/people/holidays");
        await browser.PressAsync("Add the day", ("name", "Founders’ day"), ("first", "2026-06-01"), ("every", "1"));
        browser.Sees("Founders’ day is kept from now on.");
        browser.Sees("2026-06-01 · Founders’ day, every year");
        Assert.Equal(epoch + 1, await EpochAsync(host));
        await browser.PressAsync("Add the day", ("name", ""), ("first", "2026-12-24"), ("last", "2026-12-01"));
        browser.Sees("Give it a name");
        browser.Sees("The last day lies at or after the first");

        await browser.UploadAsync("Look at it", "file", "days.ics", Ics("20261224", "20270102", "Winter break"));
        browser.Sees("In your file, not used yet");
        browser.Sees("2026-12-24 to 2027-01-01 · Winter break");
        Assert.Equal(epoch + 1, await EpochAsync(host));
        await browser.PressAsync("Use these days");
        browser.Sees("1 company holiday is kept from now on.");
        browser.DoesNotSee("Founders’ day");
        await tom.TypesAsync("holidays");
        tom.Sees("Winter break");
        await browser.PressAsync("Remove");
        browser.Sees("None are kept");
        Assert.Equal((epoch + 3, (Guid?)null), (await EpochAsync(host), await host.ReadAsync(db => db.Workspaces.Select(w => w.HolidaySet).SingleAsync())));
        Assert.Equal(3, (await host.AuditedAsync()).Count(w => w.StartsWith("company holidays", StringComparison.Ordinal)));
        await browser.UploadAsync("Look at it", "file", "no.ics", [1, 2, 3]);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        browser.Sees("no.ics");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_change_the_holidays_do_not_overwrite_each_other(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using ConsoleBrowser first = await host.BrowserOfAsync(await host.AdminAsync("Tom")), second = await host.BrowserOfAsync(await host.AdminAsync("Eve"));
        await first.OpenAsync("/admin/people/holidays");
        await second.OpenAsync("/admin/people/holidays");
        await first.PressAsync("Add the day", ("name", "One"), ("first", "2026-06-01"));
        await second.PressAsync("Add the day", ("name", "Two"), ("first", "2026-06-02"));
        second.Sees("Somebody changed the company’s holidays meanwhile.");
        Assert.Equal(["One"], await host.ReadAsync(db => db.CompanyDays.Select(d => d.Name).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Settings_are_the_chats_own_and_say_what_is_wrong_at_its_field(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var tom = await host.AdminAsync("Tom");
        using var browser = await host.BrowserOfAsync(tom);
        await browser.OpenAsync("/admin/settings");
        await browser.PressAsync("Save", ("zone", "Europe/Berlinn"), ("start", "late"));
        browser.Sees("I know no zone “Europe/Berlinn”. The nearest: Europe/Berlin");
        browser.Sees("Write a time of day, like 9:00.");
        await browser.PressAsync("Save", ("zone", "Europe/Berlin"), ("start", "7:15"), ("days", "1\u001f2\u001f3"), ("company", "DE"));
        browser.Sees("Your settings are saved.");
        var now = await host.ReadAsync(db => db.People.SingleAsync(p => p.Id == tom.PersonId));
        Assert.Equal(("Europe/Berlin", new LocalTime(7, 15), 0b111), (now.Zone, now.WorkStart, now.WorkDays));
        Assert.Equal("DE", await host.ReadAsync(db => db.Workspaces.Select(w => w.Country).SingleAsync()));
        Assert.Contains("company's country: none → DE", await host.AuditedAsync());
        await browser.PressAsync("Save what a rule has to earn", ("target", "200"));
        browser.Sees("Give a whole number from 10 to 95.");
        await browser.PressAsync("Save what a rule has to earn", ("target", "70"));
        browser.Sees("What a rule has to earn is saved.");
        Assert.Equal(70, await host.ReadAsync(db => db.RuleTerms.Select(t => t.TargetPercent).SingleAsync()));
    }

    private static Task<long> EpochAsync(CoachHost host) => host.ReadAsync(db => db.Workspaces.Select(w => w.Epoch).SingleAsync());

    private static byte[] Ics(string from, string until, string name) => System.Text.Encoding.UTF8.GetBytes(
        $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{from}\r\nDTEND;VALUE=DATE:{until}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
}
