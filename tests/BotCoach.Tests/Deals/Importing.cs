using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

/// <summary>Imports as the command line makes them, into the company of a test's host.</summary>
internal static class Importing
{
    public static readonly string[] Header = ["id,name,account,owner,stage,amount,close date,next step"];

    public static Task<ImportReport> ImportAsync(this CoachHost host, params ImportSource[] files) => host.ImportAsync(new ImportChoices(), new ImportWish(), files);

    public static Task<ImportReport> ImportAsync(this CoachHost host, ImportChoices choices, ImportWish wish, params ImportSource[] files) =>
        host.App.Services.GetRequiredService<DealImport>().RunAsync(host.WorkspaceId, files, choices, wish, default);

    /// <summary>A file with the usual columns.</summary>
    public static ImportSource Deals(params string[] rows) => Csv.File("deals.csv", [.. Header, .. rows]);

    public static (int Created, int Changed, int Unchanged, int Refused) Counts(this ImportReport report) =>
        (report.Tally.Created, report.Tally.Changed, report.Tally.Unchanged, report.Tally.Refused);
}
