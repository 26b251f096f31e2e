using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>What an owner does about their CRM: chooses between two values, and writes a note to a deal there. Each is asked again whether the deal is theirs.</summary>
internal sealed class CrmChoiceActions(BotCoachDb db, IEnumerable<IDealSource> sources, DealAccess access, DealPick pick, FormDoor door, CrmConflicts conflicts, CrmErrors errors, CrmWriting writing, Audit audit)
{
    public Task<Reply> OursAsync(Turn turn) => ChooseAsync(turn, async (link, deal, conflict) =>
    {
        // theirs says nothing new from now on
        await conflicts.AgreeAsync(deal.Id, (conflict.Field, conflict.Theirs));
        if (!link.WritesBack) return;
        if (conflict.Field == "next-step" && deal.NextStep is { Length: > 0 } words) await writing.PutAsync(link, deal.Id, CrmWritten.NextStep, words, deal.NextStepOn, turn.Person.Id, turn.Now, turn.Now);
        if (conflict.Field is "stage" or "status") await writing.PutAsync(link, deal.Id, CrmWritten.Stage, CrmWriteRules.PlaceOf(deal), null, turn.Person.Id, turn.Now, turn.Now);
    });

    public Task<Reply> TheirsAsync(Turn turn) => ChooseAsync(turn, async (link, deal, conflict) =>
    {
        // both agreed on ours, so theirs is news, and comes in through the gate
        await conflicts.AgreeAsync(deal.Id, (conflict.Field, DealSnapshot.Of(deal)[conflict.Field]));
        await errors.KeepAsync(link, [(conflict.TheirId, "its owner took the CRM's value; it is being read")], turn.Now, tries: true);
        foreach (var row in db.CrmErrors.Local.Where(e => e.TheirId == conflict.TheirId)) (row.NextAt, row.Tries) = (turn.Now, 0);
        if (link.Runs) link.NextAt = turn.Now;
    });

    public async Task<Reply> NoteAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "crm.note", "Write a note");
        if (deal is null) return instead;
        if (await LinkOfAsync(deal.Id) is not { } link) return Reply.Words("This deal is in no CRM that BotCoach writes to.");
        return await door.OpenAsync(turn, CrmMessage.Note(deal, SourceOf(link).Name), new Button("Write a note", "crm.note", $"{deal.Id}"), $"A note on {deal.Called}.");
    }

    public async Task<Reply> NoteSaidAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (turn.Field("note") is not { } words) return FormErrors.At("note", "Write a few words.");
        if (await LinkOfAsync(id) is not { } link) return Reply.Words("This deal is in no CRM that BotCoach writes to.");
        await writing.PutAsync(link, id, CrmWritten.Note, words, null, turn.Person.Id, turn.Now, turn.Now);
        return Reply.Words($"The note is on its way to {SourceOf(link).Name}.");
    }

    private async Task<Reply> ChooseAsync(Turn turn, Func<CrmLink, Deal, CrmConflict, Task> choose)
    {
        if (turn.Id is not { } id || turn.Argument.Split(':', 2) is not [var revision, var field] || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        var conflict = await db.CrmConflicts.FirstOrDefaultAsync(c => c.DealId == id && c.Field == field);
        var link = conflict is null ? null : await db.CrmLinks.FirstOrDefaultAsync(l => l.Id == conflict.LinkId);
        if (conflict is null || link is null || $"{conflict.Revision}" != revision)
        {
            if (link is not null) await conflicts.TellAsync(deal.OwnerId, SourceOf(link).Name, turn.Now);
            return Reply.Words(CrmMessage.Gone);
        }
        await choose(link, deal, conflict);
        db.CrmConflicts.Remove(conflict);
        link.Revision++;
        audit.Did(turn.Actor, $"{SourceOf(link).Name}: chose a deal's {field}", id, turn.Now);
        await conflicts.TellAsync(deal.OwnerId, SourceOf(link).Name, turn.Now);
        return Reply.None;
    }

    private async Task<CrmLink?> LinkOfAsync(Guid deal) => await db.CrmLinks.FirstOrDefaultAsync(l => l.WritesBack && db.CrmDeals.Any(d => d.LinkId == l.Id && d.DealId == deal && !d.IsGone));

    private IDealSource SourceOf(CrmLink link) => sources.First(s => s.Kind == link.Kind);
}
