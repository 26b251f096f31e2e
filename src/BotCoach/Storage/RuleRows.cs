using BotCoach.Nudges;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The numbers of the rules: counted up in place, so that two taps at once are both counted.</summary>
public static class RuleRows
{
    public static Task CountAnswersAsync(this BotCoachDb db, string rule, string stageId, int useful, int notUseful) => db.Database.ExecuteSqlRawAsync(
        """
        insert into rule_record (workspace_id, rule, stage_id, useful, not_useful, demoted_at) values ({0}, {1}, {2}, {3}, {4}, null)
        on conflict (workspace_id, rule, stage_id) do update
        set useful = rule_record.useful + excluded.useful, not_useful = rule_record.not_useful + excluded.not_useful
        """, db.WorkspaceId, rule, stageId, useful, notUseful);

    /// <summary>The two sides of the hold-out, rule by rule, of what was found since it began and long enough ago to have been cleared in time.</summary>
    public static async Task<IReadOnlyList<HoldOutCount>> HoldOutCountsAsync(this BotCoachDb db, DateTimeOffset since, DateTimeOffset now)
    {
        var until = now.AddDays(-HoldOut.WithinDays);
        var sides = await db.Nudges.Where(n => n.FoundAt >= since && n.FoundAt <= until)
            .GroupBy(n => new { n.Rule, Held = n.End == NudgeEnd.HeldOut })
            .Select(g => new { g.Key.Rule, g.Key.Held, All = g.Count(), Cleared = g.Count(n => n.ClearedAfterDays <= HoldOut.WithinDays) }).ToListAsync();
        return [.. sides.GroupBy(s => s.Rule).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new HoldOutCount(g.Key,
            g.Where(s => !s.Held).Sum(s => s.All), g.Where(s => !s.Held).Sum(s => s.Cleared), g.Where(s => s.Held).Sum(s => s.All), g.Where(s => s.Held).Sum(s => s.Cleared)))
            .Where(c => c.Held > 0 && c.Shown > 0)];
    }
}
