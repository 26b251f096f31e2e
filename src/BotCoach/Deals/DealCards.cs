using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>
/// Shows a deal's card: edits the card that was pressed, and makes a new one at the bottom for everything else. A press on a brief or a list
/// leaves those as they are.
/// </summary>
public sealed class DealCards(BotCoachDb db, DealFiles files, DealAccess access, PeopleNames names, DealPages pages, Outbox outbox)
{
    /// <summary>The card as it is now, with what has just happened on top.</summary>
    public async Task<Reply> ShowAsync(Turn turn, Deal deal, Func<DealCardView, Text?>? note = null, bool atGate = false)
    {
        var view = await ViewAsync(turn, deal);
        view = view with { Note = note?.Invoke(view), AtGate = atGate, AskWhom = atGate ? await AskWhomAsync(view) : null };
        return await PutAsync(turn, KeyOf(deal, turn.Person), DealMessage.Of(view));
    }

    public async Task<DealCardView> ViewAsync(Turn turn, Deal deal)
    {
        var file = await files.OpenAsync(deal);
        var people = file.Origins.Values.Select(o => o.PersonId)
            .Concat(file.Answers.SelectMany(a => new[] { a.GivenBy, a.DecidedBy })).Append(deal.OwnerId).Append(deal.NextStepOwnerId).Append(turn.Person.Id);
        return new DealCardView(file, turn.Person, turn.Zone, turn.Now, await names.OfAsync(people), await access.DecidesAsync(turn.Person, deal)) { Page = pages.Of(deal.Id) };
    }

    /// <summary>In place of the pressed card if it is one of a deal; else a new message under this key.</summary>
    public async Task<Reply> PutAsync(Turn turn, string key, Message message)
    {
        if (await CardAsync(turn) is { } row && IsOfDeal(row.Key)) outbox.Edit(row, message, turn.Now);
        else await outbox.ShowAnewAsync(turn, key, message);
        return Reply.None;
    }

    /// <summary>The card that a form or a button came from: by the platform's reference, or by what the form carried along.</summary>
    public async Task<OutgoingMessage?> CardAsync(Turn turn)
    {
        if (await outbox.PressedAsync(turn) is { } pressed) return pressed;
        var at = turn.Value.LastIndexOf('@');
        return at >= 0 && Guid.TryParse(turn.Value[(at + 1)..], out var id)
            ? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Id == id && m.PersonId == turn.Person.Id)
            : null;
    }

    /// <summary>A form's state: the deal, what the form is about, and the card that it was opened from.</summary>
    public async Task<string> StateAsync(Turn turn, Guid id, string about) => $"{id}:{about}@{(await CardAsync(turn))?.Id:N}";

    /// <summary>What stands behind the id in a button's value or a form's state, without the card.</summary>
    public static string About(Turn turn) => turn.Argument.LastIndexOf('@') is var at and >= 0 ? turn.Argument[..at] : turn.Argument;

    public static string KeyOf(Deal deal, Person person) => $"deal:{deal.Id}:{person.Id}";

    private static bool IsOfDeal(string key) =>
        key.StartsWith("deal:", StringComparison.Ordinal) || key.StartsWith("walk:", StringComparison.Ordinal) || key.StartsWith("choice:", StringComparison.Ordinal);

    /// <summary>The owner's manager, if the process lets managers override and the reader may not.</summary>
    private async Task<string?> AskWhomAsync(DealCardView view)
    {
        if (GateOverrides.MayDo(view.Viewer.Role, view.File.Book.Rules) || !GateOverrides.MayDo(Role.Manager, view.File.Book.Rules)) return null;
        return await (from owner in db.People
                      join manager in db.People on owner.ManagerId equals manager.Id
                      where owner.Id == view.File.Deal.OwnerId
                      select manager.Name).FirstOrDefaultAsync();
    }
}
