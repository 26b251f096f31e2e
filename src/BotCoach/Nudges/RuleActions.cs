using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>The rules themselves: a person mutes a kind and hears it again; an admin sees how useful they are, brings one back, and sets the terms.</summary>
public sealed class RuleActions(BotCoachDb db, NudgeDesk desk, RuleRecords records, StageShelf shelf, Hush hush, Audit audit, Outbox outbox)
{
    private const string AdminsOnly = "Only an admin can change what the rules have to earn.";

    public async Task<Reply> ShowAsync(Turn turn)
    {
        await outbox.AnswerAsync(turn, await MessageAsync(turn));
        return Reply.None;
    }

    /// <summary>Never this kind again, for this person: it counts as an answer too.</summary>
    public async Task<Reply> MuteAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        var rule = pressed.Nudge.Rule;
        await hush.MuteAsync(turn.Person.Id, rule, turn.Now);
        await desk.SettleAsync(pressed, NudgeVerdict.NotUseful, NudgeMessage.Muted);
        return Reply.Words(RuleMessage.Muted(rule));
    }

    public async Task<Reply> UnmuteAsync(Turn turn)
    {
        await hush.HearAsync(turn.Person.Id, turn.Value);
        await outbox.ReplaceAsync(turn, await MessageAsync(turn));
        return Reply.None;
    }

    public async Task<Reply> ReadmitAsync(Turn turn)
    {
        if (Refused(turn)) return Reply.Words(AdminsOnly);
        var record = turn.Value.Split('/', 2) is [var rule, var stage] ? await db.RuleRecords.FirstOrDefaultAsync(r => r.Rule == rule && r.StageId == stage) : null;
        if (record?.DemotedAt is null) return Reply.Words("That one is in the briefs already.");
        record.Readmit();
        audit.Did(turn.Actor, $"rules: {record.Rule} brought back, in {record.StageId}", db.WorkspaceId, turn.Now);
        await outbox.ReplaceAsync(turn, RuleMessage.Readmitted(record, await shelf.StageNamesAsync()));
        return Reply.None;
    }

    public async Task<Reply> TermsAsync(Turn turn) => Refused(turn) ? Reply.Words(AdminsOnly) : new OpenForm(RuleForms.Terms(await records.TermsAsync()));

    public async Task<Reply> TermsSetAsync(Turn turn)
    {
        if (Refused(turn)) return FormErrors.Whole(AdminsOnly);
        var (read, errors) = RuleForms.Read(turn.Field);
        if (read is not { } said) return new FormErrors(errors);
        var terms = await records.TermsAsync();
        if (db.Entry(terms).State == EntityState.Detached) db.RuleTerms.Add(terms);
        if (said.HoldOut != terms.HoldOutPercent) terms.HoldOutSince = said.HoldOut > 0 ? turn.Now : null;
        if (said != (terms.TargetPercent, terms.HoldOutPercent))
            audit.Did(turn.Actor, $"rules: {terms.TargetPercent} → {said.Target} % useful asked for, {terms.HoldOutPercent} → {said.HoldOut} % held out", db.WorkspaceId, turn.Now);
        (terms.TargetPercent, terms.HoldOutPercent) = (said.Target, said.HoldOut);
        await records.JudgeAllAsync(turn.Now);
        return Reply.None;
    }

    private bool Refused(Turn turn) => !audit.IsAdmin(turn, "the rules");

    private async Task<Message> MessageAsync(Turn turn)
    {
        List<string> mutes = [.. (await hush.OfAsync(turn.Person.Id)).Muted.Order(StringComparer.Ordinal)];
        if (turn.Person.Role != Role.Admin) return RuleMessage.Own(mutes);
        var known = await db.RuleRecords.Where(r => r.Useful + r.NotUseful > 0 || r.DemotedAt != null).OrderBy(r => r.DemotedAt == null).ThenBy(r => r.Rule).ThenBy(r => r.StageId).ToListAsync();
        var terms = await records.TermsAsync();
        var counts = terms.HoldOutSince is { } since ? await db.HoldOutCountsAsync(since, turn.Now) : [];
        return RuleMessage.All(terms, known, counts, mutes, await shelf.StageNamesAsync());
    }
}
