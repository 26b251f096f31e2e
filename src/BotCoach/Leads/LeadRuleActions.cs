using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Leads;

/// <summary>The rules by which leads are given out, as an admin writes them: a line each, the first that fits is taken.</summary>
public sealed class LeadRuleActions(BotCoachDb db, NamedPeople people, PeopleNames names, FormDoor door, Audit audit)
{
    private const string OnlyAdmins = "Only an admin can say who gets which lead.";

    public async Task<Reply> AskAsync(Turn turn) => !audit.IsAdmin(turn, "the rules of leads") ? Reply.Words(OnlyAdmins)
        : await door.OpenAsync(turn, LeadMessage.Rules(await WrittenAsync()), new Button("Change them", "lead.rules"), "Who gets which lead, a line each.");

    public async Task<Reply> SetAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the rules of leads")) return FormErrors.Whole(OnlyAdmins);
        var (lines, fault) = LeadLines.Read(turn.Field("rules") ?? LeadLines.Usual);
        if (fault is not null) return FormErrors.At("rules", fault);
        var rules = new List<LeadRule>();
        foreach (var (i, line) in lines.Index())
        {
            var (rule, why) = await RuleAsync(i, line);
            if (rule is null) return FormErrors.At("rules", why!);
            rules.Add(rule);
        }
        await db.LeadRules.ExecuteDeleteAsync();
        db.LeadRules.AddRange(rules);
        // what nobody could be found for is tried by the new rules at once
        await db.Leads.Where(l => l.State == LeadState.Waiting).ExecuteUpdateAsync(set => set.SetProperty(l => l.At, turn.Now));
        audit.Did(turn.Actor, "leads: who gets which, changed", db.WorkspaceId, turn.Now);
        return Reply.Words(LeadMessage.Said(await WrittenAsync(rules)));
    }

    private async Task<(LeadRule? Rule, string? Fault)> RuleAsync(int place, LeadLine line)
    {
        LeadRule Of(Guid? person, string? team) => new() { WorkspaceId = db.WorkspaceId, Ordinal = place, Which = line.Which, PersonId = person, Team = team };
        if (line.To.Equals(LeadLines.Owner, StringComparison.OrdinalIgnoreCase) || line.To.Equals(LeadLines.Everyone, StringComparison.OrdinalIgnoreCase)) return (Of(null, null), null);
        if (line.To.StartsWith(LeadLines.Team, StringComparison.OrdinalIgnoreCase))
        {
            var team = line.To[LeadLines.Team.Length..].Trim();
            var known = (await db.People.Where(p => p.SalesTeam != null && p.MergedInto == null && p.Role == Role.Rep).Select(p => p.SalesTeam!).Distinct().ToListAsync()).Find(t => t.Equals(team, StringComparison.OrdinalIgnoreCase));
            return known is null ? (null, $"No rep is in a team called “{Wording.Short(team, 60)}”.") : (Of(null, known), null);
        }
        var (person, why) = await people.FindAsync(line.To, worksOnDeals: true);
        return person is null ? (null, why) : (Of(person.Id, null), null);
    }

    private async Task<string> WrittenAsync() => await WrittenAsync(await db.LeadRules.AsNoTracking().OrderBy(r => r.Ordinal).ToListAsync());

    private async Task<string> WrittenAsync(IReadOnlyList<LeadRule> rules)
    {
        if (rules.Count == 0) return LeadLines.Usual;
        var called = await names.OfAsync(rules.Select(r => r.PersonId));
        return string.Join('\n', rules.Select(r => LeadLines.Written(r, r.PersonId is { } id ? called.GetValueOrDefault(id) : null)));
    }
}
