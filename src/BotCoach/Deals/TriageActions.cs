using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Sorting imported deals: one at a time, a page at a time, or all at once. The card is edited in place.</summary>
public sealed class TriageActions(
    BotCoachDb db, DealTriage triage, DealAccess access, DealMoves moves, DealFiles files, DealCards cards, FormDoor door, Outbox outbox)
{
    /// <summary>So many are sorted in one go at most; the card says how many are left.</summary>
    private const int Most = 2000;

    public async Task<Reply> PageAsync(Turn turn) =>
        await OwnerAsync(turn) is { } owner ? await ShowAsync(turn, owner, null) : Reply.Words(DealAccess.Closed);

    public async Task<Reply> CommandAsync(Turn turn) => await ShowAsync(turn with { Value = $"{turn.Person.Id}:0" }, turn.Person, null);

    public Task<Reply> WorkAsync(Turn turn) => OneAsync(turn, async deal =>
    {
        if (deal.Triage is Triage.Working or Triage.None) return $"{deal.Name} is worked on already.";
        await triage.WorkAsync([deal], turn.Actor, turn.Now);
        return $"You work on {deal.Name}.";
    });

    public Task<Reply> AllAsync(Turn turn) => ManyAsync(turn, async owner => await triage.WaitingAsync(owner.Id, Most));

    public Task<Reply> TheseAsync(Turn turn) => ManyAsync(turn, async owner =>
    {
        var zone = await triage.ZoneAsync(owner);
        return (await triage.PageAsync(owner.Id, Skip(turn), turn.Now.DayIn(zone), zone)).Deals;
    });

    public async Task<Reply> ParkAsync(Turn turn)
    {
        if (await DealAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        return await door.OpenAsync(turn, TriageForms.Park("triage.parked", await StateAsync(turn, deal.Id), turn.Today, deal.Name), new Button("Park", "triage.park", turn.Value), $"Park {deal.Name}");
    }

    public async Task<Reply> ParkedAsync(Turn turn)
    {
        if (await DealAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (!TriageForms.TryDay(turn, out var until, out var fault)) return fault;
        var owner = await db.People.FirstAsync(p => p.Id == deal.OwnerId);
        await triage.ParkAsync([deal], until, await triage.ZoneAsync(owner), turn.Actor, turn.Now);
        return await ShowAsync(turn, owner, $"{deal.Name} is parked until {Wording.Day(until, turn.Today)}.");
    }

    public async Task<Reply> ParkAllAsync(Turn turn)
    {
        if (await OwnerAsync(turn) is not { } owner) return Reply.Words(DealAccess.Closed);
        return await door.OpenAsync(turn, TriageForms.Park("triage.allparked", await StateAsync(turn, owner.Id), turn.Today, "All that wait"), new Button("Park all", "triage.parkall", turn.Value), "Park all that wait");
    }

    public async Task<Reply> AllParkedAsync(Turn turn)
    {
        if (await OwnerAsync(turn) is not { } owner) return Reply.Words(DealAccess.Closed);
        if (!TriageForms.TryDay(turn, out var until, out var fault)) return fault;
        var deals = await triage.WaitingAsync(owner.Id, Most);
        await triage.ParkAsync(deals, until, await triage.ZoneAsync(owner), turn.Actor, turn.Now);
        return await ShowAsync(turn, owner, $"{Wording.Count(deals.Count, "deal")} parked until {Wording.Day(until, turn.Today)}.");
    }

    public async Task<Reply> CloseAsync(Turn turn)
    {
        if (await DealAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (!deal.IsOpen) return await ShowAsync(turn, await db.People.FirstAsync(p => p.Id == deal.OwnerId), $"{deal.Name} is closed already.");
        var form = DealForms.Closing(await files.OpenAsync(deal), lost: true, "triage.closed", await StateAsync(turn, deal.Id));
        return await door.OpenAsync(turn, form, new Button("Close", "triage.close", turn.Value), $"Close {deal.Name}?");
    }

    public async Task<Reply> ClosedAsync(Turn turn)
    {
        if (await DealAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (DealForms.ReasonOf(await files.OpenAsync(deal), lost: true, turn.Field("reason"), turn.Field("words")) is not { } reason)
            return turn.Field("reason") == "other" ? FormErrors.At("words", "Say in a sentence what it was.") : FormErrors.At("reason", "Choose the main reason.");
        var result = await moves.LostAsync(deal, turn.Actor, reason, turn.Now);
        var owner = await db.People.FirstAsync(p => p.Id == deal.OwnerId);
        return await ShowAsync(turn, owner, result is DoneAlready ? $"{deal.Name} is closed already." : $"{deal.Name} is recorded as lost. It can be reopened.");
    }

    /// <summary>Asks once before many are closed.</summary>
    public async Task<Reply> SureAsync(Turn turn)
    {
        if (await OwnerAsync(turn) is not { } owner) return Reply.Words(DealAccess.Closed);
        var zone = await triage.ZoneAsync(owner);
        var page = await triage.PageAsync(owner.Id, Skip(turn), turn.Now.DayIn(zone), zone);
        return page.Old == 0 ? await ShowAsync(turn, owner, "There are none of those any more.") : await PutAsync(turn, owner, TriageMessage.Sure(page));
    }

    public async Task<Reply> OldAsync(Turn turn)
    {
        if (await OwnerAsync(turn) is not { } owner) return Reply.Words(DealAccess.Closed);
        var zone = await triage.ZoneAsync(owner);
        var (_, since, old) = await triage.OldAsync(owner.Id, turn.Now.DayIn(zone), zone);
        var deals = await triage.LoadAsync(old, Most);
        foreach (var deal in deals) await moves.LostAsync(deal, turn.Actor, $"No activity since {since.Year}", turn.Now);
        return await ShowAsync(turn, owner, deals.Count == 0 ? "They were closed already." : $"{Wording.Count(deals.Count, "old deal")} closed as lost. Each can be reopened.");
    }

    private async Task<Reply> OneAsync(Turn turn, Func<Deal, Task<string>> sort)
    {
        if (await DealAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        var said = await sort(deal);
        return await ShowAsync(turn, await db.People.FirstAsync(p => p.Id == deal.OwnerId), said);
    }

    private async Task<Reply> ManyAsync(Turn turn, Func<Person, Task<IReadOnlyList<Deal>>> which)
    {
        if (await OwnerAsync(turn) is not { } owner) return Reply.Words(DealAccess.Closed);
        var deals = await which(owner);
        await triage.WorkAsync(deals, turn.Actor, turn.Now);
        return await ShowAsync(turn, owner, deals.Count == 0 ? "They were sorted already." : $"You work on {Wording.Count(deals.Count, "deal")} now.");
    }

    private async Task<Reply> ShowAsync(Turn turn, Person owner, string? note)
    {
        var zone = await triage.ZoneAsync(owner);
        return await PutAsync(turn, owner, TriageMessage.Of(await triage.PageAsync(owner.Id, Skip(turn), turn.Now.DayIn(zone), zone), note));
    }

    private async Task<Reply> PutAsync(Turn turn, Person owner, Message message)
    {
        if (await cards.CardAsync(turn) is { } row && row.Key.StartsWith("triage:", StringComparison.Ordinal)) outbox.Edit(row, message, turn.Now);
        else await outbox.ShowAnewAsync(turn, $"triage:{owner.Id}", message);
        return Reply.None;
    }

    private async Task<Deal?> DealAsync(Turn turn) => turn.Id is { } id ? await access.OpenAsync(turn, id) : null;

    private async Task<Person?> OwnerAsync(Turn turn) => turn.Id is { } id ? await access.OwnerAsync(turn, id) : null;

    private Task<string> StateAsync(Turn turn, Guid id) => cards.StateAsync(turn, id, $"{Skip(turn)}");

    private static int Skip(Turn turn) => int.TryParse(DealCards.About(turn).Split(',')[0], out var skip) ? skip : 0;
}
