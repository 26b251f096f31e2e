using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>What a person is not told in briefs: kinds that they muted, and rules that have lost their place in a stage.</summary>
public sealed record Hushed(IReadOnlySet<string> Muted, IReadOnlySet<(string Rule, string Stage)> Demoted)
{
    public bool Silences(Nudge nudge) => Muted.Contains(nudge.Rule) || Demoted.Contains((nudge.Rule, nudge.StageId));
}

/// <summary>
/// Who is not told what. Asked when a brief is made or written anew, since a verdict on a deal knows nothing of it, and read once per unit of work.
/// </summary>
public sealed class Hush(BotCoachDb db)
{
    private readonly Dictionary<Guid, Hushed> _known = [];

    public async Task<Hushed> OfAsync(Guid personId)
    {
        if (_known.TryGetValue(personId, out var known)) return known;
        var muted = await db.RuleMutes.Where(m => m.PersonId == personId).Select(m => m.Rule).ToListAsync();
        var demoted = await db.RuleRecords.Where(r => r.DemotedAt != null).Select(r => new { r.Rule, r.StageId }).ToListAsync();
        return _known[personId] = new Hushed(muted.ToHashSet(), demoted.Select(d => (d.Rule, d.StageId)).ToHashSet());
    }

    public async Task MuteAsync(Guid personId, string rule, DateTimeOffset now)
    {
        if (await db.RuleMutes.FindAsync(db.WorkspaceId, personId, rule) is not null) return;
        var hushed = await OfAsync(personId);
        db.RuleMutes.Add(new RuleMute { WorkspaceId = db.WorkspaceId, PersonId = personId, Rule = rule, MutedAt = now });
        _known[personId] = hushed with { Muted = hushed.Muted.Append(rule).ToHashSet() };
    }

    public async Task HearAsync(Guid personId, string rule)
    {
        if (await db.RuleMutes.FindAsync(db.WorkspaceId, personId, rule) is not { } mute) return;
        var hushed = await OfAsync(personId);
        db.RuleMutes.Remove(mute);
        _known[personId] = hushed with { Muted = hushed.Muted.Where(r => r != rule).ToHashSet() };
    }
}
