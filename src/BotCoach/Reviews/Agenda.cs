using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reviews;

/// <summary>What a digest has chosen for a manager.</summary>
/// <param name="DigestId">The one that was sent; null: it was asked for in between, and adds to what that one has chosen.</param>
public sealed record NewAgenda(Guid ManagerId, IReadOnlyList<Pick> Picks, Guid? DigestId);

/// <summary>What each manager's next review is to talk about: what the manager picked, what was left over, and what the digest chose.</summary>
public sealed class Agenda(BotCoachDb db)
{
    /// <summary>Digests have chosen anew: these take the place of what one chose before. What the manager picked, and what was left over, stays.</summary>
    public async Task SetAsync(IReadOnlyList<NewAgenda> all, DateTimeOffset now)
    {
        if (all.Count == 0) return;
        var known = await RowsAsync([.. all.Select(a => a.ManagerId)]);
        foreach (var (managerId, picks, digestId) in all)
        {
            var there = known[managerId].ToList();
            var own = there.Where(p => TalkWhy.IsTheManagers(p.Why)).Select(p => p.DealId).ToHashSet();
            var place = digestId is null ? there.Select(p => p.Place).DefaultIfEmpty().Max() : 0;
            foreach (var pick in picks.Where(p => !own.Contains(p.DealId)).DistinctBy(p => p.DealId)) Put(there, managerId, pick, ++place, now, digestId);
            if (digestId is not null) db.AgendaPicks.RemoveRange(there.Where(p => !own.Contains(p.DealId) && picks.All(k => k.DealId != p.DealId)));
        }
    }

    /// <summary>One more, in front of what a digest chose. One that is there already becomes the manager's own.</summary>
    public async Task AddAsync(Guid managerId, Pick pick, DateTimeOffset now)
    {
        var there = await RowsAsync(managerId);
        Put(there, managerId, pick, there.Where(p => TalkWhy.IsTheManagers(p.Why)).Select(p => p.Place).DefaultIfEmpty().Max() + 1, now, null);
    }

    /// <summary>The manager's own and what was left over first, then what the digest chose, each as they were picked.</summary>
    public async Task<IReadOnlyList<AgendaPick>> OfAsync(Guid managerId) =>
        [.. (await RowsAsync(managerId)).OrderBy(p => TalkWhy.IsTheManagers(p.Why) ? 0 : 1).ThenBy(p => p.Place).ThenBy(p => p.DealId)];

    public async Task DropAsync(Guid managerId, Guid dealId)
    {
        if ((await RowsAsync(managerId)).Find(p => p.DealId == dealId) is { } pick) db.AgendaPicks.Remove(pick);
    }

    /// <summary>A review has taken these along.</summary>
    public void Taken(IEnumerable<AgendaPick> picks) => db.AgendaPicks.RemoveRange(picks);

    private void Put(List<AgendaPick> there, Guid managerId, Pick pick, int place, DateTimeOffset now, Guid? digestId)
    {
        if (there.Find(p => p.DealId == pick.DealId) is not { } row)
        {
            row = new AgendaPick { WorkspaceId = db.WorkspaceId, ManagerId = managerId, DealId = pick.DealId, Why = pick.Why, Question = pick.Question, PickedAt = now };
            db.AgendaPicks.Add(row);
        }
        (row.Why, row.Question, row.PickedAt, row.Place, row.DigestId) = (pick.Why, pick.Question, now, place, digestId);
    }

    private async Task<List<AgendaPick>> RowsAsync(Guid managerId) => [.. (await RowsAsync([managerId]))[managerId]];

    private async Task<ILookup<Guid, AgendaPick>> RowsAsync(IReadOnlyList<Guid> managers)
    {
        await db.AgendaPicks.Where(p => managers.Contains(p.ManagerId)).LoadAsync();
        return db.AgendaPicks.Local.Where(p => managers.Contains(p.ManagerId)).ToLookup(p => p.ManagerId);
    }
}
