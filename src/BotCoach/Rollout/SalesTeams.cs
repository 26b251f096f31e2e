using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>The sales teams that there are: of people, and of open deals. One with a comma in its name cannot be chosen in a form.</summary>
public sealed class SalesTeams(BotCoachDb db)
{
    public async Task<IReadOnlyList<string>> AllAsync() =>
        [.. (await db.Deals.Where(d => d.SalesTeam != null && d.Status == DealStatus.Open).Select(d => d.SalesTeam!).Distinct().ToListAsync())
            .Concat(await db.People.Where(p => p.SalesTeam != null).Select(p => p.SalesTeam!).Distinct().ToListAsync())
            .Where(t => !t.Contains(',')).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
}
