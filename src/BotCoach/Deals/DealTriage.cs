using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>
/// First sight of imported deals: nobody is flooded. Each owner gets one card and says of each deal, or of many at once: work it, park it until a day, close it.
/// The rules of a deal start once that is said.
/// </summary>
public sealed class DealTriage(BotCoachDb db, DealLedger ledger, Calendars calendars, Urgent urgent)
{
    public const int PageSize = 5;

    /// <summary>An open deal without any date since this many days is old enough to be offered for closing in one go.</summary>
    public const int OldDays = 365;

    /// <summary>Shows the owner the triage card of the day, if any deal waits.</summary>
    public async Task OfferAsync(Guid ownerId, DateTimeOffset now)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == ownerId) is not { } owner || await db.OwnWorkspaceAsync() is { } workspace && !workspace.IsOn(owner.SalesTeam)) return;
        var zone = await ZoneAsync(owner);
        var page = await PageAsync(ownerId, 0, now.DayIn(zone), zone);
        if (page.Waiting == 0) return;
        var day = (await calendars.OfAsync(owner)).NextMoment(now).DayIn(zone);
        await urgent.TellAsync(ownerId, $"triage:{ownerId}:{day:yyyy-MM-dd}", TriageMessage.Of(page), now);
    }

    /// <summary>One page of what waits: the largest first, then the most recent.</summary>
    public async Task<TriagePage> PageAsync(Guid ownerId, int skip, LocalDate today, DateTimeZone zone)
    {
        var waiting = Waiting(ownerId);
        var count = await waiting.CountAsync();
        skip = Math.Clamp(skip, 0, Math.Max(0, (count - 1) / PageSize * PageSize));
        var deals = await waiting.OrderByDescending(d => (double?)d.Amount ?? 0).ThenByDescending(d => d.StageEnteredAt).ThenBy(d => d.Id)
            .Skip(skip).Take(PageSize).ToListAsync();
        var old = await OldAsync(ownerId, today, zone);
        return new TriagePage(ownerId, deals, count, skip, old.Count, old.Since, await waiting.CountAsync(d => d.Amount == null), today, zone);
    }

    public async Task WorkAsync(IReadOnlyList<Deal> deals, Actor actor, DateTimeOffset now)
    {
        foreach (var deal in deals.Where(MayTriage))
            await ledger.ChangeAsync(deal, actor, now, DealEventKind.Triaged, d => (d.Triage, d.ParkedUntil) = (Triage.Working, null));
    }

    /// <summary>
    /// Parked deals are judged again when their day begins in the owner's zone; one that was worked on also now, since what was said of it must go.
    /// </summary>
    public async Task ParkAsync(IReadOnlyList<Deal> deals, LocalDate until, DateTimeZone zone, Actor actor, DateTimeOffset now)
    {
        var at = zone.AtStartOfDay(until).ToDateTimeOffset().ToUniversalTime();
        foreach (var deal in deals.Where(d => d.IsOpen))
        {
            var wasSilent = deal.Triage == Triage.Waiting || deal.IsParkedOn(now.DayIn(zone));
            await ledger.ChangeAsync(deal, actor, now, DealEventKind.Triaged, d => (d.Triage, d.ParkedUntil) = (Triage.Parked, until));
            if (wasSilent && await db.DealDues.FindAsync(deal.WorkspaceId, deal.Id) is { } due) due.At = at;
        }
    }

    /// <summary>The deals that wait, tracked, at most so many.</summary>
    public Task<IReadOnlyList<Deal>> WaitingAsync(Guid ownerId, int most) => LoadAsync(Waiting(ownerId), most);

    /// <summary>Reads deals with what the ledger will ask for each, so that many cost no more queries than one.</summary>
    public async Task<IReadOnlyList<Deal>> LoadAsync(IQueryable<Deal> deals, int most)
    {
        var loaded = await deals.OrderBy(d => d.Id).Take(most).ToListAsync();
        await ledger.PrepareAsync(loaded);
        return loaded;
    }

    /// <summary>The deals that wait and have no date in the last year, tracked.</summary>
    public async Task<(int Count, LocalDate Since, IQueryable<Deal> Deals)> OldAsync(Guid ownerId, LocalDate today, DateTimeZone zone)
    {
        var day = today.PlusDays(-OldDays);
        var since = zone.AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();
        var old = Waiting(ownerId).Where(d =>
            d.StageEnteredAt < since && (d.CloseOn == null || d.CloseOn < day) && (d.NextStepOn == null || d.NextStepOn < day)
            && (d.HeardAt == null || d.HeardAt < since) && (d.TouchedAt == null || d.TouchedAt < since));
        return (await old.CountAsync(), day, old);
    }

    public async Task<DateTimeZone> ZoneAsync(Person person)
    {
        var name = person.Zone ?? (await db.OwnWorkspaceAsync())?.Zone;
        return (name is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(name)) ?? DateTimeZone.Utc;
    }

    /// <summary>What waits in the database, without what this unit of work has sorted already.</summary>
    private IQueryable<Deal> Waiting(Guid ownerId)
    {
        var waiting = db.Deals.Where(d => d.OwnerId == ownerId && d.Status == DealStatus.Open && d.Triage == Triage.Waiting);
        db.ChangeTracker.DetectChanges();
        var sorted = db.ChangeTracker.Entries<Deal>().Where(e => e.State == EntityState.Modified).Select(e => e.Entity)
            .Where(d => !d.IsOpen || d.Triage != Triage.Waiting).Select(d => d.Id).ToList();
        return sorted.Count == 0 ? waiting : waiting.Where(d => !sorted.Contains(d.Id));
    }

    private static bool MayTriage(Deal deal) => deal.IsOpen && deal.Triage is Triage.Waiting or Triage.Parked;
}
