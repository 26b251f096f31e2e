using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Simulation;

/// <summary>Much at once floods nobody: an import of a neglected pipeline, and what a day without the host has left behind.</summary>
public sealed class FloodTests
{
    private const int Reps = 30;
    private const int Stale = 2_000;
    private const int Backlog = 10;
    private const int Usual = 3;
    private const int AfterTwoQuietDays = 5;

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_thousand_stale_deals_are_one_card_for_each_owner_until_they_are_sorted(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var reps = await RepsAsync(host);
        var report = await host.ImportAsync(Importing.Deals([.. Enumerable.Range(0, Stale).Select(Row)]));
        Assert.Equal((Stale, 0, 0, 0), report.Counts());
        await host.JumpAsync(TimeSpan.FromDays(7));
        Assert.All(reps, r => Assert.Contains("came in for you", Assert.Single(r.Chat).Words));
        Assert.Empty(await host.NudgesAsync());

        foreach (var rep in reps) await rep.PressesAsync(rep.LastMessage!.Labels.First(l => l.StartsWith("Work on all", StringComparison.Ordinal)));
        Assert.Equal(Stale, await host.ReadAsync(db => db.Deals.CountAsync(d => d.Triage == Triage.Working)));
        await host.JumpToAsync(At("2026-03-12T08:00:00Z"));
        Assert.NotEmpty(await host.NudgesAsync());
        foreach (var rep in reps)
        {
            // what was sorted on Monday at eight is in the briefs of Monday, Tuesday and Wednesday, and nothing else comes
            Assert.Equal([Usual, Usual, AfterTwoQuietDays], rep.Briefs().Select(Items));
            Assert.All(rep.Chat.Skip(1).GroupBy(m => m.SentAt.Date), day => Assert.Single(day));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_without_the_host_drains_as_one_brief_a_person_and_four_an_hour_of_what_cannot_wait(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var reps = await RepsAsync(host);
        foreach (var rep in reps)
        {
            for (var n = 0; n < 5; n++) await host.StuckAsync(rep, $"Account {n} of {rep.Caller.User}");
            await host.DoAsync(async services =>
            {
                for (var n = 0; n < Backlog; n++) await services.GetRequiredService<Urgent>().TellAsync(rep.PersonId, $"test:{rep.PersonId}:{n}", Message.Say($"Number {n}"), host.Clock.Now);
            });
        }
        host.Clock.JumpTo(At("2026-03-03T22:00:00Z")); // back at night
        await host.RunDueAsync();
        Assert.All(reps, r => Assert.Empty(r.Chat));
        host.Clock.JumpTo(At("2026-03-04T11:00:00Z")); // away again over two mornings, back at eleven
        await host.RunDueAsync();
        Assert.All(reps, r => Assert.Contains("Wednesday", Assert.Single(r.Briefs()).Words));
        Assert.All(reps, r => Assert.Equal(Urgent.MostAnHour, CannotWait(r)));
        Assert.All(reps, r => Assert.Equal(Urgent.MostAnHour + 1, r.Chat.Count)); // and the brief, with the list of what their stages ask
        await host.JumpToAsync(At("2026-03-04T17:00:00Z"));
        Assert.All(reps, r => Assert.Equal(Backlog, CannotWait(r)));
        Assert.All(reps, r => Assert.Equal(Usual, Items(Assert.Single(r.Briefs()))));
    }

    private static async Task<List<Driver>> RepsAsync(CoachHost host)
    {
        List<Driver> reps = [];
        for (var i = 0; i < Reps; i++) reps.Add(await host.RepAsync($"Rep{i:00}"));
        return reps;
    }

    /// <summary>A deal that should have closed months ago, and of which nobody has said anything since.</summary>
    private static string Row(int i) => $"{i},Deal {i:0000},Account {i:0000},Rep{i % Reps:00},Discovery,{1_000 + i},2025-{1 + i % 12:00}-15,";

    private static int CannotWait(Driver rep) => rep.Chat.Count(m => m.Words.StartsWith("Number", StringComparison.Ordinal));

    private static int Items(Shown brief) => brief.OfDeals().Count;
}
