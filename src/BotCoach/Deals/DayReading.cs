using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>The counts of somebody's open deals, and which of them need something first.</summary>
public sealed record DayView(Person Reader, LocalDate Today, DayCounts Counts, IReadOnlyList<Deal> First, IReadOnlyDictionary<Guid, string> Names, int OwnWaiting);

/// <summary>Open deals that are worked on, and how many of them lack what.</summary>
public sealed record DayCounts(int Open, int NoNextStep, int Overdue, int ClosePassed, int Needing);

/// <summary>What a day looks like: a rep's own deals, a manager's team, an admin's company.</summary>
public sealed class DayReading(BotCoachDb db, DealAccess access, PeopleNames names)
{
    public const int Shown = 5;

    public async Task<DayView> OfAsync(Person person, LocalDate today)
    {
        var worked = await WorkedAsync(person, today);
        var needing = worked.Where(d => d.NextStep == null || d.NextStepOn == null || d.NextStepOn < today || d.CloseOn < today);
        // one pass over the open deals counts them all
        var counts = await worked.GroupBy(_ => 1).Select(g => new DayCounts(
            g.Count(),
            g.Count(d => d.NextStep == null || d.NextStepOn == null),
            g.Count(d => d.NextStep != null && d.NextStepOn < today),
            g.Count(d => d.CloseOn < today),
            g.Count(d => d.NextStep == null || d.NextStepOn == null || d.NextStepOn < today || d.CloseOn < today))).SingleOrDefaultAsync()
            ?? new DayCounts(0, 0, 0, 0, 0);
        var first = await needing.AsNoTracking()
            .OrderBy(d => d.OwnerId == person.Id ? 0 : 1).ThenByDescending(d => (double?)d.Amount ?? 0).ThenBy(d => d.Id).Take(Shown).ToListAsync();
        var waiting = await db.Deals.CountAsync(d => d.OwnerId == person.Id && d.Status == DealStatus.Open && d.Triage == Triage.Waiting);
        return new DayView(person, today, counts, first, await names.OfAsync(first.Select(d => (Guid?)d.OwnerId)), waiting);
    }

    /// <summary>The open deals that this person may see and that are worked on: neither unsorted nor set aside.</summary>
    public async Task<IQueryable<Deal>> WorkedAsync(Person person, LocalDate today) => (await access.OfAsync(person)).Where(d =>
        d.Status == DealStatus.Open && (d.Triage == Triage.None || d.Triage == Triage.Working || (d.Triage == Triage.Parked && d.ParkedUntil <= today)));
}
