using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Metrics;

/// <summary>
/// Looks for teams that have stopped logging, and tells the admins, each in private, once for each time. "By hand" is by a press, a form or a command of somebody's,
/// on whatever deal of the team: an import, the API and the clock log nothing.
/// </summary>
public sealed class QuietTeams(BotCoachDb db, Calendars calendars, Urgent urgent)
{
    public async Task LookAsync(DateTimeOffset now)
    {
        var workspace = await db.FoundedWorkspaceAsync();
        var company = QuietRules.CalendarOf(workspace, await calendars.CompanyAsync());
        foreach (var team in (await TeamsAsync(now)).Where(t => workspace.IsOn(t.Name)))
        {
            if (await LastAsync(team.Spellings) is not { } last || !QuietRules.HasStopped(last, company, now)) continue;
            var key = team.Name.ToLowerInvariant();
            // a deal that left the team took what was logged on it along: that is no new time
            if (await db.QuietTeams.AnyAsync(q => q.Team == key && q.LoggedAt >= last)) continue;
            db.QuietTeams.Add(new QuietTeam { WorkspaceId = db.WorkspaceId, Team = key, LoggedAt = last, ToldAt = now });
            await TellAsync(team, last, company, now);
        }
    }

    /// <summary>Teams with enough open deals on which nobody has logged anything lately: a name is the same in any case.</summary>
    private async Task<IReadOnlyList<QuietOne>> TeamsAsync(DateTimeOffset now)
    {
        var since = now - QuietRules.Lately;
        var open = await db.Deals.Where(d => d.Status == DealStatus.Open && d.SalesTeam != null).GroupBy(d => d.SalesTeam!).Select(g => new { Team = g.Key, Deals = g.Count() }).ToListAsync();
        if (open.Count == 0) return [];
        var lately = (await (from e in db.DealEvents where e.RecordedAt >= since && e.ActorBy == By.Click join d in db.Deals on e.DealId equals d.Id where d.SalesTeam != null select d.SalesTeam!).Distinct().ToListAsync())
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. open.OrderByDescending(t => t.Deals).ThenBy(t => t.Team, StringComparer.Ordinal).GroupBy(t => t.Team, StringComparer.OrdinalIgnoreCase).Where(g => !lately.Contains(g.Key)).Select(g => new QuietOne(g.Key, [.. g.Select(t => t.Team)], g.Sum(t => t.Deals)))
            .Where(t => t.Deals >= QuietRules.FewestDeals).OrderBy(t => t.Name, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>When somebody logged something last; null: nobody ever did. It is asked of few teams, since most log something every day.</summary>
    private async Task<DateTimeOffset?> LastAsync(IReadOnlyCollection<string> spellings) =>
        await (from e in db.DealEvents where e.ActorBy == By.Click join d in db.Deals on e.DealId equals d.Id where spellings.Contains(d.SalesTeam!) orderby e.RecordedAt descending select (DateTimeOffset?)e.RecordedAt).FirstOrDefaultAsync();

    private async Task TellAsync(QuietOne team, DateTimeOffset last, WorkCalendar company, DateTimeOffset now)
    {
        var message = QuietMessage.Of(team.Name, team.Deals, company.Today(last), QuietRules.QuietDays(last, company, now), company.Today(now));
        foreach (var admin in await db.People.Where(p => p.Role == Role.Admin && p.MergedInto == null).ToListAsync())
            await urgent.TellAsync(admin.Id, $"quiet:{team.Name.ToLowerInvariant()}:{last.ToUnixTimeMilliseconds()}:{admin.Id}", message, now);
    }

    private sealed record QuietOne(string Name, IReadOnlyList<string> Spellings, int Deals);
}
