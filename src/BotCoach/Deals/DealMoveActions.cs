using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>Moving a deal in chat: forward through the gate, past it by decision, back, and the three ends.</summary>
public sealed class DealMoveActions(
    BotCoachDb db, DealPick pick, DealFinder finder, DealCards cards, DealMoves moves, DealFiles files, FormDoor door, DealAccess access, WaitingBoard waiting, Audit audit,
    AwayActions away, Reversion reversion)
{
    private const string WhyBought = "Say why they bought, in a sentence.";

    /// <summary>Forward; a button says in which stage it was seen, and typed words may name the stage ("acme to proposal").</summary>
    public async Task<Reply> AdvanceAsync(Turn turn)
    {
        var (named, target) = await SplitTargetAsync(turn);
        var (deal, instead) = await pick.OneAsync(turn with { Value = named }, "deal.advance", "Advance");
        if (deal is null) return instead;
        var to = target is null ? null : (await files.OpenAsync(deal)).Book.Stages.FirstOrDefault(s => IsNamed(s, target))?.Id;
        if (target is not null && to is null) return Reply.Words($"{deal.Name} has no stage like “{Wording.Short(target, 40)}”.");
        var from = DealCards.About(turn) is { Length: > 0 } seen && turn.Inbound is ButtonPressed ? seen : null;
        return await SayAsync(turn, deal, await moves.AdvanceAsync(deal, turn.Actor, turn.Now, to, from), "moved it");
    }

    public async Task<Reply> OverrideAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        var (from, target) = Seen(turn);
        if (from != deal.StageId) return await SayAsync(turn, deal, await moves.AdvanceAsync(deal, turn.Actor, turn.Now, target, from), "moved it");
        var file = await files.OpenAsync(deal);
        if (NotNamed(turn, file) is { } refused) return refused;
        var gate = StageGate.Ask(file, target, file.Today(turn.Now), turn.Now);
        return new OpenForm(DealForms.Override(file, gate, await cards.StateAsync(turn, deal.Id, $"{from},{target}")));
    }

    public async Task<Reply> OverruledAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        var (from, target) = Seen(turn);
        if (from == deal.StageId && NotNamed(turn, await files.OpenAsync(deal)) is { } refused) return refused;
        if (Fault(turn, "reason", "Say why, in a sentence: the manager reads it.") is { } fault) return fault;
        if (target == StageGate.Won && Fault(turn, "outcome", WhyBought) is { } unsaid) return unsaid;
        var result = await moves.OverrideAsync(deal, turn.Person, turn.Actor, turn.Field("reason")!, turn.Now, target, from, turn.Field("outcome"));
        return await SayAsync(turn, deal, result, "moved it");
    }

    /// <summary>The rep asks the manager to let it pass; the manager gets one line with the button.</summary>
    public async Task<Reply> AskPassAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        var (from, target) = Seen(turn);
        var owner = await db.People.FindAsync(db.WorkspaceId, deal.OwnerId);
        if (owner?.ManagerId is not { } manager || from != deal.StageId) return await cards.ShowAsync(turn, deal);
        var file = await files.OpenAsync(deal);
        var gate = StageGate.Ask(file, target, file.Today(turn.Now), turn.Now);
        if (gate.Yes) return await cards.ShowAsync(turn, deal, _ => "It passes now: nobody needs to be asked.");
        await waiting.AskAsync(manager, WaitingKind.Pass, deal, $"{from},{target}", $"askpass:{deal.Id}:{from}:{target}:{deal.StageEnteredAt.ToUnixTimeSeconds()}", GateAsk.Of(file, turn.Person, gate), turn.Now);
        return await cards.ShowAsync(turn, deal, _ => "Asked. The manager sees what is missing, and decides.");
    }

    /// <summary>A deal goes back; "back" alone of somebody who is away is the person themselves.</summary>
    public async Task<Reply> BackAsync(Turn turn)
    {
        if (turn.Value.Length == 0 && await away.IsGoneAsync(turn)) return await away.BackAsync(turn);
        var (deal, instead) = await pick.OneAsync(turn, "deal.back", "Move back");
        if (deal is null) return instead;
        var file = await files.OpenAsync(deal);
        if (!deal.IsOpen) return await cards.ShowAsync(turn, deal, _ => "This deal is closed. Reopen it first.");
        if (file.Book.IndexOf(deal.StageId) <= 0) return await cards.ShowAsync(turn, deal, _ => "This is the first stage: there is nothing to go back to.");
        var form = DealForms.Back(file, Reversion.Proven(file, turn.Now), await cards.StateAsync(turn, deal.Id, deal.StageId));
        return await door.OpenAsync(turn, form, new Button("Move back", "deal.back", $"{deal.Id}"), $"Move {deal.Name} back?");
    }

    public async Task<Reply> WentBackAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (Fault(turn, "reason", "Say what is new, in a sentence.") is { } fault) return fault;
        var (reason, from) = (turn.Field("reason")!, DealCards.About(turn));
        var (field, result) = turn.Field("broken") is { } broken
            ? ("broken", await reversion.BreakAsync(await files.OpenAsync(deal), broken, reason, turn.Actor, from, turn.Now))
            : ("stage", await moves.BackAsync(deal, turn.Actor, reason, turn.Now, turn.Field("stage"), from));
        return result is MayNot(var why) ? FormErrors.At(field, why) : await SayAsync(turn, deal, result, "moved it");
    }

    public async Task<Reply> WonAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "deal.won", "Won");
        if (deal is null) return instead;
        if (!deal.IsOpen) return await SayAsync(turn, deal, await moves.WonAsync(deal, turn.Actor, "", turn.Now), "closed it");
        var file = await files.OpenAsync(deal);
        var gate = StageGate.Ask(file, StageGate.Won, file.Today(turn.Now), turn.Now);
        if (gate.Refusal is { } why) return await SayAsync(turn, deal, new MayNot(why), "");
        return gate.Yes ? await AskWinAsync(turn, deal) : await SayAsync(turn, deal, new NotYet(gate), "");
    }

    public async Task<Reply> WasWonAsync(Turn turn)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (Fault(turn, "reason", WhyBought) is { } fault) return fault;
        return await SayAsync(turn, deal, await moves.WonAsync(deal, turn.Actor, turn.Field("reason")!, turn.Now), "closed it");
    }

    public Task<Reply> LostAsync(Turn turn) => CloseAsync(turn, lost: true);

    public Task<Reply> DropAsync(Turn turn) => CloseAsync(turn, lost: false);

    public Task<Reply> WasLostAsync(Turn turn) => ClosedAsync(turn, lost: true);

    public Task<Reply> DroppedAsync(Turn turn) => ClosedAsync(turn, lost: false);

    public async Task<Reply> ReopenAsync(Turn turn)
    {
        var (deal, instead) = await pick.OneAsync(turn, "deal.reopen", "Reopen");
        return deal is null ? instead : await SayAsync(turn, deal, await moves.ReopenAsync(deal, turn.Actor, turn.Now), "opened it");
    }

    private async Task<Reply> CloseAsync(Turn turn, bool lost)
    {
        var (verb, label) = lost ? ("deal.lost", "Lost") : ("deal.drop", "Not a fit");
        var (deal, instead) = await pick.OneAsync(turn, verb, label);
        if (deal is null) return instead;
        if (!deal.IsOpen) return await SayAsync(turn, deal, await moves.LostAsync(deal, turn.Actor, "", turn.Now), "closed it");
        var form = DealForms.Closing(await files.OpenAsync(deal), lost, lost ? "deal.waslost" : "deal.dropped", await cards.StateAsync(turn, deal.Id, ""));
        return await door.OpenAsync(turn, form, new Button(label, verb, $"{deal.Id}"), lost ? $"Record {deal.Name} as lost?" : $"Close {deal.Name} as not a fit?");
    }

    private async Task<Reply> ClosedAsync(Turn turn, bool lost)
    {
        if (await OpenAsync(turn) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (DealForms.ReasonOf(await files.OpenAsync(deal), lost, turn.Field("reason"), turn.Field("words")) is not { } reason)
            return turn.Field("reason") == "other" ? FormErrors.At("words", "Say in a sentence what it was.") : FormErrors.At("reason", "Choose the main reason.");
        var result = lost ? await moves.LostAsync(deal, turn.Actor, reason, turn.Now) : await moves.DisqualifiedAsync(deal, turn.Actor, reason, turn.Now);
        return await SayAsync(turn, deal, result, "closed it");
    }

    private async Task<Reply> SayAsync(Turn turn, Deal deal, MoveResult result, string what) => result switch
    {
        ReadyToWin => await AskWinAsync(turn, deal),
        NotYet not => await cards.ShowAsync(turn, deal, view => MoveWords.NotYet(view, not.Gate), atGate: true),
        DoneAlready already => await cards.ShowAsync(turn, deal, view => DealWords.Already(already, what, view)),
        MayNot(var why) => await cards.ShowAsync(turn, deal, _ => why),
        Moved moved => await cards.ShowAsync(turn, deal, view => MoveWords.Moved(view, moved)),
        _ => Reply.None,
    };

    private async Task<Reply> AskWinAsync(Turn turn, Deal deal)
    {
        var form = DealForms.Won(await files.OpenAsync(deal), await cards.StateAsync(turn, deal.Id, ""));
        return await door.OpenAsync(turn, form, new Button("Record the win", "deal.won", $"{deal.Id}"), $"{deal.Name}: everything is proven.");
    }

    /// <summary>Only who may is shown the button: whoever else comes with it has written it by hand, or has lost the right since.</summary>
    private Reply? NotNamed(Turn turn, DealFile file)
    {
        if (GateOverrides.MayDo(turn.Person.Role, file.Book.Rules)) return null;
        audit.Refused(turn, "an override", file.Deal.Id);
        return Reply.Words(GateOverrides.NotNamed(file.Book.Rules));
    }

    private async Task<Deal?> OpenAsync(Turn turn) => turn.Id is { } id ? await access.OpenAsync(turn, id) : null;

    private static FormErrors? Fault(Turn turn, string field, string ask) =>
        Placeholders.IsOne(turn.Field(field)) ? FormErrors.At(field, ask) : turn.Field(field)!.Length > 3000 ? FormErrors.At(field, "Please use at most 3,000 characters.") : null;

    /// <summary>The stage in which it was seen and the one asked for, from <c>stage,target</c>.</summary>
    private static (string From, string Target) Seen(Turn turn) => DealCards.About(turn).Split(',', 2) is [var from, var target] ? (from, target) : ("", "");

    /// <summary>"acme to proposal"; a deal that is itself called "Upgrade to Pro" is meant whole.</summary>
    private async Task<(string Named, string? Target)> SplitTargetAsync(Turn turn)
    {
        if (turn.Inbound is ButtonPressed) return (turn.Value, null);
        var at = turn.Value.LastIndexOf(" to ", StringComparison.OrdinalIgnoreCase);
        if (at <= 0 || (await finder.FindAsync(turn.Person, turn.Value)).Deals.Count > 0) return (turn.Value, null);
        return (turn.Value[..at], turn.Value[(at + 4)..].Trim());
    }

    private static bool IsNamed(Stages.Stage stage, string words) =>
        stage.Id.Equals(words, StringComparison.OrdinalIgnoreCase) || stage.Name.Contains(words, StringComparison.OrdinalIgnoreCase);
}
