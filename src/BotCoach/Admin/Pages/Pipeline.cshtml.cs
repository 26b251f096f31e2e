using System.Globalization;
using BotCoach.Admin.Charts;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>
/// The pipeline by stage: what stands, what flowed, how long it stayed, where it was lost. A manager sees the team's, an admin all, a rep own deals; one person's alone is for that
/// person and the manager. The filters stand in the address, also a day that is over.
/// </summary>
public sealed class PipelineModel(BotCoachDb db, MetricsReading metrics, StageShelf shelf, DealAccess access, SalesTeams teams, CurrencyRates currencies, WeekReading weeks, FilterNames names, HandoffReading handoffs, ApprovalReading approvals) : ConsolePage
{
    public const string Path = "/pipeline";

    public override Role Needs => Role.Rep;

    [BindProperty(SupportsGet = true)]
    public PipelineFilter Filter { get; set; } = new();

    public PipelineMetrics Metrics { get; private set; } = null!;
    public IReadOnlyList<StageMetrics> Stages { get; private set; } = [];
    public IReadOnlyList<string> Diagnosis { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> Processes { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];
    public IReadOnlyList<string> Teams { get; private set; } = [];

    /// <summary>How approvals go.</summary>
    public ApprovalFigures Approvals { get; private set; } = null!;

    public MetricsCut Cut { get; private set; } = null!;

    /// <summary>How open deals stood on each Monday.</summary>
    public WeekCharts Weeks { get; private set; } = null!;

    /// <summary>By route, and never of one person.</summary>
    public IReadOnlyList<HandoffFigures> Handoffs { get; private set; } = [];

    /// <summary>The rates that an admin gave.</summary>
    public RateBook Rates { get; private set; } = null!;

    private IReadOnlyDictionary<Guid, StageBook> _books = new Dictionary<Guid, StageBook>();

    public async Task<IActionResult> OnGetAsync(string? csv)
    {
        var own = Visitor.IsAdmin ? null : await access.OwnersAsync(Visitor.Person);
        await ChoicesAsync();
        if (Filter.Owner is { } one && People.All(p => p.Id != one)) return NotFound();
        if (Filter.Wrong(Visitor.CompanyToday) is { } wrong) (Errors, Filter) = (new Dictionary<string, string> { [""] = wrong }, new PipelineFilter());
        (Cut, var unknown) = await names.OfAsync(Filter.Cut(Visitor.CompanyToday, own));
        if (unknown is not null) (Errors, Filter, Cut) = (new Dictionary<string, string> { [""] = unknown }, new PipelineFilter(), new PipelineFilter().Cut(Visitor.CompanyToday, own));
        (Rates, Approvals) = (await currencies.BookAsync(), await approvals.OfAsync(Cut));
        var table = await metrics.OfAsync(Cut, Filter.Owner is null ? MetricsBy.Owner : null);
        (Metrics, Stages) = (table.All, [.. table.All.Stages.Where(s => s.Kind == StageKind.Pipeline)]);
        Diagnosis = [.. _books.SelectMany(b => DiagnosisRules.Of(b.Value, [.. Stages.Where(s => s.ProcessId == b.Key)], [.. table.Groups.Select(g => g.Metrics.Stages)], Filter.Segment))];
        Weeks = new WeekCharts(Filter.IsOfWholePeople ? await weeks.OfAsync(Cut.Owners, Cut.From ?? Cut.AsOf.PlusWeeks(-WeekCharts.WeeksBack), Cut.AsOf) : null);
        if (Visitor.Person.Role.Leads() && Filter.Owner is null) Handoffs = await handoffs.OfAsync(Cut);
        return csv switch
        {
            null => Page(),
            "stages" => StagesFile(),
            "weeks" => Weeks.File(),
            "losses" => new TableFile("losses-by-stage", ["stage", "reason", "deals"], Losses.Select(l => (string[])[l.Stage, l.Reason, $"{l.Deals}"])),
            _ => NotFound(),
        };
    }

    /// <summary>"120,000 USD + 4,000 EUR; together 124,320 USD (EUR at 1.08 from 1 Oct 2026)".</summary>
    public string Sum(IReadOnlyList<Money> amounts) => FigureWords.Sum(amounts) + (CurrencyMessage.Of(Rates.Sum(amounts, Cut.AsOf)) is { } together ? $"; {together}" : "");

    public BarChart Standing => new("Open deals by stage", [.. Stages.Select(s => new BarRow(Named(s), s.Open, $"{Wording.Count(s.Open, "deal")}, {FigureWords.Sum(s.OpenAmounts)}"))]) { Rows = "Stage", Figures = "Open deals" };

    public FlowChart Flow => new("What moved", ["in", "on", "back", "out"], [.. Stages.Select(s => new FlowRow(Named(s), [s.In, s.On, s.Back, s.Out]))])
    {
        Rows = "Stage", Figures = "Moves", Note = "In: begun here or moved in. On: a move forward or a win. Out: lost or no fit.",
    };

    public BoxChart Stays => new("Days in stage, of the stays that ended", [.. Stages.Select(s => BoxOf(s))]) { Rows = "Stage", Figures = "Days", Note = "The dashed line is what the process means it to be. Stays that last are not counted, nor those of which nobody knows when they began." };

    public FunnelChart Funnel => new("From stage to stage", [.. Stages.Select(s => new FunnelRow(Named(s), s.In, $"{s.In:#,0} came in; led on: {FigureWords.Of(s.Conversion)}"))]) { Rows = "Stage", Figures = "Times", Note = "Led on: of the stays that ended, those that ended with a move forward or a win." };

    public IReadOnlyList<(string Stage, string Reason, int Deals)> Losses =>
        [.. Stages.SelectMany(s => s.Losses.OrderByDescending(l => l.Value).ThenBy(l => l.Key, StringComparer.OrdinalIgnoreCase).Select(l => (Named(s), l.Key.Length == 0 ? "no reason given" : l.Key, l.Value)))];

    /// <summary>With its process, where there are stages of several.</summary>
    public string Named(StageMetrics stage) => Stages.Any(s => s.ProcessId != stage.ProcessId) ? $"{stage.Name} ({Processes.FirstOrDefault(p => p.Id == stage.ProcessId).Name ?? "an earlier process"})" : stage.Name;

    private static double Days(double hours) => Math.Round(hours / 24, 1);

    private BoxRow BoxOf(StageMetrics stage)
    {
        var guide = _books.GetValueOrDefault(stage.ProcessId)?.Find(stage.StageId)?.Guideline.For(Filter.Segment);
        return stage.StayHours.Spread() is { } s
            ? new BoxRow(Named(stage), Days(s.Least), Days(s.Low), Days(s.Median), Days(s.High), Days(s.Most), stage.StayHours.Count, guide) : new BoxRow(Named(stage), 0, 0, 0, 0, 0, 0, guide);
    }

    private TableFile StagesFile() => new("pipeline-by-stage", ["stage", "open", "amounts", "in", "on", "back", "out", "led on", "of", "median days", "stays", "won from here", "finished"], Stages.Select(s => (string[])
    [
        Named(s), $"{s.Open}", FigureWords.Sum(s.OpenAmounts), $"{s.In}", $"{s.On}", $"{s.Back}", $"{s.Out}", $"{s.Conversion.Of}", $"{s.Conversion.All}",
        s.MedianDays?.ToString("0.##", CultureInfo.InvariantCulture) ?? "", $"{s.StayHours.Count}", $"{s.WonFromHere.Of}", $"{s.WonFromHere.All}",
    ]));

    private async Task ChoicesAsync()
    {
        var published = await shelf.PublishedAsync();
        Processes = [.. published.Select(p => (p.Process.Id, p.Process.Name))];
        var books = new Dictionary<Guid, StageBook>();
        foreach (var (process, version) in published) books[process.Id] = await shelf.OpenAsync(process.Id, version.Number);
        _books = books;
        // who is no manager any more may still have people under their name
        var (me, leads) = (Visitor.Person.Id, Visitor.Person.Role.Leads());
        People = (await db.People.AsNoTracking().Where(p => p.MergedInto == null && ((leads && p.ManagerId == me) || p.Id == me)).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync()).ConvertAll(p => (p.Id, p.Name));
        Teams = Visitor.IsAdmin ? await teams.AllAsync() : [];
    }
}
