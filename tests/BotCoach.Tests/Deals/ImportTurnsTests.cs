using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

/// <summary>Between the dry run and the last chunk: others at the same import, and what changes meanwhile.</summary>
public class ImportTurnsTests
{
    private static readonly byte[] OneDeal = Csv.Bytes("id,name,account,owner,stage,size", "1,Acme rollout,Acme,Ann Bell,Discovery,12");

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_that_are_at_the_same_import_write_each_deal_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await using var another = await host.StartAnotherAsync();
        var times = 0;
        var wish = new ImportWish(Progress: p =>
        {
            if (p.Doing == "Importing" && ++times == 2) another.RunDueAsync().GetAwaiter().GetResult();
        });
        var rows = Enumerable.Range(1, 4_200).Select(i => $"{i},Deal {i},Acme {i},Ann Bell,Discovery,1,,").ToArray();
        var report = await host.ImportAsync(new ImportChoices(), wish, Importing.Deals(rows));
        Assert.Equal((4_200, 0, 0, 0), report.Counts());
        Assert.Equal((4_200, 4_200), await host.ReadAsync(async db => (await db.Deals.CountAsync(), await db.DealEvents.CountAsync())));
        Assert.Equal(ImportState.Done, await host.ReadAsync(db => db.ImportRuns.Select(r => r.State).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_that_another_process_is_at_is_left_alone_until_nothing_came_of_it_for_half_a_minute(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await CheckedAsync(host);
        await admin.PressesAsync("Import 1 deal");
        var until = host.Clock.Now.AddSeconds(30);
        await host.DoAsync(async s => await s.GetRequiredService<BotCoach.Storage.BotCoachDb>().ImportRuns
            .ExecuteUpdateAsync(u => u.SetProperty(r => r.HeldBy, Guid.CreateVersion7()).SetProperty(r => r.HeldUntil, until)));
        host.Clock.Advance(TimeSpan.FromSeconds(29));
        await host.RunDueAsync();
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.RunDueAsync();
        Assert.Equal(1, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checked_import_is_applied_as_it_was_looked_at_whatever_is_remembered_since(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await CheckedAsync(host);
        await host.ImportAsync(
            new ImportChoices { Columns = { ["size"] = "amount" }, Stages = { ["Discovery"] = "proposal" } }, new ImportWish(),
            Csv.File("others.csv", "id,name,owner,stage,size", "7,Other,Ann Bell,Discovery,5"));
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        var acme = await host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => d.ExternalId == "1"));
        Assert.Equal(("discovery", null, "12"), (acme.StageId, acme.Amount, acme.Custom["size"]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_checked_import_brings_its_deals_under_the_version_it_was_looked_at_with(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await CheckedAsync(host);
        await host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoach.Storage.BotCoachDb>();
            var old = await db.ProcessVersions.AsNoTracking().SingleAsync(v => v.ProcessId == db.Processes.Single(p => p.IsDefault).Id);
            db.ProcessVersions.Add(new ProcessVersion
            {
                WorkspaceId = old.WorkspaceId, ProcessId = old.ProcessId, Number = 2, State = VersionState.Published, Document = old.Document, PublishedAt = host.Clock.Now,
            });
        });
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        Assert.Equal(1, await host.ReadAsync(db => db.Deals.Select(d => d.ProcessVersion).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_command_finishes_an_import_that_waits_for_the_hosts_clock_before_its_own(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await CheckedAsync(host);
        await admin.PressesAsync("Import 1 deal");
        // the command finds an import that is to be applied, and finishes it before its own
        var report = await host.ImportAsync(Importing.Deals("2,Beta,Beta,Ann Bell,Discovery,1,,"));
        Assert.Equal((1, 0, 0, 0), report.Counts());
        Assert.Equal(2, await host.ReadAsync(db => db.Deals.CountAsync()));
        await host.RunDueAsync();
        Assert.Equal(2, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    /// <summary>An admin who has shared one deal and looks at its dry run.</summary>
    private static async Task<Driver> CheckedAsync(CoachHost host)
    {
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", OneDeal));
        await host.RunDueAsync();
        return admin;
    }
}
