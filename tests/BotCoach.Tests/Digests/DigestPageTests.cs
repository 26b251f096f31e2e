using System.Net;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>The whole of a digest on its page: for the manager it was made for, and for admins.</summary>
public sealed class DigestPageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_old_one_shows_what_deals_were_worth_and_how_promises_stood_on_its_day(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona");
        var rita = await host.RepAsync("Rita", mona);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        var borealis = await host.DealAsync(rita, "Borealis", d => d.Amount = 90_000);
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            await s.GetRequiredService<Commitments>().MakeAsync(await db.Deals.SingleAsync(d => d.Id == acme), await db.People.SingleAsync(p => p.Id == rita.PersonId), "Send the pricing", new LocalDate(2026, 3, 12), mona.PersonId, null, host.Clock.Now);
        });
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        await host.ChangeAsync(borealis, d => d.Amount = 5_000);
        await mona.PressesAsync(new Shown(new Address("fake", "T1", "x", "x"), "none", "none", default) { Message = Message.Say("x") }, new Button("x", "commitment.kept", $"{await host.ReadAsync(db => db.Commitments.Select(c => c.Id).SingleAsync())}"));
        var id = await host.ReadAsync(db => db.Digests.Where(d => d.MessageId != null).OrderByDescending(d => d.Week).Select(d => d.Id).FirstAsync());
        using var browser = await host.BrowserOfAsync(mona);
        await browser.OpenAsync($"/digests/{id}");
        browser.Sees("Borealis, $90,000");
        browser.Sees("Promises still to be kept");
        browser.Sees("Acme: Send the pricing (Rita, Thu 12 Mar)");
        Assert.DoesNotContain("$5,000", browser.Html, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_page_has_every_line_and_is_for_its_manager_and_admins_alone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (mona, other, ada) = (await host.ManagerAsync("Mona"), await host.ManagerAsync("Bert"), await host.AdminAsync("Ada"));
        var rita = await host.RepAsync("Rita", mona);
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        for (var i = 0; i < 7; i++) await host.DealAsync(rita, $"Account {i} <b>");
        await host.ChangeAsync(acme, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "No <i>budget</i>", host.Clock.Now), DealEventKind.Lost);
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        Assert.Contains("…and 4 more on the page", mona.Digests()[^1].Words);
        var ids = await host.ReadAsync(db => db.Digests.Where(d => d.MessageId != null).OrderByDescending(d => d.Week).Select(d => d.Id).ToListAsync());
        using ConsoleBrowser monas = await host.BrowserOfAsync(mona), berts = await host.BrowserOfAsync(other), adas = await host.BrowserOfAsync(ada);
        await monas.OpenAsync("/digests");
        foreach (var id in ids) Assert.Contains($"/digests/{id}", monas.Html, StringComparison.Ordinal);
        foreach (var browser in new[] { monas, adas })
        {
            await browser.OpenAsync($"/digests/{ids[0]}");
            for (var i = 0; i < 7; i++) browser.Sees($"Account {i} <b>, $10,000");
            browser.Sees("Acme, $10,000 (“No <i>budget</i>”)");
            browser.Sees("Evidence behind the forecast");
            browser.Sees("Open deals by stage");
        }
        await berts.OpenAsync("/digests");
        berts.Sees("There is none yet.");
        await berts.OpenAsync($"/digests/{ids[0]}");
        Assert.Equal(HttpStatusCode.NotFound, berts.Status);
    }
}
