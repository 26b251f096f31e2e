using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Metrics;

/// <summary>Reads how well the deals of a cut changed hands, by route.</summary>
public sealed class HandoffReading(BotCoachDb db)
{
    public async Task<IReadOnlyList<HandoffFigures>> OfAsync(MetricsCut cut)
    {
        var days = new MetricsDays(cut, await db.CompanyZoneAsync());
        var deals = cut.Of(db.Deals);
        var ended = await db.Handoffs.AsNoTracking().Where(h => h.State == HandoffState.Accepted && deals.Any(d => d.Id == h.DealId))
            .Select(h => new { h.Route, h.EndedAt, h.Quality, h.Returns, h.InTime }).ToListAsync();
        return
        [
            .. ended.Where(h => h.EndedAt is { } at && days.Has(at)).GroupBy(h => h.Route).OrderBy(g => g.Key == Handoff.AnyRoute).ThenBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
                .Select(g => new HandoffFigures(
                    g.Key, g.Count(), new Rate(g.Count(h => h.Quality == HandoffQuality.AllThere), g.Count(h => h.Quality is not null)), new Rate(g.Count(h => h.Returns > 0), g.Count()),
                    new Rate(g.Count(h => h.InTime == true), g.Count()))),
        ];
    }
}
