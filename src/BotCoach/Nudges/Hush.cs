using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>What a person is not told in briefs: kinds that they muted, and rules that have lost their place in a stage.</summary>
public sealed record Hushed(IReadOnlySet<string> Muted, IReadOnlySet<(string Rule, string Stage)> Demoted)
{
    public bool Silences(Nudge nudge) => Muted.Contains(nudge.Rule) || Demoted.Contains((nudge.Rule, nudge.StageId));
}

/// <summary>Reads it when a brief is made or written anew: a verdict on a deal knows nothing of it.</summary>
public sealed class Hush(BotCoachDb db)
{
    public async Task<Hushed> OfAsync(Guid personId)
    {
        var muted = await db.RuleMutes.Where(m => m.PersonId == personId).Select(m => m.Rule).ToListAsync();
        var demoted = await db.RuleRecords.Where(r => r.DemotedAt != null).Select(r => new { r.Rule, r.StageId }).ToListAsync();
        return new Hushed(muted.ToHashSet(), demoted.Select(d => (d.Rule, d.StageId)).ToHashSet());
    }
}
