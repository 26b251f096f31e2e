using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Deals;

/// <summary>Who becomes a person by an import, and what is done with the files beside the deals.</summary>
public class ImportPeopleTests
{
    private static readonly string[] Header = ["id,name,account,owner,stage,amount"];

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owner_of_refused_rows_alone_becomes_nobody_and_new_people_are_announced(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Csv.File("deals.csv", [.. Header, "1,Acme,Acme,Moses Frase,Discovery,1", "2,Beta,Beta,Moses Frse,Discovery,lots"]);
        var dry = await host.ImportAsync(new ImportChoices(), new ImportWish(DryRun: true), file);
        Assert.Contains("New people: Moses Frase.", ImportNotes.Of(dry.Plan));
        await host.ImportAsync(file);
        Assert.Equal(["Moses Frase"], await host.ReadAsync(db => db.People.Select(p => p.Name).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_card_announces_new_people(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes([.. Header, "1,Acme,Acme,Moses Frase,Discovery,1"])));
        await host.RunDueAsync();
        admin.Sees("New people: Moses Frase.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_owner_who_was_named_takes_the_rows_without_one(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(new ImportChoices { Owner = "Pat New" }, new ImportWish(),
            Csv.File("deals.csv", [.. Header, "1,Acme,Acme,Ann Bell,Discovery,1", "2,Beta,Beta,,Discovery,1"]));
        Assert.Equal((2, 0, 0, 0), report.Counts());
        Assert.Equal(["Ann Bell", "Pat New"], await host.ReadAsync(db => db.People.OrderBy(p => p.Name).Select(p => p.Name).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Three_levels_of_leaders_find_one_another_whichever_comes_first(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Csv.File("deals.csv", [.. Header, "1,Acme,Acme,Rep One,Discovery,1"]),
            Csv.File("team.csv", "owner,manager,desk", "Mid Two,Top Three,12", "Rep One,Mid Two,13"));
        var people = await host.ReadAsync(db => db.People.AsNoTracking().ToDictionaryAsync(p => p.Name));
        Assert.Equal(people["Mid Two"].Id, people["Rep One"].ManagerId);
        Assert.Equal(people["Top Three"].Id, people["Mid Two"].ManagerId);
        Assert.Equal((Role.Manager, Role.Manager), (people["Mid Two"].Role, people["Top Three"].Role));
    }

    [Theory, OnSqlite]
    public async Task What_a_file_of_people_says_besides_is_named_as_not_used(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(new ImportChoices(), new ImportWish(DryRun: true), Csv.File("deals.csv", [.. Header, "1,Acme,Acme,Ann Bell,Discovery,1"]),
            Csv.File("team.csv", "owner,manager,desk", "Ann Bell,Mo,12"));
        Assert.Contains(ImportNotes.Of(report.Plan), n => n == "team.csv: not used: desk.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Accounts_are_joined_by_the_account_and_never_by_what_is_a_deals_own(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File("deals.csv", [.. Header, "1,Rollout,Beta,Ann Bell,Discovery,1", "2,Upgrade,Gamma,Ann Bell,Discovery,1"]),
            Csv.File("accounts.csv", "id,name,industry", "1,Acme,Retail", "2,Beta,Mining"));
        var accounts = await host.ReadAsync(db => db.Accounts.AsNoTracking().ToDictionaryAsync(a => a.Name, a => a.Custom["industry"]));
        Assert.Equal("Mining", accounts["Beta"]);
        Assert.All(await host.ReadAsync(db => db.Deals.AsNoTracking().ToListAsync()), d => Assert.DoesNotContain("industry", d.Custom.Keys));
        Assert.Contains("accounts.csv is joined by name: 1 of 2 deals found a row.", ImportNotes.Of(report.Plan));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cell_of_a_joined_file_that_looks_like_a_formula_is_left_out_and_named(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File("deals.csv", [.. Header, "1,Rollout,Acme,Ann Bell,Discovery,1"]),
            Csv.File("accounts.csv", "account,phone,site", "Acme,+1 (415) 555-0100,=HYPERLINK(1)"));
        var account = await host.ReadAsync(db => db.Accounts.AsNoTracking().SingleAsync());
        Assert.Equal("+1 (415) 555-0100", account.Custom["phone"]);
        Assert.DoesNotContain("site", account.Custom.Keys);
        Assert.Contains(ImportNotes.Of(report.Plan), n => n.Contains("1 cell left out") && n.Contains("line 2, column site"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Names_that_no_look_up_holds_and_what_is_no_text_are_refused_by_row(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File("deals.csv",
            [.. Header, $"1,{new string('x', 3_000)},Acme,Ann Bell,Discovery,1", $"{new string('7', 3_000)},A,Acme,Ann Bell,Discovery,1", $"3,B,Acme,{new string('y', 3_000)},Discovery,1", "4,C\0,Acme,Ann Bell,Discovery,1", "5,D,Acme,Ann Bell,Discovery,1"]));
        Assert.Equal((1, 0, 0, 4), report.Counts());
        Assert.Equal(["name", "id", "owner", "name"], report.Refusals.Select(r => r.Column));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_open_deals_row_says_of_its_end_is_kept(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Csv.File("deals.csv", "id,name,owner,stage,lost time,loss reason", "1,Acme,Ann Bell,Discovery,2026-01-05,Price"));
        var deal = await host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal(("2026-01-05", "Price"), (deal.Custom["lost time"], deal.Custom["loss reason"]));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_triage_card_goes_to_the_owners_of_new_deals_alone_and_in_their_working_time(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (ann, bo) = (await host.RepAsync("Ann Bell"), await host.RepAsync("Bo Cole"));
        await host.ImportAsync(Csv.File("deals.csv", [.. Header, "1,Acme,Acme,Ann Bell,Discovery,1"]));
        await host.JumpAsync(TimeSpan.FromDays(1) + TimeSpan.FromHours(13));
        var seen = ann.Chat.Count(m => m.Words.Contains("came in for you"));
        await host.ImportAsync(Csv.File("deals.csv", [.. Header, "2,Beta,Beta,Bo Cole,Discovery,1"]));
        await host.RunDueAsync();
        Assert.Empty(bo.Chat);
        await host.JumpAsync(TimeSpan.FromHours(14));
        Assert.Contains(bo.Chat, m => m.Words.Contains("came in for you"));
        Assert.Equal(seen, ann.Chat.Count(m => m.Words.Contains("came in for you")));
    }
}
