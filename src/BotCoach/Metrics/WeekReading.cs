using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>How open deals stood on a Monday, as it was written down: of some owners together.</summary>
/// <param name="Slipped">Null: of that week it was not written down yet.</param>
public sealed record WeekStanding(LocalDate Week, Rate Stepped, Rate Confirmed, Rate Known, Rate? Slipped);

/// <summary>Counts how the open deals of each owner stand, by the definitions of <see cref="PipelineMetrics"/>, and tells how they stood on the Mondays that were written down.</summary>
public sealed class WeekReading(BotCoachDb db)
{
    /// <summary>As they stand now, for this Monday. Deals are read one after the other, and never held.</summary>
    internal async Task<IReadOnlyList<WeekFigure>> TakeAsync(LocalDate monday)
    {
        var (sums, known) = (new Dictionary<Guid, WeekSum>(), await KnownAsync());
        var open = db.Deals.AsNoTracking().Where(d => d.Status == DealStatus.Open)
            .Select(d => new { d.OwnerId, d.Triage, d.ParkedUntil, d.NextStep, d.NextStepOn, d.NextStepConfirmed, d.CloseOn, d.CloseSlips });
        await foreach (var d in open.AsAsyncEnumerable())
        {
            if (!sums.TryGetValue(d.OwnerId, out var sum)) sums[d.OwnerId] = sum = new WeekSum();
            sum.Open++;
            if (d.CloseOn is not null) sum.Dated++;
            if (d.CloseOn is not null && d.CloseSlips > 0) sum.Slipped++;
            if (d.Triage == Triage.Parked && (d.ParkedUntil is not { } until || until > monday)) continue;
            var hasStep = !string.IsNullOrWhiteSpace(d.NextStep) && d.NextStepOn is not null;
            sum.Active++;
            if (!hasStep) sum.WithoutStep++;
            else if (d.NextStepConfirmed) sum.Confirmed++;
        }
        return [.. sums.Select(s => new WeekFigure
        {
            WorkspaceId = db.WorkspaceId, TakenOn = monday, OwnerId = s.Key, Open = s.Value.Open, Active = s.Value.Active, WithoutStep = s.Value.WithoutStep, Confirmed = s.Value.Confirmed,
            Known = known.GetValueOrDefault(s.Key), Dated = s.Value.Dated, Slipped = s.Value.Slipped,
        })];
    }

    /// <summary>The Mondays from one day to another, the oldest first.</summary>
    /// <param name="owners">Whose deals; null: everybody's.</param>
    public async Task<IReadOnlyList<WeekStanding>> OfAsync(IReadOnlyCollection<Guid>? owners, LocalDate from, LocalDate last)
    {
        var asked = db.WeekFigures.AsNoTracking().Where(f => f.TakenOn >= from && f.TakenOn <= last);
        var kept = await (owners is null ? asked : asked.Where(f => owners.Contains(f.OwnerId))).ToListAsync();
        return [.. kept.GroupBy(f => f.TakenOn).OrderBy(g => g.Key).Select(g => new WeekStanding(
            g.Key, new Rate(g.Sum(f => f.Active - f.WithoutStep), g.Sum(f => f.Active)), new Rate(g.Sum(f => f.Confirmed), g.Sum(f => f.Active)), new Rate(g.Sum(f => f.Known), g.Sum(f => f.Open)),
            g.All(f => f.Dated is null) ? null : new Rate(g.Sum(f => f.Slipped ?? 0), g.Sum(f => f.Dated ?? 0))))];
    }

    /// <summary>Of each owner: open deals on which two different people of the buyer's are known.</summary>
    private async Task<Dictionary<Guid, int>> KnownAsync()
    {
        var (known, names, at) = (new Dictionary<Guid, int>(), new List<string>(), (Deal: Guid.Empty, Owner: Guid.Empty));
        var people = from s in db.Stakeholders.AsNoTracking() join d in db.Deals on s.DealId equals d.Id where d.Status == DealStatus.Open orderby s.DealId select new { s.DealId, d.OwnerId, s.Name };
        await foreach (var person in people.AsAsyncEnumerable())
        {
            if (person.DealId != at.Deal) Count();
            at = (person.DealId, person.OwnerId);
            names.Add(person.Name);
        }
        Count();
        return known;

        void Count()
        {
            if (FieldRules.DifferentPeople(names) >= 2) known[at.Owner] = known.GetValueOrDefault(at.Owner) + 1;
            names.Clear();
        }
    }

    private sealed class WeekSum
    {
        public int Open, Active, WithoutStep, Confirmed, Dated, Slipped;
    }
}
