using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>Which deals are listed; empty: whichever.</summary>
/// <param name="Text">Words of a name, account or id.</param>
/// <param name="Owner">Part of the owner's name.</param>
/// <param name="Team">Part of the sales team's name.</param>
/// <param name="Stage">A stage's id.</param>
/// <param name="Status">One of <see cref="DealStatus"/> in lower case, or <see cref="All"/>.</param>
public sealed record DealFilter(string Text, string Owner, string Team, string Stage, string Status)
{
    public const string All = "all";

    public static readonly IReadOnlyList<(string Id, string Name)> Statuses =
        [("open", "open"), ("won", "won"), ("lost", "lost"), ("disqualified", "not a fit"), (All, "all")];

    public static DealFilter Of(string? text, string? owner, string? team, string? stage, string? status) =>
        new(Said(text), Said(owner), Said(team), Said(stage), Statuses.Any(s => s.Id == status) ? status! : "open");

    private static string Said(string? words) => words?.Trim() is { Length: <= 100 } said ? said : "";
}

/// <summary>A line of the list.</summary>
public sealed record DealRow(
    Guid Id, string Name, string? Account, Guid OwnerId, string? Team, Guid ProcessId, int ProcessVersion, string StageId, DealStatus Status, decimal? Amount, string Currency,
    NodaTime.LocalDate? CloseOn, int CloseSlips, string? NextStep, NodaTime.LocalDate? NextStepOn, DateTimeOffset StageEnteredAt);

/// <summary>The deals that somebody may see, as much of them as a filter leaves, the newest first. Nothing here writes.</summary>
public sealed class DealList(BotCoachDb db, DealAccess access, StageShelf shelf)
{
    private const int MostMeant = 500;

    /// <summary>So many from a place on.</summary>
    /// <param name="before">The last deal of the page before; null: from the newest.</param>
    public async Task<IReadOnlyList<DealRow>> PageAsync(Person person, DealFilter filter, Guid? before, int size, CancellationToken cancel)
    {
        var deals = await ForAsync(person, filter, cancel);
        if (before is { } last) deals = deals.Where(d => d.Id < last);
        return await deals.OrderByDescending(d => d.Id).Take(size).Select(d => new DealRow(
            d.Id, d.Name, d.Account, d.OwnerId, d.SalesTeam, d.ProcessId, d.ProcessVersion, d.StageId, d.Status, d.Amount, d.Currency,
            d.CloseOn, d.CloseSlips, d.NextStep, d.NextStepOn, d.StageEnteredAt)).ToListAsync(cancel);
    }

    public async Task<string> StageOfAsync(DealRow row) => (await shelf.OpenAsync(row.ProcessId, row.ProcessVersion)).Find(row.StageId)?.Name ?? row.StageId;

    private async Task<IQueryable<Deal>> ForAsync(Person person, DealFilter filter, CancellationToken cancel)
    {
        var deals = (await access.OfAsync(person)).AsNoTracking();
        foreach (var word in filter.Text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)) deals = deals.Where(d => d.Search.Contains(word));
        // not every database knows that Ä and ä are one letter
        if (filter.Owner.Length > 0)
        {
            var owners = (await db.People.Select(p => new { p.Id, p.Name }).ToListAsync(cancel)).Where(p => Has(p.Name, filter.Owner)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).Take(MostMeant).Select(p => p.Id).ToList();
            deals = deals.Where(d => owners.Contains(d.OwnerId));
        }
        if (filter.Team.Length > 0)
        {
            var teams = (await deals.Where(d => d.SalesTeam != null).Select(d => d.SalesTeam!).Distinct().ToListAsync(cancel)).Where(t => Has(t, filter.Team)).Take(MostMeant).ToList();
            deals = deals.Where(d => teams.Contains(d.SalesTeam!));
        }
        if (filter.Stage is { Length: > 0 } stage) deals = deals.Where(d => d.StageId == stage);
        if (filter.Status == DealFilter.All) return deals;
        var status = Enum.Parse<DealStatus>(filter.Status, ignoreCase: true);
        return deals.Where(d => d.Status == status);
    }

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);
}
