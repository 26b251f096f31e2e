using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>The way in: the day, a deal by its name, its card, and words that mean nothing yet.</summary>
public sealed class DealActions(
    BotCoachDb db, DealPick pick, DealFinder finder, DealCards cards, DayReading day, DealMoves moves, DealNew made, FormDoor door,
    PeopleNames names, RouteTable routes, Outbox outbox, StageShelf shelf)
{
    /// <summary>What is typed and is no command: nothing for the day, or a deal's name.</summary>
    public async Task<Reply> TextAsync(Turn turn)
    {
        if (turn.Value.Length == 0) return await DayAsync(turn);
        var found = await finder.FindAsync(turn.Person, turn.Value);
        if (found.Deals.Count == 0) return await UnknownAsync(turn);
        var (deal, instead) = await pick.OneAsync(turn, "deal.show", "Open", found);
        return deal is null ? instead : await cards.ShowAsync(turn, deal);
    }

    public async Task<Reply> ShowAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "deal.show", "Open");
        return deal is null ? instead : await cards.ShowAsync(turn, deal);
    }

    public async Task<Reply> DayAsync(Turn turn)
    {
        outbox.ShowInTurn(turn, "day", DayMessage.Of(await day.OfAsync(turn.Person, turn.Today)));
        return Reply.None;
    }

    /// <summary>One tap: we heard from the buyer.</summary>
    public Task<Reply> HeardAsync(Turn turn) =>
        TapAsync(turn, "deal.heard", "Heard from them", moves.HeardAsync, "Noted: you heard from them.", "noted that you heard from them");

    /// <summary>One tap: we touched the buyer.</summary>
    public Task<Reply> TouchedAsync(Turn turn) =>
        TapAsync(turn, "deal.touched", "Touched", moves.TouchAsync, "Noted: you touched them.", "noted a touch");

    public async Task<Reply> NewAsync(Turn turn)
    {
        var workspace = await db.Workspaces.SingleAsync();
        var processes = (await shelf.PublishedAsync()).Select(p => p.Process).ToList();
        var form = DealForms.New(workspace.Currency, await names.OwnersAsync(turn.Person), turn.Person.Id, ProcessRules.Asked(processes, p => p.LeadSource), ProcessRules.Asked(processes, p => p.DealType));
        return await door.OpenAsync(turn, form, new Button("New deal", "deal.new"), "A new deal begins in the first stage.");
    }

    public async Task<Reply> MadeAsync(Turn turn)
    {
        var (deal, faults) = await made.MakeAsync(turn);
        return deal is null ? new FormErrors(faults) : await cards.ShowAsync(turn, deal, _ => "Made. It begins here; walk it when you know more.");
    }

    private async Task<Reply> TapAsync(
        Turn turn, string verb, string label, Func<Deal, People.Actor, DateTimeOffset, Task<MoveResult>> tap, string done, string what)
    {
        var (deal, instead) = await pick.OneAsync(turn, verb, label);
        if (deal is null) return instead;
        var result = await tap(deal, turn.Actor, turn.Now);
        return await cards.ShowAsync(turn, deal, view => result is DoneAlready already ? DealWords.Already(already, what, view) : done);
    }

    private async Task<Reply> UnknownAsync(Turn turn)
    {
        var commands = routes.Commands.ToDictionary(c => c.Name, c => c.Help.Split('|', 2, StringSplitOptions.TrimEntries));
        var deals = await finder.CandidatesAsync(turn.Person);
        var byName = deals.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase);
        (Text Name, string What, Button? Press) Near(string name) => commands.TryGetValue(name, out var help)
            ? (Text.Type(help[0]), help.ElementAtOrDefault(1) ?? "", null)
            : (Text.Strong(name), "a deal", new Button("Open", "deal.show", $"{byName[name].First().Id}"));
        var near = Nearest.To(turn.Value, commands.Keys.Concat(deals.Select(d => d.Name))).Select(Near).ToList();
        outbox.ShowInTurn(turn, "choice", DayMessage.Unknown(turn.Value, near));
        return Reply.None;
    }
}
