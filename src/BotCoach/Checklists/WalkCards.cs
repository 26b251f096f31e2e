using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Checklists;

/// <summary>Where a walk stands, and its card: edited in place, new at the bottom when it was asked for by words.</summary>
public sealed class WalkCards(BotCoachDb db, DealCards cards)
{
    /// <summary>Goes on where the person left it.</summary>
    public async Task<Reply> ResumeAsync(Turn turn, Deal deal, string? criterionId = null)
    {
        var (view, list) = await ReadAsync(turn, deal);
        if (list.IndexOf(criterionId) is var asked and >= 0) return await PutAsync(turn, view, list, asked);
        var place = await PlaceAsync(turn, deal);
        return await PutAsync(turn, view, list, list.Resume(place?.CriterionId));
    }

    /// <summary>On to the next open one after this.</summary>
    public async Task<Reply> NextAsync(Turn turn, Deal deal, string criterionId, Func<DealCardView, Text?>? note = null)
    {
        var (view, list) = await ReadAsync(turn, deal);
        var at = list.IndexOf(criterionId);
        var next = list.NextOpen(at);
        var said = note?.Invoke(view);
        if (said is null && next == at && at >= 0) said = "This is the last open one.";
        return await PutAsync(turn, view, list, next, said);
    }

    /// <summary>The same one again.</summary>
    public async Task<Reply> StayAsync(Turn turn, Deal deal, string criterionId, Func<DealCardView, Text?>? note = null, bool explain = false)
    {
        var (view, list) = await ReadAsync(turn, deal);
        var at = list.IndexOf(criterionId);
        return await PutAsync(turn, view, list, at >= 0 ? at : list.Resume(null), note?.Invoke(view), explain);
    }

    public async Task<Reply> BeforeAsync(Turn turn, Deal deal, string criterionId)
    {
        var (view, list) = await ReadAsync(turn, deal);
        return await PutAsync(turn, view, list, list.Before(list.IndexOf(criterionId)));
    }

    public async Task<Reply> StopAsync(Turn turn, Deal deal)
    {
        var (view, list) = await ReadAsync(turn, deal);
        return await cards.PutAsync(turn, Key(turn, deal), ChecklistMessage.Stopped(view, list));
    }

    /// <summary>Which point of which deal a card that was shown stands at; null where it stands at none.</summary>
    public async Task<(Guid Deal, string Criterion)?> AtAsync(Person person, Guid card)
    {
        var content = await db.OutgoingMessages.Where(m => m.Id == card && m.PersonId == person.Id).Select(m => m.Content).FirstOrDefaultAsync();
        var here = content is null ? null : Message.FromJson(content).AllButtons.FirstOrDefault(b => b.Action == "walk.skip")?.Value;
        return here?.Split(':', 2) is [var id, var criterion] && Guid.TryParse(id, out var deal) ? (deal, criterion) : null;
    }

    /// <summary>The card at this point as it looks now. Nothing is remembered by it.</summary>
    public async Task<Reply> LookAsync(Turn turn, Deal deal, string criterionId)
    {
        var (view, list) = await ReadAsync(turn, deal);
        return list.IndexOf(criterionId) is var at and >= 0 ? new Card(ChecklistMessage.Of(view, list, at)) : Reply.None;
    }

    private async Task<(DealCardView View, Checklist List)> ReadAsync(Turn turn, Deal deal)
    {
        var view = await cards.ViewAsync(turn, deal);
        return (view, Checklist.Of(view.File, view.File.Today(turn.Now), turn.Now));
    }

    private async Task<Reply> PutAsync(Turn turn, DealCardView view, Checklist list, int at, Text? note = null, bool explain = false)
    {
        var deal = view.File.Deal;
        if (at < 0) return await cards.PutAsync(turn, Key(turn, deal), ChecklistMessage.Done(view, list, note));
        await RememberAsync(turn, deal, list.Items[at].Criterion);
        return await cards.PutAsync(turn, Key(turn, deal), ChecklistMessage.Of(view, list, at, note, explain));
    }

    private async Task RememberAsync(Turn turn, Deal deal, Criterion criterion)
    {
        var place = await PlaceAsync(turn, deal);
        if (place is null)
        {
            place = new WalkPlace { WorkspaceId = deal.WorkspaceId, PersonId = turn.Person.Id, DealId = deal.Id, CriterionId = criterion.Id };
            db.WalkPlaces.Add(place);
        }
        (place.CriterionId, place.At) = (criterion.Id, turn.Now);
    }

    private async Task<WalkPlace?> PlaceAsync(Turn turn, Deal deal) => await db.WalkPlaces.FindAsync(deal.WorkspaceId, turn.Person.Id, deal.Id);

    private static string Key(Turn turn, Deal deal) => $"walk:{deal.Id}:{turn.Person.Id}";
}
