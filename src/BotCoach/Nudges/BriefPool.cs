using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>What briefs are chosen from, read for many people at once: their open nudges, what their deals are worth, what their last briefs showed.</summary>
public sealed class BriefPool(BotCoachDb db, Hush hush)
{
    private const int LastBriefs = 2;

    /// <summary>What was shown longer ago is not what somebody has left lying for two days.</summary>
    private const int RememberedDays = 30;

    private ILookup<Guid, Nudge> _open = Array.Empty<Nudge>().ToLookup(n => n.PersonId);
    private ILookup<Guid, BriefDay> _last = Array.Empty<BriefDay>().ToLookup(b => b.PersonId);
    private Dictionary<Guid, Dictionary<Guid, decimal?>> _amounts = [];

    /// <summary>Also what this very unit of work has found or cleared and not saved yet.</summary>
    public async Task ReadAsync(IReadOnlyCollection<Guid> people)
    {
        var (holding, hushed) = (await db.HoldingOfAsync(people), await hush.OfAsync(people));
        _open = holding.Where(n => n.IsOpen && !hushed[n.PersonId].Silences(n)).ToLookup(n => n.PersonId);
        _amounts = (await db.Deals.AsNoTracking().Where(d => people.Contains(d.OwnerId) && d.Status == DealStatus.Open && d.Triage != Triage.Waiting)
            .Select(d => new { d.OwnerId, d.Id, d.Amount }).ToListAsync()).GroupBy(d => d.OwnerId).ToDictionary(g => g.Key, g => g.ToDictionary(d => d.Id, d => d.Amount));
    }

    /// <param name="before">The earliest of the days whose briefs are being made.</param>
    public async Task ReadLastAsync(IReadOnlyCollection<Guid> people, LocalDate before)
    {
        var since = before.PlusDays(-RememberedDays);
        _last = (await db.BriefDays.AsNoTracking().Where(b => people.Contains(b.PersonId) && b.Day > since && b.Shown != "").ToListAsync()).ToLookup(b => b.PersonId);
    }

    public IReadOnlyList<Nudge> OpenOf(Guid personId) => [.. _open[personId]];

    public IReadOnlyDictionary<Guid, decimal?> AmountsOf(Guid personId) => _amounts.GetValueOrDefault(personId) ?? [];

    /// <summary>What the person's last two briefs before this day showed, the newest first.</summary>
    public IReadOnlyList<IReadOnlyCollection<Guid>> LastShownTo(Guid personId, LocalDate before) =>
        [.. _last[personId].Where(b => b.Day < before).OrderByDescending(b => b.Day).Take(LastBriefs).Select(b => b.ShownIds())];
}
