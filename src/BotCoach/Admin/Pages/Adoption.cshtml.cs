using BotCoach.Admin.Charts;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin.Pages;

/// <summary>
/// Who uses what: of a team, of a manager's people, of a company. A rep sees own figures, a manager those of the people led, an admin those of teams that are large enough
/// to be told apart; one person's are for that person and the manager alone.
/// </summary>
public sealed class AdoptionModel(BotCoachDb db, AdoptionReading adoption, DealAccess access, SalesTeams teams, FilterNames names) : ConsolePage
{
    public const string Path = "/adoption";

    public override Role Needs => Role.Rep;

    [BindProperty(SupportsGet = true)]
    public string? Team { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Owner { get; set; }

    /// <summary>Null: of too few people to be shown to this visitor.</summary>
    public Adoption? All { get; private set; }
    public IReadOnlyList<Adoption> PerTeam { get; private set; } = [];
    public IReadOnlyList<string> TooFew { get; private set; } = [];
    public IReadOnlyList<string> Teams { get; private set; } = [];
    public IReadOnlyList<(Guid Id, string Name)> People { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string? csv)
    {
        var own = Visitor.IsAdmin ? null : await access.OwnersAsync(Visitor.Person);
        await ChoicesAsync();
        if (Owner is { } one && People.All(p => p.Id != one)) return NotFound();
        IReadOnlyCollection<Guid>? owners = Owner is { } chosen ? [chosen] : own;
        var team = string.IsNullOrWhiteSpace(Team) ? null : Team.Trim();
        var (_, wrong) = await names.OfAsync(new MetricsCut(Visitor.CompanyToday) { Owners = owners, Team = team });
        if (wrong is not null) (Errors, Team, team) = (new Dictionary<string, string> { [""] = wrong }, null, null);
        var table = await adoption.OfAsync(owners, team, tellsFew: owners is not null, Visitor.Now);
        (PerTeam, TooFew) = (table.Teams, table.TooFew);
        if (team is null || owners is not null || table.All.People >= Adoption.FewestPeople) All = table.All;
        return csv switch { null => Page(), "teams" => File(), _ => NotFound() };
    }

    public BarChart Fields(Adoption of) => new("What open deals have", [Bar("an amount", of.Amount), Bar("a close date", of.CloseDate), Bar("a next step with a day", of.NextStep), Bar("somebody of the buyer’s", of.Known)])
    {
        Rows = "Field", Figures = "Open deals", Note = "Of open deals that are not parked.",
    };

    public BarChart Nudges(Adoption of) => new($"What became of nudges, in {Adoption.Days} days",
        [Bar("done", of.Nudges.Done, of), Bar("snoozed", of.Nudges.Snoozed, of), Bar("not useful", of.Nudges.NotUseful, of), Bar($"no answer in {Adoption.DaysToAnswer} days", of.Nudges.Ignored, of)])
    {
        Rows = "Answer", Figures = "Nudges", Note = $"{Wording.Count(of.Nudges.Overtaken, "more was", "more were")} settled by something else first, and {Wording.Count(of.Nudges.Fresh, "is", "are")} too fresh to be missed an answer.",
    };

    /// <summary>"85 days (n = 4); 2 not yet".</summary>
    public static string Days(Tally days, int notYet) =>
        (Ramp.Median(days) is { } middle ? $"{FigureWords.Number(middle)} days (n = {days.Count:#,0})" : days.Count == 0 ? "nobody yet" : $"{days.Count} of {days.Count + notYet}, too few for a median") + (notYet > 0 ? $"; {notYet} not yet" : "");

    public static string Named(string team) => team.Length == 0 ? "no team" : team;

    private static BarRow Bar(string name, Rate rate) => new(name, rate.Value is { } share ? FigureWords.Percent(share) : 0, FigureWords.Of(rate));

    private static BarRow Bar(string name, int nudges, Adoption of) => new(name, nudges, FigureWords.Of(new Rate(nudges, of.Nudges.Counted)));

    private TableFile File() => new("adoption-by-team",
        [
            "team", "people", "changed a deal in 7 days", "in 28 days", "open deals", "criteria answered", "amount", "close date", "next step", "somebody named", "nudges done", "snoozed", "not useful", "no answer", "recaps accepted", "of", "reviews",
            "new people", "median days to first win", "won", "median days to third win", "won three",
        ],
        PerTeam.Select(t => (string[])
        [
            Named(t.Team), $"{t.People}", $"{t.Week.Of}", $"{t.Month.Of}", $"{t.Open}", $"{t.Walked.Of}", $"{t.Amount.Of}", $"{t.CloseDate.Of}", $"{t.NextStep.Of}", $"{t.Known.Of}", $"{t.Nudges.Done}", $"{t.Nudges.Snoozed}",
            $"{t.Nudges.NotUseful}", $"{t.Nudges.Ignored}", $"{t.Recaps.Of}", $"{t.Recaps.All}", $"{t.Reviews}", $"{t.Ramp.People}", $"{Ramp.Median(t.Ramp.FirstWin)}", $"{t.Ramp.FirstWin.Count}", $"{Ramp.Median(t.Ramp.ThirdWin)}", $"{t.Ramp.ThirdWin.Count}",
        ]));

    private async Task ChoicesAsync()
    {
        var (me, leads) = (Visitor.Person.Id, Visitor.Person.Role.Leads());
        People = (await db.People.AsNoTracking().Where(p => p.MergedInto == null && ((leads && p.ManagerId == me) || p.Id == me)).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync()).ConvertAll(p => (p.Id, p.Name));
        Teams = Visitor.IsAdmin ? await teams.AllAsync() : [];
    }
}
