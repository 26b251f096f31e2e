using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>Since when deals are their owners' to work on: since they were sorted, or are no longer set aside. What was said or entered before that rested until then.</summary>
internal static class SortedSince
{
    /// <summary>Of each deal; the beginning of time for one that never waited.</summary>
    public static async Task<IReadOnlyDictionary<Guid, DateTimeOffset>> OfAsync(BotCoachDb db, IReadOnlyList<Deal> deals, IReadOnlyDictionary<Guid, WorkCalendar> owners)
    {
        var sorted = deals.Where(d => d.Triage != Triage.None).Select(d => d.Id).ToList();
        var triaged = sorted.Count == 0 ? [] : (await db.DealEvents.AsNoTracking().Where(e => sorted.Contains(e.DealId) && e.Kind == DealEventKind.Triaged)
            .Select(e => new { e.DealId, e.RecordedAt }).ToListAsync()).GroupBy(e => e.DealId).ToDictionary(g => g.Key, g => g.Max(e => e.RecordedAt));
        return deals.ToDictionary(d => d.Id, d => new[]
        {
            triaged.GetValueOrDefault(d.Id), d is { Triage: Triage.Parked, ParkedUntil: { } until } ? owners[d.OwnerId].Midnight(until) : default,
        }.Max());
    }
}
