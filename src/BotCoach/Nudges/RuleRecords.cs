using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Counts what people made of a rule, and takes its place away when it has not earned it. The admins are told.</summary>
public sealed class RuleRecords(BotCoachDb db, StageShelf shelf, Urgent urgent)
{
    private RuleTerms? _terms;

    public async Task<RuleTerms> TermsAsync() => _terms ??= await db.RuleTerms.FindAsync(db.WorkspaceId) ?? new RuleTerms { WorkspaceId = db.WorkspaceId };

    /// <summary>These nudges have just been answered. Those that events overtook say nothing of their rule.</summary>
    public async Task AnsweredAsync(IEnumerable<Nudge> nudges, DateTimeOffset now)
    {
        foreach (var group in nudges.Where(n => n.Verdict is NudgeVerdict.Done or NudgeVerdict.NotUseful).GroupBy(n => (n.Rule, n.StageId)))
        {
            var useful = group.Count(n => n.Verdict == NudgeVerdict.Done);
            await db.CountAnswersAsync(group.Key.Rule, group.Key.StageId, useful, group.Count() - useful);
            await JudgeAsync(await RecordAsync(group.Key.Rule, group.Key.StageId), now);
        }
    }

    /// <summary>Judges all rules again, by another target.</summary>
    public async Task JudgeAllAsync(DateTimeOffset now)
    {
        foreach (var record in await db.RuleRecords.Where(r => r.DemotedAt == null).ToListAsync()) await JudgeAsync(record, now);
    }

    /// <summary>The numbers as they are now: they were counted up in the table, past what this unit of work may have read before.</summary>
    private async Task<RuleRecord> RecordAsync(string rule, string stageId)
    {
        if (db.RuleRecords.Local.FirstOrDefault(r => r.Rule == rule && r.StageId == stageId) is not { } known)
            return await db.RuleRecords.SingleAsync(r => r.Rule == rule && r.StageId == stageId);
        await db.Entry(known).ReloadAsync();
        return known;
    }

    private async Task JudgeAsync(RuleRecord record, DateTimeOffset now)
    {
        if (record.DemotedAt is not null || record.Deserves((await TermsAsync()).TargetPercent)) return;
        record.DemotedAt = now;
        await TellAsync(record, now);
    }

    private async Task TellAsync(RuleRecord record, DateTimeOffset now)
    {
        var key = $"rule:{record.Rule}:{record.StageId}:{record.DemotedAt!.Value.ToUnixTimeMilliseconds()}";
        var stages = await shelf.StageNamesAsync();
        foreach (var admin in await db.People.Where(p => p.Role == Role.Admin && p.MergedInto == null).ToListAsync())
            await urgent.TellAsync(admin.Id, $"{key}:{admin.Id}", RuleMessage.Demoted(record, stages), now);
    }
}
