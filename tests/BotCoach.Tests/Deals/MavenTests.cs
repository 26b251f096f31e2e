using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Deals;

/// <summary>Runs where the shared data stands beside the repository.</summary>
public sealed class MavenTheoryAttribute : TheoryAttribute
{
    public static readonly string? Folder = Find();

    public MavenTheoryAttribute()
    {
        if (Folder is null) Skip = "../shared/data/maven-crm is not there";
    }

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "data", "maven-crm") is var data && Directory.Exists(data)) return data;
        return null;
    }
}

public class MavenTests
{
    private static ImportSource[] Files => [.. Directory.GetFiles(MavenTheoryAttribute.Folder!, "*.csv").Order().Select(ImportSource.OfPath)];

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task Eight_thousand_eight_hundred_real_deals_end_as_data(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Files);
        var tally = report.Tally;
        Assert.Equal((8_800, 2_089, 4_238, 2_473, 0), (tally.Deals, tally.Open, tally.Won, tally.Lost, tally.Refused));
        Assert.Equal(10_005_534, tally.WonValue["USD"]);
        Assert.Equal(1_480, tally.ReadAs["GTXPro read as GTX Pro"]);

        var deals = await host.ReadAsync(db => db.Deals.AsNoTracking().ToListAsync());
        Assert.Equal(10_005_534, deals.Where(d => d.Status == DealStatus.Won).Sum(d => d.Amount));
        Assert.Equal(1_425, deals.Count(d => d.IsOpen && d.Account is null));
        Assert.All(deals.Where(d => d.IsOpen), d => Assert.Equal((Triage.Waiting, null, null, true), (d.Triage, d.Amount, d.CloseOn, d.ImportedWithoutEvidence)));
        Assert.All(deals.Where(d => !d.IsOpen), d => Assert.Equal(Triage.None, d.Triage));
        Assert.DoesNotContain(deals, d => d.Custom["product"] == "GTXPro");
        // every deal is found by its product, its account and its id
        Assert.All(deals, d => Assert.Contains(d.ExternalId!.ToLowerInvariant(), d.Search));
        Assert.Contains(deals, d => d.Name == "GTX Pro · Isdom · Z063OYW0" && d.Search.Contains("gtx pro") && d.Search.Contains("isdom"));
        Assert.Contains(deals, d => d.Account is null && d.Name == $"{d.Custom["product"]} · {d.ExternalId}");
        Assert.Equal("GTX", deals.First(d => d.Custom["product"] == "GTX Pro").Custom["series"]);
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task The_history_has_what_happened_on_its_own_days_and_what_we_learned_today(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Files);
        var events = await host.ReadAsync(db => db.DealEvents.AsNoTracking().ToListAsync());
        Assert.Equal((8_800, 4_238, 2_473), (events.Count(e => e.Kind == DealEventKind.Imported), events.Count(e => e.Kind == DealEventKind.Won), events.Count(e => e.Kind == DealEventKind.Lost)));
        Assert.Equal(8_800 + 4_238 + 2_473, events.Count);
        Assert.All(events, e => Assert.Equal((host.Clock.Now, By.Import), (e.RecordedAt, e.ActorBy)));
        var won = events.Where(e => e.Kind == DealEventKind.Won).ToList();
        Assert.All(won, e => Assert.InRange(e.HappenedAt.Year, 2016, 2017));
        var one = await host.ReadAsync(db => db.Deals.SingleAsync(d => d.ExternalId == "1C1I7A6R"));
        Assert.Equal(
            [(DealEventKind.Imported, new DateOnly(2016, 10, 20)), (DealEventKind.Won, new DateOnly(2017, 3, 1))],
            events.Where(e => e.DealId == one.Id).OrderBy(e => e.Seq).Select(e => (e.Kind, DateOnly.FromDateTime(e.HappenedAt.UtcDateTime))));
        Assert.Equal(500, events.Count(e => e.Kind == DealEventKind.Imported && e.HappenedAt == host.Clock.Now));
        Assert.Equal(0, await host.ReadAsync(db => db.DealDues.CountAsync()));
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task Everybody_of_the_teams_file_is_there_with_manager_and_team_and_each_owner_gets_one_card(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Files);
        var people = await host.ReadAsync(db => db.People.AsNoTracking().ToListAsync());
        Assert.Equal((35, 6), (people.Count(p => p.Role == Role.Rep), people.Count(p => p.Role == Role.Manager)));
        Assert.All(people.Where(p => p.Role == Role.Rep), p => Assert.True(p.ManagerId is not null && p.SalesTeam is not null, p.Name));
        Assert.Equal("Dustin Brinkmann", people.Single(m => m.Id == people.Single(p => p.Name == "Anna Snelling").ManagerId).Name);
        var owners = await host.ReadAsync(db => db.Deals.Select(d => d.OwnerId).Distinct().CountAsync());
        Assert.Equal(30, owners);
        var accounts = await host.ReadAsync(db => db.Accounts.AsNoTracking().ToListAsync());
        Assert.Equal(85, accounts.Count);
        Assert.Equal("technolgy", accounts.Single(a => a.Name == "Acme Corporation").Custom["sector"]);
        var waiting = await host.ReadAsync(db => db.Deals.Where(d => d.Status == DealStatus.Open).Select(d => d.OwnerId).Distinct().ToListAsync());
        var cards = await host.ReadAsync(db => db.OutgoingMessages.AsNoTracking().Where(m => m.Key.StartsWith("triage:")).ToListAsync());
        Assert.Equal(waiting.Order(), cards.Select(c => c.PersonId).Order());
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task Importing_twice_changes_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var first = await host.ImportAsync(Files);
        var before = await host.ReadAsync(db => db.Deals.AsNoTracking().OrderBy(d => d.Id).Select(d => new { d.Id, d.Revision, d.OwnerId }).ToListAsync());
        host.Clock.Advance(TimeSpan.FromDays(3));
        var second = await host.ImportAsync(Files);
        Assert.Equal((0, 0, 8_800, 0), second.Counts());
        Assert.Equal((first.Tally.Deals, first.Tally.Won, first.Tally.WonValue["USD"]), (second.Tally.Deals, second.Tally.Won, second.Tally.WonValue["USD"]));
        Assert.Equal(before, await host.ReadAsync(db => db.Deals.AsNoTracking().OrderBy(d => d.Id).Select(d => new { d.Id, d.Revision, d.OwnerId }).ToListAsync()));
        Assert.Equal(8_800 + 4_238 + 2_473, await host.ReadAsync(db => db.DealEvents.CountAsync()));
        Assert.Equal(41, await host.ReadAsync(db => db.People.CountAsync()));
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task An_import_that_is_broken_off_anywhere_goes_on_where_it_stopped_with_the_same_totals(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        // one chunk of people and accounts, nine or eighteen of deals; broken off in the dry run, behind the first chunk, and twice further on
        foreach (var at in (string[])["Checking:2", "Importing:1", "Importing:4", "Importing:2"]) await BreakOffAsync(host, at);
        var report = await host.ImportAsync(Files);
        Assert.True(report.Resumed);
        Assert.Equal((8_800, 0, 0, 0), report.Counts());
        Assert.Equal((4_238, 10_005_534m), (report.Tally.Won, report.Tally.WonValue["USD"]));
        Assert.Equal(8_800, await host.ReadAsync(db => db.Deals.CountAsync()));
        Assert.Equal(8_800 + 4_238 + 2_473, await host.ReadAsync(db => db.DealEvents.CountAsync()));
        Assert.Equal(0, await host.ReadAsync(db => db.ImportRows.CountAsync()));
    }

    [MavenTheory, OnSqlite, OnPostgres]
    public async Task The_hosts_clock_finishes_what_a_killed_command_left(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await BreakOffAsync(host, "Importing:4");
        Assert.InRange(await host.ReadAsync(db => db.Deals.CountAsync()), 500, 8_000);
        await host.RunDueAsync();
        Assert.Equal(8_800, await host.ReadAsync(db => db.Deals.CountAsync()));
        Assert.Equal(ImportState.Done, await host.ReadAsync(db => db.ImportRuns.Select(r => r.State).SingleAsync()));
    }

    private static async Task BreakOffAsync(CoachHost host, string at)
    {
        var (doing, times) = (at.Split(':')[0], int.Parse(at.Split(':')[1]));
        var wish = new ImportWish(Progress: p =>
        {
            if (p.Doing == doing && --times == 0) throw new BrokenOff();
        });
        await Assert.ThrowsAsync<BrokenOff>(() => host.ImportAsync(new ImportChoices(), wish, Files));
    }

    private sealed class BrokenOff : Exception;
}
