using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Nudges;

/// <summary>
/// What a person answers to a nudge: do it, snooze it, or say that it was of no use. Two taps at most, the message edited in place;
/// a second press says what it was settled with.
/// </summary>
public sealed class NudgeActions(NudgeDesk desk, DealMoves moves, DealCards cards)
{
    private const string DaysPassed = "Those days have passed. Here are new ones.";
    private const string OtherStep = "The next step is another one by now. Here is what it says.";
    private const string OtherStage = "The deal has moved on. Here is what fits its stage now.";

    /// <summary>First tap of doing it: one of the stage's next steps.</summary>
    public async Task<Reply> StepAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (Chosen(turn, pressed) is not { } chosen) return await AgainAsync(pressed, OtherStage);
        return await desk.RefreshAsync(pressed, BriefStep.When, chosen.Number);
    }

    /// <summary>Second tap: the day. The step is set.</summary>
    public async Task<Reply> WhenAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (Chosen(turn, pressed) is not { } chosen) return await AgainAsync(pressed, OtherStage);
        if (DayOf(chosen.Day) is not { } on || on <= pressed.Today) return await AgainAsync(pressed, DaysPassed, BriefStep.When, chosen.Number);
        var result = await moves.SetNextStepAsync(pressed.Deal, new NextStep(chosen.Step, on, turn.Person.Id, Side.Us, Confirmed: false), turn.Actor, turn.Now);
        if (result is MayNot(var why)) return Reply.Words(why);
        return await desk.SettleAsync(pressed, NudgeVerdict.Done);
    }

    /// <summary>Without a day: asks for one. With a day: comes back then, if it still holds.</summary>
    public async Task<Reply> SnoozeAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (turn.Argument == "") return await desk.RefreshAsync(pressed, BriefStep.Snooze);
        if (DayOf(turn.Argument) is not { } day || day <= pressed.Today) return await AgainAsync(pressed, DaysPassed, BriefStep.Snooze);
        return await desk.SnoozeAsync(pressed, day);
    }

    public async Task<Reply> AskUntilAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : new OpenForm(NudgeForms.Snooze(pressed));
    }

    public async Task<Reply> SnoozeUntilAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (DayOf(turn.Field("until")) is not { } day || day <= pressed.Today) return FormErrors.At("until", "Choose a day after today.");
        if (day > pressed.Today.PlusDays(NudgeForms.FarthestDays)) return FormErrors.At("until", "Choose a day within a year; for longer, park the deal.");
        return await desk.SnoozeAsync(pressed, day);
    }

    public async Task<Reply> NotUsefulAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : await desk.RefreshAsync(pressed, BriefStep.Why);
    }

    public async Task<Reply> WhyAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (NudgeMessage.Reasons.All(r => r.Id != turn.Argument)) return await desk.RefreshAsync(pressed, BriefStep.Why);
        return await desk.SettleAsync(pressed, NudgeVerdict.NotUseful, turn.Argument);
    }

    /// <summary>Back to the item's first question.</summary>
    public async Task<Reply> FoldAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : await desk.RefreshAsync(pressed);
    }

    /// <summary>Through the gate; where something has come to be missing, the deal's card says what.</summary>
    public async Task<Reply> AdvanceAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        var seenIn = pressed.Nudge.Occurrence.Split('@')[0];
        var result = await moves.AdvanceAsync(pressed.Deal, turn.Actor, turn.Now, from: seenIn);
        return result switch
        {
            Moved or DoneAlready => await desk.SettleAsync(pressed, result is Moved ? NudgeVerdict.Done : NudgeVerdict.Overtaken),
            MayNot(var why) => Reply.Words(why),
            NotYet not => await cards.ShowAsync(turn, pressed.Deal, view => MoveWords.NotYet(view, not.Gate), atGate: true),
            _ => await cards.ShowAsync(turn, pressed.Deal),
        };
    }

    /// <summary>The buyer has confirmed the step that the button named, if it is still that one.</summary>
    public async Task<Reply> ConfirmAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        var deal = pressed.Deal;
        if (DayOf(turn.Argument) is not { } on || deal.NextStepOn != on || !NextSteps.IsDated(deal)) return await AgainAsync(pressed, OtherStep);
        await moves.SetNextStepAsync(deal, new NextStep(deal.NextStep!, on, deal.NextStepOwnerId, deal.NextStepSide ?? Side.Us, Confirmed: true), turn.Actor, turn.Now);
        return await desk.SettleAsync(pressed, NudgeVerdict.Done);
    }

    public async Task<Reply> AskCloseDateAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : new OpenForm(NudgeForms.CloseDate(pressed));
    }

    /// <summary>A date that somebody else has set meanwhile is shown beside the new one before it is overwritten.</summary>
    public async Task<Reply> SetCloseDateAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (DayOf(turn.Field("close-on")) is not { } day || day < pressed.Today) return FormErrors.At("close-on", "Choose today or a later day.");
        if (day > pressed.Today.PlusYears(NudgeForms.FarthestYears)) return FormErrors.At("close-on", "That is more than five years away. Is the year right?");
        if (turn.Argument != NudgeForms.Seen(pressed.Deal)) return new UpdateForm(NudgeForms.CloseDate(pressed, yours: day));
        await moves.SetCloseDateAsync(pressed.Deal, day, turn.Actor, turn.Now);
        return await desk.SettleAsync(pressed, NudgeVerdict.Done);
    }

    /// <summary>The suggestion that the button named; null where the deal is in another stage by now, since the same number means another step there.</summary>
    private static (int Number, string Step, string? Day)? Chosen(Turn turn, PressedNudge pressed) =>
        turn.Argument.Split('/') is [var stage, var index, .. var day] && stage == pressed.Deal.StageId
        && int.TryParse(index, out var number) && NudgeWays.Suggestion(pressed.File, number) is { } step ? (number, step, day.FirstOrDefault()) : null;

    private async Task<Reply> AgainAsync(PressedNudge pressed, string why, BriefStep? step = null, int suggestion = 0)
    {
        await desk.RefreshAsync(pressed, step, suggestion);
        return Reply.Words(why);
    }

    private static LocalDate? DayOf(string? words) => words is not null && LocalDatePattern.Iso.Parse(words) is { Success: true, Value: var day } ? day : null;
}
