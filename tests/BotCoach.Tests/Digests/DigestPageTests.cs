using System.Net;
using BotCoach.Deals;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>The whole of a digest on its page: for the manager it was made for, and for admins.</summary>
public sealed class DigestPageTests
{
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
