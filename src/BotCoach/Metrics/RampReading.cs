using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>
/// Reads how long new people take: of the deals of a cut, and of each team's by itself. Somebody with deals in two teams is one of both. Deals are read one after the
/// other, and of each person as much is held as the figures need.
/// </summary>
public sealed class RampReading(BotCoachDb db)
{
    public async Task<(Ramp All, IReadOnlyDictionary<string, Ramp> Teams)> OfAsync(MetricsCut cut)
    {
        var zone = await db.CompanyZoneAsync();
        var (days, people, handed) = (new MetricsDays(cut, zone), await PeopleAsync(zone), await HandedAsync());
        var (all, teams) = (new Dictionary<Guid, Held>(), new Dictionary<string, Dictionary<Guid, Held>>(StringComparer.OrdinalIgnoreCase));
        var deals = cut.Of(db.Deals.AsNoTracking()).Select(d => new { d.Id, d.OwnerId, d.SalesTeam, d.CreatedAt, WonAt = d.Status == DealStatus.Won ? d.ClosedAt : null });
        await foreach (var d in deals.AsAsyncEnumerable())
        {
            var got = handed.TryGetValue(d.Id, out var at) ? at : d.CreatedAt;
            if (got >= days.End || !people.ContainsKey(d.OwnerId)) continue;
            var won = d.WonAt is { } ended && ended >= got && ended < days.End ? d.WonAt : null;
            if (!teams.TryGetValue(d.SalesTeam ?? "", out var team)) teams[d.SalesTeam ?? ""] = team = [];
            Add(all, d.OwnerId, got, won);
            Add(team, d.OwnerId, got, won);
        }
        return (Of(all), teams.ToDictionary(t => t.Key, t => Of(t.Value), StringComparer.OrdinalIgnoreCase));

        Ramp Of(Dictionary<Guid, Held> held) => Ramp.Of(held.Select(h => new RampPerson(h.Key, LocalDate.Min(people[h.Key], days.DayOf(h.Value.Got)), [.. h.Value.Wins.Select(days.DayOf)]))
            .Where(p => p.Began <= cut.AsOf && (cut.From is not { } from || p.Began >= from)));
    }

    /// <summary>The first day of which we know.</summary>
    private async Task<Dictionary<Guid, LocalDate>> PeopleAsync(DateTimeZone zone) =>
        (await db.People.AsNoTracking().Where(p => p.MergedInto == null).Select(p => new { p.Id, p.StartedOn, p.CreatedAt }).ToListAsync())
            .ToDictionary(p => p.Id, p => p.StartedOn is { } on && on < p.CreatedAt.DayIn(zone) ? on : p.CreatedAt.DayIn(zone));

    /// <summary>When deals that had another owner before became their present one's.</summary>
    private async Task<Dictionary<Guid, DateTimeOffset>> HandedAsync() =>
        (await db.DealEvents.AsNoTracking().Where(e => e.Kind == DealEventKind.HandedOver).Select(e => new { e.DealId, e.HappenedAt }).ToListAsync()).GroupBy(e => e.DealId).ToDictionary(g => g.Key, g => g.Max(e => e.HappenedAt));

    private static void Add(Dictionary<Guid, Held> to, Guid owner, DateTimeOffset got, DateTimeOffset? won)
    {
        if (!to.TryGetValue(owner, out var held)) to[owner] = held = new Held { Got = got };
        if (got < held.Got) held.Got = got;
        if (won is not { } at) return;
        held.Wins.Add(at);
        held.Wins.Sort();
        if (held.Wins.Count > Ramp.Wins) held.Wins.RemoveAt(Ramp.Wins);
    }

    private sealed class Held
    {
        /// <summary>When the first deal became theirs.</summary>
        public DateTimeOffset Got;

        /// <summary>The first few, in their order.</summary>
        public readonly List<DateTimeOffset> Wins = [];
    }
}
