using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// At the very instant at which a person's window opens, by the oracle: each fact that holds and is not silenced is in the brief of that day, or of a deal
/// that is, or outranked there by three others.
/// </summary>
internal sealed class BriefCheck(CoachHost host, Watcher watcher)
{
    private const int Usual = 3;

    public int Windows { get; private set; }

    public int WithSomething { get; private set; }

    public int Facts { get; private set; }

    public async Task CheckAsync(IReadOnlyList<(Somebody Who, LocalDate Day)> opened)
    {
        Windows += opened.Count;
        var ids = opened.Select(o => o.Who.Id).ToList();
        var (facts, shown) = await host.ReadAsync(async db => (await FactsAsync(db, ids), await ShownAsync(db, opened)));
        foreach (var (who, day) in opened)
        {
            var own = facts[who.Id].ToList();
            if (own.Count == 0) continue;
            WithSomething++;
            Facts += own.Count;
            if (!shown.TryGetValue((who.Id, day), out var brief)) watcher.Say(who, $"has no brief of {day}, and {own.Count} things to hear, {own[0].Rule} of {own[0].DealId} for one");
            else if (own.Find(n => !brief.Deals.Contains(n.DealId)) is { } lost && brief.Items < Usual)
                watcher.Say(who, $"has a brief of {day} with {brief.Items} items, and nothing in it of {lost.Rule} ({lost.Occurrence}), found {lost.FoundAt:O}");
        }
    }

    /// <summary>What holds, is neither answered, snoozed, muted, demoted nor held out, and is of an open deal of the person's own.</summary>
    internal async Task<ILookup<Guid, Nudge>> FactsAsync(BotCoachDb db, List<Guid> people)
    {
        var now = host.Clock.Now;
        var nudges = await (from n in db.Nudges.AsNoTracking()
            join d in db.Deals on n.DealId equals d.Id
            where people.Contains(n.PersonId) && n.Holds && n.Verdict == null && (n.End == null || n.End != NudgeEnd.HeldOut)
                && d.OwnerId == n.PersonId && d.Status == DealStatus.Open && d.Triage != Triage.Waiting
                && !db.RuleMutes.Any(m => m.PersonId == n.PersonId && m.Rule == n.Rule) && !db.RuleRecords.Any(r => r.Rule == n.Rule && r.StageId == n.StageId && r.DemotedAt != null)
            select n).ToListAsync();
        return nudges.Where(n => !(n.SnoozedUntil > now)).ToLookup(n => n.PersonId);
    }

    private static async Task<Dictionary<(Guid, LocalDate), (HashSet<Guid> Deals, int Items)>> ShownAsync(BotCoachDb db, IReadOnlyList<(Somebody Who, LocalDate Day)> opened)
    {
        var (ids, days) = (opened.Select(o => o.Who.Id).ToList(), opened.Select(o => o.Day).Distinct().ToList());
        var briefs = await db.BriefDays.AsNoTracking().Where(b => ids.Contains(b.PersonId) && days.Contains(b.Day) && b.Shown != "").ToListAsync();
        var leads = briefs.SelectMany(b => b.ShownIds()).ToList();
        var deals = await db.Nudges.AsNoTracking().Where(n => leads.Contains(n.Id)).ToDictionaryAsync(n => n.Id, n => n.DealId);
        return briefs.ToDictionary(b => (b.PersonId, b.Day), b => (b.ShownIds().Select(i => deals[i]).ToHashSet(), b.ShownIds().Count));
    }
}
