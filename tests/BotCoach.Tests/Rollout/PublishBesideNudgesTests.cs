using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

/// <summary>A publish that is not committed yet, and the open deals that follow it, stand in nobody's way: nudges are judged and briefs go out meanwhile.</summary>
public sealed class PublishBesideNudgesTests
{
    private const int Deals = 300;
    private const int New = 20;

    // what is in the way of the others would keep them for ever, not for a while
    private static readonly TimeSpan ForEver = TimeSpan.FromMinutes(2);

    [Theory, OnPostgres]
    public async Task Deals_are_judged_and_briefs_sent_while_an_admin_publishes(Db kind)
    {
        var held = new HeldUnit();
        await using var host = await CoachHost.StartAsync(kind, held.Watch);
        var (ada, rita, sam) = await FoundAsync(host);
        await ada.TypesAsync("/coach stages edit");
        await ada.PressesAsync("Edit", inRow: "1. Discovery");
        await ada.PressesAsync("Edit", inRow: "Healthy time");
        await ada.FillsAsync(("days", "21"));
        await ada.PressesAsync("The whole draft");
        await ada.PressesAsync("Preview and publish");
        await MondayAsync(host, rita, sam);
        held.Hold(c => c.ChangeTracker.Entries<VersionMove>().Any());
        var publishing = ada.PressesAsync("Publish to everyone");
        Assert.Same(held.IsThere, await Task.WhenAny(held.IsThere, publishing));
        await RunAsync(host);
        Assert.False(publishing.IsCompleted);
        Assert.Equal(Deals + New, await JudgedAsync(host));
        Assert.Single(rita.Briefs());
        Assert.Single(sam.Briefs());
        held.LetGo();
        await publishing;
        await EndAsync(host);
    }

    [Theory, OnPostgres]
    public async Task Deals_are_judged_and_briefs_sent_while_the_open_deals_follow(Db kind)
    {
        var held = new HeldUnit();
        await using var host = await CoachHost.StartAsync(kind, held.Watch);
        var (ada, rita, sam) = await FoundAsync(host);
        await ada.TypesAsync("/coach stages edit");
        await ada.PressesAsync("Preview and publish");
        await ada.PressesAsync("Publish to everyone");
        await MondayAsync(host, rita, sam);
        held.Hold(c => c.ChangeTracker.Entries<VersionMove>().Any());
        var following = Runner(host).RunAsync(typeof(VersionMoveRun), host.Clock.Now, default);
        Assert.Same(held.IsThere, await Task.WhenAny(held.IsThere, following));
        await RunAsync(host);
        Assert.False(following.IsCompleted);
        Assert.Equal(Deals + New, await JudgedAsync(host));
        Assert.Single(rita.Briefs());
        Assert.Single(sam.Briefs());
        held.LetGo();
        await following;
        await EndAsync(host);
    }

    /// <summary>Some hundred deals of two reps without a next step, judged when they came.</summary>
    private static async Task<(Driver Ada, Driver Rita, Driver Sam)> FoundAsync(CoachHost host)
    {
        var (ada, rita, sam) = (await host.AdminAsync("Ada"), await host.RepAsync("Rita"), await host.RepAsync("Sam"));
        await host.DoAsync(services =>
        {
            TestBook.Publish(services.GetRequiredService<BotCoachDb>(), TestBook.Whole());
            return Task.CompletedTask;
        });
        await AddAsync(host, 0, Deals, version: 1, rita, sam);
        await host.RunDueAsync();
        Assert.Equal(Deals, await JudgedAsync(host));
        return (ada, rita, sam);
    }

    /// <summary>Their briefs are due, and some deals that came meanwhile are to be judged.</summary>
    private static async Task MondayAsync(CoachHost host, Driver rita, Driver sam)
    {
        host.Clock.JumpTo(Pipeline.Monday);
        await AddAsync(host, Deals, New, await host.ReadAsync(db => db.ProcessVersions.Where(v => v.State == VersionState.Published).MaxAsync(v => v.Number)), rita, sam);
    }

    private static Task AddAsync(CoachHost host, int from, int count, int version, Driver rita, Driver sam) => host.DoAsync(services =>
    {
        for (var i = from; i < from + count; i++)
        {
            var deal = TestBook.Deal($"Deal {i:000}", (i % 2 == 0 ? rita : sam).PersonId, host.WorkspaceId);
            deal.ProcessVersion = version;
            services.GetRequiredService<DealLedger>().Add(deal, TestBook.Click(rita.PersonId), host.Clock.Now, happenedAt: TestBook.Now.AddDays(-3));
        }
        return Task.CompletedTask;
    });

    private static Task RunAsync(CoachHost host) => Runner(host).RunUntilQuietAsync([typeof(NudgeSweep), typeof(BriefRun)], host.Clock.Now, default).WaitAsync(ForEver);

    /// <summary>Everything that was left is done, and nothing twice.</summary>
    private static async Task EndAsync(CoachHost host)
    {
        await host.RunDueAsync();
        Assert.Equal(Deals + New, await host.ReadAsync(db => db.Deals.CountAsync(d => d.ProcessVersion == 2)));
        Assert.Equal(Deals + New, await host.ReadAsync(db => db.Nudges.CountAsync(n => n.Holds && n.Rule == "no-next-step")));
    }

    private static Task<int> JudgedAsync(CoachHost host) => host.ReadAsync(db => db.Nudges.Select(n => n.DealId).Distinct().CountAsync());

    private static ChoreRunner Runner(CoachHost host) => host.App.Services.GetRequiredService<ChoreRunner>();
}
