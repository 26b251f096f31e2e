using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Deals;

/// <summary>
/// From a list to a deal while typing; and from somebody's message to a deal's next step or a recap: first which deal, then its own form with the message's
/// words in it. Nothing changes until that is sent.
/// </summary>
public sealed class FromMessageActions(DealFinder finder, DealAccess access, DealFiles files, DealFormIntake intake, DealMoves moves, DealCards cards)
{
    private const int MostOptions = 50;

    /// <summary>The deals that what was typed so far may mean.</summary>
    public async Task<Reply> OptionsAsync(Turn turn)
    {
        var found = turn.Value.Trim().Length == 0 ? await finder.RecentAsync(turn.Person) : await finder.FindAsync(turn.Person, turn.Value);
        return new Options([.. found.Deals.Take(MostOptions).Select(d => new Option($"{d.Id}", Wording.Short(DealWords.Line(d, null, null).Words, 75)))]);
    }

    /// <summary>A deal to be shown to others, by somebody who may see it: what it is and where it stands, and nothing to press.</summary>
    public async Task<Reply> ShareAsync(Turn turn) =>
        turn.Id is { } id && await access.OpenAsync(turn, id) is { } deal ? new Card(DealMessage.Shared(await cards.ViewAsync(turn, deal))) : Reply.None;

    public Task<Reply> FindAsync(Turn turn) => Task.FromResult<Reply>(new OpenForm(Which("deal.found", "Find a deal", "Open")));

    public async Task<Reply> FoundAsync(Turn turn) => await PickedAsync(turn) is { } deal ? await cards.ShowAsync(turn, deal) : NotPicked;

    public Task<Reply> NextAsync(Turn turn) => Task.FromResult<Reply>(new OpenForm(Which("deal.nextof", "Set next step", "Continue") with { State = Words(turn) }));

    public async Task<Reply> NextOfAsync(Turn turn) =>
        await PickedAsync(turn) is { } deal ? new UpdateForm(await StepFormAsync(turn, deal, "deal.nextset", SaidStep.Line(turn.Value))) : NotPicked;

    public Task<Reply> RecapAsync(Turn turn) => Task.FromResult<Reply>(new OpenForm(Which("deal.recapof", "Draft a recap", "Continue") with { State = Words(turn) }));

    public async Task<Reply> RecapOfAsync(Turn turn)
    {
        if (await PickedAsync(turn) is not { } deal) return NotPicked;
        var form = await StepFormAsync(turn, deal, "deal.recapset", SaidStep.NextStepIn(turn.Value));
        return new UpdateForm(Recap(form, "yes") with { Intro = $"{deal.Name}. From: “{SaidStep.Line(turn.Value)}”" });
    }

    public async Task<Reply> RecapSetAsync(Turn turn)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (await intake.TakeAsync(turn, await files.OpenAsync(deal), WayKind.NextStep, "", "deal.recapset", turn.Value) is { } refused)
            return refused is UpdateForm again ? new UpdateForm(Recap(again.Form, turn.Field("heard") ?? "no")) : refused;
        if (turn.Field("heard") == "yes") await moves.HeardAsync(deal, turn.Actor, turn.Now);
        return await cards.ShowAsync(turn, deal, _ => "The recap is in.");
    }

    private static Form Recap(Form step, string heard) => step with
    {
        Title = "Recap",
        Fields = [new ChoiceField("heard", "Did you hear from them", [new Option("yes", "Yes, they said this"), new Option("no", "No")]) { Value = heard }, .. step.Fields],
    };

    private async Task<Form> StepFormAsync(Turn turn, Deal deal, string action, string words)
    {
        var form = await intake.OpenAsync(turn, await files.OpenAsync(deal), WayKind.NextStep, "", action, await cards.StateAsync(turn, deal.Id, ""));
        return form with { Fields = [.. form.Fields.Select(f => f.Id == "next-step" ? f with { Value = words } : f)] };
    }

    private async Task<Deal?> PickedAsync(Turn turn) =>
        Guid.TryParse(turn.Field("deal"), out var id) ? await access.OpenAsync(turn, id) : null;

    private static Form Which(string action, string title, string submit) => new(
        action, title, [new FindField("deal", "Which deal", "deal.options") { Hint = "Type a part of its name, account or id." }], Submit: submit);

    private static string Words(Turn turn) => Wording.Short(turn.Value, 2000);

    private static Reply NotPicked => FormErrors.At("deal", "Choose one of the list.");
}
