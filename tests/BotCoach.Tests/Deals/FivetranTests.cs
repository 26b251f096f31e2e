using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Deals;

/// <summary>Runs where the shared data stands beside the repository.</summary>
public sealed class FivetranTheoryAttribute : TheoryAttribute
{
    public FivetranTheoryAttribute()
    {
        if (!Directory.Exists(Path.Combine(Folder, "fivetran-salesforce"))) Skip = "../shared/data/fivetran-salesforce is not there";
    }

    public static string Folder => Path.GetDirectoryName(MavenTheoryAttribute.Folder ?? "") ?? "";
}

/// <summary>Real exports as a warehouse has them, with their words made unreadable: what counts is their shape.</summary>
public class FivetranTests
{
    [FivetranTheory, OnSqlite, OnPostgres]
    public async Task Salesforces_opportunities_are_won_or_lost_as_their_columns_say_and_only_the_open_stage_is_asked_for(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Open("fivetran-salesforce", "sf_opportunity_data.csv");
        var asked = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(file));
        Assert.Equal("This looks like Salesforce's opportunities as Fivetran copies them.", asked.Recognised);
        var stage = Assert.Single(asked.Faults);
        Assert.Equal((ImportAsks.Stage, "stage_name"), (stage.Asks, stage.Column));
        var report = await host.ImportAsync(new ImportChoices { Stages = { [stage.Value!] = "proposal" } }, new ImportWish(), file);
        Assert.Equal((1, 4, 4), (report.Tally.Open, report.Tally.Won, report.Tally.Lost));
        Assert.Equal("the deal is closed before it began", Assert.Single(report.Refusals).Why);
        Assert.Equal(24_120_000m, await host.ReadAsync(db => db.Deals.Where(d => d.Name == "$1m deal" && d.Status == DealStatus.Won).Select(d => d.Amount).SingleAsync()));
    }

    [FivetranTheory, OnSqlite, OnPostgres]
    public async Task Hubspots_deals_are_recognised_and_refused_for_the_stage_that_none_of_them_has(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(new ImportChoices(), new ImportWish(DryRun: true), Open("fivetran-hubspot", "deal_data.csv"));
        Assert.Equal("This looks like HubSpot's deals as Fivetran copies them.", report.Plan.Recognised);
        Assert.Equal(("id", "name", "stage", "owner", "started"), Of(report, "deal_id", "property_dealname", "deal_pipeline_stage_id", "owner_id", "property_createdate"));
        Assert.NotEmpty(report.Refusals);
        Assert.All(report.Refusals, r => Assert.Equal(("deal_pipeline_stage_id", "the deal has no stage"), (r.Column, r.Why)));
    }

    private static (string, string, string, string, string) Of(ImportReport report, params string[] columns)
    {
        var fields = columns.Select(c => report.Plan.Columns.GetValueOrDefault(c, "")).ToArray();
        return (fields[0], fields[1], fields[2], fields[3], fields[4]);
    }

    private static ImportSource Open(string folder, string name) => ImportSource.OfPath(Path.Combine(FivetranTheoryAttribute.Folder, folder, name));
}
