using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Setup;

/// <summary>A company that has never met us, from the first word to the first brief.</summary>
public sealed class SetupTests
{
    private static readonly string[] Rows =
    [
        "id,name,account,owner,owner email,sales team,stage,amount,close date",
        "1,Acme rollout,Acme,Ann Bell,ann@example.com,North,Discovery,12000,2026-05-01", "2,Beta start,Beta,Bo Cole,bo@example.com,South,Discovery,500,2026-05-01",
    ];

    [Theory, OnSqlite, OnPostgres]
    public async Task From_template_to_one_team_on_and_nobody_hears_a_word_before(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        var (ann, bo) = (await host.RepAsync("Ann Bell"), await host.RepAsync("Bo Cole"));
        await ada.TypesAsync("/coach setup");
        ada.Sees("Nobody is told anything by itself until you turn a team on");
        await ada.PressesAsync("Choose a template");
        await ada.FillsAsync(("template", "enterprise"));
        Assert.Equal("enterprise", await TemplateAsync(host));
        await ada.PressesAsync("Another template");
        await ada.FillsAsync(("template", "seven-stages"));
        Assert.Equal("seven-stages", await TemplateAsync(host));
        Assert.Single(ada.Chat);

        await host.ImportAsync(Csv.File("deals.csv", Rows));
        Assert.Equal("New business", await host.ReadAsync(db => db.Processes.Where(p => db.Deals.Any(d => d.ProcessId == p.Id)).Select(p => p.Name).SingleAsync()));
        await host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Empty(ann.Chat);
        Assert.Empty(bo.Chat);
        await ada.TypesAsync("/coach setup");
        ada.Sees("2 open deals of 2 owners");
        ada.Sees("2 reps have none");
        await ada.PressesAsync("Say who leads whom");
        await ada.FillsAsync(("manager", $"{ada.PersonId}"), ("reps", $"{ann.PersonId},{bo.PersonId}"));
        ada.Sees("every rep has one");

        await ada.PressesAsync("Look", inRow: "What the next briefs would say");
        ada.Sees("Ann Bell (North)");
        ada.Sees("first a card with 1 deal to sort");
        await ada.PressesAsync("Back to the setup");
        await ada.PressesAsync("Turn a team on");
        await ada.FillsAsync(("teams", "North"));
        ada.Sees("North is on");
        await host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Contains(ann.Chat, m => m.Words.Contains("Acme"));
        Assert.Empty(bo.Chat);

        await ThenEverybodyAsync(host, ada, ann, bo);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_that_works_already_is_not_put_to_silence_by_a_look(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Ada.TypesAsync("/coach setup");
        house.Ada.Sees("Everybody is on.");
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Contains(house.Rita.Chat, m => m.Words.Contains("Your brief"));
        await house.Rita.TypesAsync("/coach setup");
        house.Rita.Sees("Only an admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_leads_whom_makes_a_rep_a_manager_and_refuses_a_circle(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.Ada.TypesAsync("/coach setup");
        await house.Ada.PressesAsync("Say who leads whom");
        await house.Ada.FillsAsync(("manager", $"{house.Otto.PersonId}"), ("reps", $"{house.Rita.PersonId}"), ("team", "West"));
        var (otto, rita) = await house.Host.ReadAsync(async db => (await db.People.SingleAsync(p => p.Id == house.Otto.PersonId), await db.People.SingleAsync(p => p.Id == house.Rita.PersonId)));
        Assert.Equal((Role.Manager, (Guid?)otto.Id, "West"), (otto.Role, rita.ManagerId, rita.SalesTeam));
        await house.Ada.PressesAsync("Say who leads whom");
        await house.Ada.FillsAsync(("manager", $"{house.Rita.PersonId}"), ("reps", $"{house.Otto.PersonId}"));
        house.Ada.Sees("so it cannot be the other way round too");
        await house.Ada.FillsAsync(("reps", $"{house.Sam.PersonId}"));
        house.Ada.Sees("Choose a manager, or give them a team");
    }

    private static async Task ThenEverybodyAsync(CoachHost host, Driver ada, Driver ann, Driver bo)
    {
        await ann.PressesAsync("Work it");
        await host.JumpAsync(TimeSpan.FromDays(3));
        Assert.Contains(ann.Chat, m => m.Words.Contains("Your brief"));
        await ada.TypesAsync("/coach setup");
        await ada.PressesAsync("Who gets briefs");
        await ada.FillsAsync(("teams", ":all"));
        await host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Contains(bo.Chat, m => m.Words.Contains("Beta"));
        Assert.Equal(["setup: held until a team is on", "setup: briefs for North", "setup: briefs for everybody"],
            await host.ReadAsync(db => db.AuditEntries.Where(a => a.What.StartsWith("setup")).OrderBy(a => a.At).Select(a => a.What).ToListAsync()));
    }

    private static Task<string?> TemplateAsync(CoachHost host) => host.ReadAsync(async db =>
    {
        var version = await db.ProcessVersions.AsNoTracking().SingleAsync(v => v.State == VersionState.Published && db.Processes.Any(p => p.Id == v.ProcessId && p.IsDefault));
        return BuiltInBooks.Names.FirstOrDefault(n => BuiltInBooks.Open(n).Name == StageBookJson.Read(version.Document).Name);
    });
}
