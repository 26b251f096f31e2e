using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>
/// Finds what somebody means who writes the name of a team, a segment or a source: in any case, with all the ways in which it is written on deals. A name that is none is told
/// of, with those that there are.
/// </summary>
public sealed class FilterNames(BotCoachDb db)
{
    private const int MostNamed = 8;

    /// <summary>The cut with the names as they are written; or the sentence that says which of them is none.</summary>
    public async Task<(MetricsCut Cut, string? Wrong)> OfAsync(MetricsCut cut)
    {
        var deals = new MetricsCut(cut.AsOf) { Owners = cut.Owners }.Of(db.Deals.AsNoTracking());
        if (cut.Team is { } team)
        {
            var (known, wrong) = Find("the sales team", team, await NamesAsync(deals.Select(d => d.SalesTeam)));
            if (wrong is not null) return (cut, wrong);
            cut = cut with { Team = One(known), Teams = Several(known) };
        }
        if (cut.Segment is { } segment)
        {
            var (known, wrong) = Find("the segment", segment, await NamesAsync(deals.Select(d => d.Segment)));
            if (wrong is not null) return (cut, wrong);
            cut = cut with { Segment = One(known), Segments = Several(known) };
        }
        if (cut.Source is not { } source) return (cut, null);
        var (sources, none) = Find("the source", source, await NamesAsync(deals.Select(d => d.LeadSource)));
        return none is not null ? (cut, none) : (cut with { Source = One(sources), Sources = Several(sources) }, null);
    }

    private static Task<List<string>> NamesAsync(IQueryable<string?> of) => of.Where(n => n != null && n != "").Select(n => n!).Distinct().ToListAsync();

    private static (IReadOnlyList<string> Known, string? Wrong) Find(string what, string typed, List<string> names)
    {
        var known = names.FindAll(n => n.Trim().Equals(typed.Trim(), StringComparison.OrdinalIgnoreCase));
        if (known.Count > 0) return (known, null);
        List<string> there = [.. names.Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
        var rest = there.Count - MostNamed;
        return ([], $"No deal is of {what} “{Wording.Short(typed.Trim(), 60)}”. " + (there.Count == 0 ? "None has one yet." : $"There {(there.Count == 1 ? "is" : "are")} {Wording.List([.. there.Take(MostNamed), .. rest > 0 ? (string[])[$"{rest} more"] : []])}."));
    }

    private static string? One(IReadOnlyList<string> known) => known.Count == 1 ? known[0] : null;

    private static IReadOnlyCollection<string>? Several(IReadOnlyList<string> known) => known.Count > 1 ? known : null;
}
