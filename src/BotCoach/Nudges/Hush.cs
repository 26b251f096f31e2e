using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>What a person is not told in briefs: kinds that they muted, rules that have lost their place in a stage, and everything while their team is not on yet.</summary>
public sealed record Hushed(IReadOnlySet<string> Muted, IReadOnlySet<(string Rule, string Stage)> Demoted, bool IsOff = false)
{
    public bool Silences(Nudge nudge) => IsOff || Muted.Contains(nudge.Rule) || Demoted.Contains((nudge.Rule, nudge.StageId));
}

/// <summary>
/// Who is not told what. Asked when a brief is made or written anew, since a verdict on a deal knows nothing of it, and read once per unit of work.
/// </summary>
public sealed class Hush(BotCoachDb db)
{
    private readonly Dictionary<Guid, Hushed> _known = [];
    private HashSet<(string Rule, string Stage)>? _demoted;

    public async Task<Hushed> OfAsync(Guid personId) => (await OfAsync([personId]))[personId];

    public async Task<IReadOnlyDictionary<Guid, Hushed>> OfAsync(IReadOnlyCollection<Guid> personIds)
    {
        var unknown = personIds.Where(id => !_known.ContainsKey(id)).ToList();
        if (unknown.Count == 0) return _known;
        var muted = (await db.RuleMutes.AsNoTracking().Where(m => unknown.Contains(m.PersonId)).Select(m => new { m.PersonId, m.Rule }).ToListAsync()).ToLookup(m => m.PersonId, m => m.Rule);
        _demoted ??= (await db.RuleRecords.AsNoTracking().Where(r => r.DemotedAt != null).Select(r => new { r.Rule, r.StageId }).ToListAsync()).Select(d => (d.Rule, d.StageId)).ToHashSet();
        var off = await OffAsync(unknown);
        foreach (var id in unknown) _known[id] = new Hushed(muted[id].ToHashSet(), _demoted, off.Contains(id));
        return _known;
    }

    private async Task<HashSet<Guid>> OffAsync(List<Guid> people)
    {
        if (await db.OwnWorkspaceAsync() is not { OnTeams: not null } workspace) return [];
        return [.. (await db.People.AsNoTracking().Where(p => people.Contains(p.Id)).Select(p => new { p.Id, p.SalesTeam }).ToListAsync()).Where(p => !workspace.IsOn(p.SalesTeam)).Select(p => p.Id)];
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
