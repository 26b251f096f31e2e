using System.Globalization;
using BotCoach.Admin.Charts;
using BotCoach.Chat;
using BotCoach.Metrics;
using BotCoach.ProcessReviews;
using BotCoach.Rollout;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Admin.Pages;

/// <summary>
/// The company for the head of sales: its figures beside the period before, its teams in the order of their names, where deals die and why, and a version of a process beside the
/// one before. No deal and nobody's own figures, so readers see it too. The filters stand in the address, also a day that is over.
/// </summary>
public sealed class CompanyViewModel(BotCoachDb db, CompanyReading company, VersionReading versions, FilterNames names) : ConsolePage
{
    public const string Path = "/company";

    /// <summary>So many days are looked at where the address says nothing: thirteen weeks.</summary>
    private const int DaysBack = 91;

    public override bool IsForReaders => true;

    [BindProperty(SupportsGet = true)]
    public PipelineFilter Filter { get; set; } = new();

    public CompanySheet Sheet { get; private set; } = null!;
    public IReadOnlyList<(Guid Id, string Name)> Processes { get; private set; } = [];

    /// <summary>A version beside the one before it, of each process that is looked at and has one.</summary>
    public IReadOnlyList<(ProcessSheet Process, BeforeAfter Versions, IReadOnlyList<int> Choices)> Compared { get; private set; } = [];

    public override bool Admits(Visitor visitor, bool isWrite) => visitor.SeesCompany && !isWrite;

    public async Task<IActionResult> OnGetAsync(string? csv)
    {
        Processes = (await db.Processes.AsNoTracking().Where(p => db.ProcessVersions.Any(v => v.ProcessId == p.Id && v.State == Stages.VersionState.Published))
            .OrderBy(p => p.Ordinal).ThenBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync()).ConvertAll(p => (p.Id, p.Name));
        var today = Visitor.CompanyToday;
        if (Filter.Process is { } process && Processes.All(p => p.Id != process)) return NotFound();
        if (Filter.Wrong(today) is { } wrong) (Errors, Filter) = (new Dictionary<string, string> { [""] = wrong }, new PipelineFilter());
        var (asked, unknown) = await names.OfAsync(Asked(today));
        if (unknown is not null) (Errors, Filter, asked) = (new Dictionary<string, string> { [""] = unknown }, new PipelineFilter(), new PipelineFilter().Cut(today, null));
        Sheet = await company.OfAsync(asked with { From = asked.From ?? asked.AsOf.PlusDays(1 - DaysBack) });
        Filter = Filter with { From = LocalDate(Sheet.Cut.From!.Value), AsOf = LocalDate(Sheet.Cut.AsOf) };
        if (csv is not null && IsOnePerson) return NotFound();
        if (csv is null or "versions" && !IsOnePerson) await CompareAsync();
        return csv is null ? Page() : CompanyFiles.Of(csv, Sheet, Compared.Select(c => (c.Process.Process.Name, c.Versions))) is { } file ? file : NotFound();
    }

    /// <summary>What the filters leave is one person's, which is for that person and the manager; an admin sees it all elsewhere too.</summary>
    public bool IsOnePerson => Sheet.Now.Sellers == 1 && !Visitor.IsAdmin;

    public string Days => $"{Long(Sheet.Cut.From!.Value)} to {Long(Sheet.Cut.AsOf)}";

    public string DaysBefore => Sheet.Earlier is { From: { } from } earlier ? $"{Long(from)} to {Long(earlier.AsOf)}" : "";

    public IReadOnlyList<string> Sentences(ProcessSheet process) => [.. process.Leaks.Select(l => LeakRules.Sentence(l, isBounded: true)).OfType<string>()];

    public static BarChart LeakChart(ProcessSheet process) => new("Lost in each stage", [.. process.Leaks.Select(l => new BarRow(l.IsGone ? $"{l.Stage} (no longer a stage)" : l.Stage, l.Lost, $"{l.Lost:#,0} of {l.Reached:#,0} that were in it{Why(l)}"))])
    {
        Rows = "Stage", Figures = "Deals lost", Nothing = "No deal was in a stage in these days.", Note = "Of the deals that were in the stage in these days, those that were lost in it. What came here closed tells of no stage.",
    };

    public static FunnelChart Funnel(ProcessSheet process) => new("From stage to stage", [.. process.Stages.Select(s => new FunnelRow(process.Named(s), s.In, $"{s.In:#,0} came in; led on: {FigureWords.Of(s.Conversion)}"))])
    {
        Rows = "Stage", Figures = "Times", Nothing = "No deal moved in these days.", Note = "Led on: of the stays that ended, those that ended with a move forward or a win.",
    };

    private MetricsCut Asked(LocalDate today) => Filter.Cut(today, null) with { Team = null, Version = null, Owners = null };

    private static string Why(Leak leak) => leak.Reasons.Count == 0 ? "" : $": {string.Join(", ", leak.Reasons.Take(3).Select(r => $"{r.Words.TrimEnd('.')} {r.Deals:#,0}"))}";

    private async Task CompareAsync()
    {
        var zone = Visitor.Workspace.DateZone;
        var end = zone.AtStartOfDay(Sheet.Cut.AsOf.PlusDays(1)).ToDateTimeOffset().ToUniversalTime();
        var at = end < Visitor.Now ? end : Visitor.Now;
        List<(ProcessSheet, BeforeAfter, IReadOnlyList<int>)> compared = [];
        foreach (var process in Sheet.Processes.Where(p => !p.IsOnePerson))
        {
            var all = await versions.VersionsAsync(process.Process.Id, at);
            var number = Filter.Process == process.Process.Id ? Filter.Version : null;
            if (await versions.OfAsync(all, number, at, zone, Visitor.Now) is { } found) compared.Add((process, found, [.. all.Select(v => v.Number)]));
        }
        Compared = compared;
    }

    private static string Long(LocalDate day) => day.ToString("d MMMM uuuu", CultureInfo.InvariantCulture);

    private static string LocalDate(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
