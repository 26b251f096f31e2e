using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Who did the last thing of a kind to a deal: what a second press is told.</summary>
public sealed class DealLast(BotCoachDb db)
{
    /// <param name="at">When it was done, where the deal itself says so: an import brings such days without an event of their own.</param>
    public async Task<DoneAlready> OfAsync(Deal deal, DealEventKind[] kinds, DateTimeOffset? at = null)
    {
        var entry = db.DealEvents.Local.Where(e => e.DealId == deal.Id && kinds.Contains(e.Kind)).MaxBy(e => e.Seq)
            ?? await db.DealEvents.AsNoTracking().Where(e => e.DealId == deal.Id && kinds.Contains(e.Kind)).OrderByDescending(e => e.Seq).FirstOrDefaultAsync();
        if (at is not null && entry?.HappenedAt != at) return new DoneAlready(null, "an import", at.Value);
        var by = entry?.ActorId;
        var name = by is null ? null : (await db.People.FindAsync(db.WorkspaceId, by))?.Name;
        return new DoneAlready(by, name ?? (entry is null ? null : People.ApiKey.NameIn(entry.ActorChannel)) ?? (entry?.ActorBy == People.By.Import ? "an import" : "somebody"), entry?.HappenedAt ?? deal.CreatedAt);
    }
}
