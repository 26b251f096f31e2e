using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>What an owner says to an escalation goes along with it.</summary>
public sealed class EscalationActions(BotCoachDb db, Audit audit)
{
    private const string NotYours = "That is not one of yours, or is no longer there.";
    private const string Over = "This is settled: nobody will be told.";
    private const string ToldAlready = "It was told already. Talk to each other.";

    public async Task<Reply> DisputeAsync(Turn turn)
    {
        var (escalation, instead) = await OpenAsync(turn);
        if (escalation is null) return Reply.Words(instead);
        if (!escalation.IsUnderWay) return Reply.Words(escalation.State == EscalationState.Told ? ToldAlready : Over);
        var manager = await db.People.Where(p => p.Id == escalation.ManagerId).Select(p => p.Name).FirstOrDefaultAsync();
        return new OpenForm(EscalationMessage.Dispute(escalation, manager ?? "Your manager"));
    }

    public async Task<Reply> DisputedAsync(Turn turn)
    {
        var (escalation, instead) = await OpenAsync(turn);
        if (escalation is null) return FormErrors.Whole(instead);
        if (!escalation.IsUnderWay) return FormErrors.Whole(escalation.State == EscalationState.Told ? ToldAlready : Over);
        if (Placeholders.IsOne(turn.Field("said"))) return FormErrors.At("said", "Say in a sentence what the manager should know.");
        escalation.Dispute = turn.Field("said");
        escalation.Revision++;
        return Reply.Words("Your side goes along with it.");
    }

    private async Task<(Escalation? Escalation, string Instead)> OpenAsync(Turn turn)
    {
        var escalation = turn.Id is { } id ? await db.Escalations.FirstOrDefaultAsync(e => e.NudgeId == id) : null;
        if (escalation?.OwnerId == turn.Person.Id) return (escalation, "");
        if (escalation is not null) audit.Refused(turn, "an escalation", escalation.NudgeId);
        return (null, NotYours);
    }
}
