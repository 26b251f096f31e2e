using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>
/// Which deal is meant: of a press or a form by its id, of typed words by its name. Several match → a choice; none → the nearest names.
/// </summary>
public sealed class DealPick(DealAccess access, DealFinder finder, PeopleNames names, StageNames stages, Outbox outbox)
{
    private const int MostOffered = 5;

    /// <summary>The deal, or null with what was answered instead.</summary>
    /// <param name="verb">The wire id that the choice's buttons lead to.</param>
    /// <param name="found">What the typed words find, where that was asked already.</param>
    public async Task<(Deal? Deal, Reply Instead)> OneAsync(Turn turn, string verb, string label, FoundDeals? found = null)
    {
        if (turn.Inbound is not (CommandTyped or TextSaid))
        {
            var pressed = turn.Id is { } id ? await access.OpenAsync(turn, id) : null;
            return (pressed, pressed is null ? Reply.Words(DealAccess.Closed) : Reply.None);
        }
        found ??= turn.Value.Length == 0 ? await finder.RecentAsync(turn.Person) : await finder.FindAsync(turn.Person, turn.Value);
        if (found.Only is { } only) return (await access.OpenAsync(turn, only.Id), Reply.Words(DealAccess.Closed));
        return (null, found.Deals.Count > 0 ? await ChooseAsync(turn, found, verb, label) : await NoneAsync(turn, verb, label));
    }

    private async Task<Reply> ChooseAsync(Turn turn, FoundDeals found, string verb, string label)
    {
        var offered = found.Deals.Take(MostOffered).ToList();
        var rest = found.Deals.Count - offered.Count;
        var title = turn.Value.Length == 0 ? "Which deal?" : $"Which “{Wording.Short(turn.Value, 40)}”?";
        var blocks = new List<Block> { new Heading(title), await RowsAsync(turn, offered, verb, label) };
        if (rest > 0) blocks.Add(new Paragraph($"…and {rest}{(found.More ? " or more" : "")} more. Add another word of its name, account or id.", Quiet: true));
        return Show(turn, new Message(title, blocks));
    }

    private async Task<Reply> NoneAsync(Turn turn, string verb, string label)
    {
        if (turn.Value.Length == 0) return Reply.Words($"There is no open deal of yours yet. Add one with {Text.Type("deal new")}, or import a file.");
        var near = Near(turn.Value, await finder.CandidatesAsync(turn.Person));
        var said = $"I find no deal like “{Wording.Short(turn.Value, 60)}”.";
        if (near.Count == 0) return Reply.Words(said);
        return Show(turn, Message.Of(said, new Paragraph(said + " The nearest:"), await RowsAsync(turn, near, verb, label)));
    }

    /// <summary>The deals with the three nearest names.</summary>
    public static IReadOnlyList<FoundDeal> Near(string typed, IReadOnlyList<FoundDeal> deals)
    {
        var byName = deals.ToLookup(d => d.Name, StringComparer.OrdinalIgnoreCase);
        return [.. Nearest.To(typed, deals.Select(d => d.Name)).Select(n => byName[n].First())];
    }

    public async Task<Rows> RowsAsync(Turn turn, IReadOnlyList<FoundDeal> deals, string verb, string label)
    {
        var people = await names.OfAsync(deals.Where(d => d.OwnerId != turn.Person.Id).Select(d => (Guid?)d.OwnerId));
        var stage = await stages.OfAsync(deals.Select(d => d.Id));
        return new Rows([.. deals.Select(d => new Row(
            DealWords.Line(d, people.GetValueOrDefault(d.OwnerId), stage.GetValueOrDefault(d.Id)), [new Button(label, verb, $"{d.Id}")]))]);
    }

    private Reply Show(Turn turn, Message message)
    {
        outbox.ShowInTurn(turn, "choice", message);
        return Reply.None;
    }
}
