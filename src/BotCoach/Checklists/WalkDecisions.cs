using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Checklists;

/// <summary>What the one who decides over a deal says of a criterion: yes, disputed, set aside, settled.</summary>
public sealed class WalkDecisions(
    DealCards cards, DealAccess access, DealFiles files, DealAnswers answers, FormDoor door, WalkCards walk, WalkNotices notices, WaitingBoard waiting, Outbox outbox, Audit audit)
{
    private const string NotYours = "Only the deal's manager or an admin decides that.";

    public Task<Reply> ApproveAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        var result = await answers.ApproveAsync(step.File, step.Criterion!, turn.Actor, turn.Now);
        if (result is Moved) await notices.DecidedAsync(turn, step.File, step.Criterion!, "said yes to");
        return await AfterAsync(turn, step, result, "You said yes.", "said yes");
    });

    public Task<Reply> LiftAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        var result = await answers.LiftAsync(step.File, step.Criterion!, turn.Actor, turn.Now);
        return await AfterAsync(turn, step, result, "Settled. It stands again as it was answered.", "settled it");
    }, ofTheirOwn: true);

    public Task<Reply> DisputeAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        var form = ChecklistForms.Dispute(step.File, step.Criterion!, await cards.StateAsync(turn, step.Deal.Id, step.Criterion!.Id));
        return await door.OpenAsync(turn, form, new Button("Dispute it", "walk.dispute", turn.Value), step.Criterion.Text);
    });

    public Task<Reply> DisputedAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        if (Placeholders.IsOne(turn.Field("reason"))) return FormErrors.At("reason", "Say in a sentence what would convince you.");
        var result = await answers.DisputeAsync(step.File, step.Criterion!, turn.Field("reason")!, turn.Actor, turn.Now);
        if (result is Moved) await notices.DecidedAsync(turn, step.File, step.Criterion!, "disputes", turn.Field("reason"));
        return await AfterAsync(turn, step, result, "Disputed. The owner sees your reason.", "disputed it");
    });

    public Task<Reply> WaiveAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        var form = ChecklistForms.Waive(step.File, step.Criterion!, step.File.Today(turn.Now), await cards.StateAsync(turn, step.Deal.Id, step.Criterion!.Id));
        return await door.OpenAsync(turn, form, new Button("Set it aside", "walk.waive", turn.Value), step.Criterion.Text);
    });

    public Task<Reply> WaivedAsync(Turn turn) => DecideAsync(turn, async step =>
    {
        if (Placeholders.IsOne(turn.Field("reason"))) return FormErrors.At("reason", "Say in a sentence why it need not hold.");
        var (until, fault) = ChecklistForms.Until(turn.Field("until"), step.File.Today(turn.Now));
        if (fault is not null) return FormErrors.At("until", fault);
        var end = step.File.Zone.AtStartOfDay(until.PlusDays(1)).ToDateTimeOffset().ToUniversalTime();
        var result = await answers.WaiveAsync(step.File, step.Criterion!, turn.Field("reason")!, end, turn.Actor, turn.Now);
        return await AfterAsync(turn, step, result, $"Set aside until {Wording.Day(until, step.File.Today(turn.Now))}.", "set it aside");
    });

    /// <param name="ofTheirOwn">Who has disputed it decides too.</param>
    private async Task<Reply> DecideAsync(Turn turn, Func<WalkStep, Task<Reply>> decide, bool ofTheirOwn = false)
    {
        if (turn.Id is not { } id || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        var step = WalkStep.Read(await files.OpenAsync(deal), DealCards.About(turn));
        if (!(ofTheirOwn && IsTheirDispute(turn, step)) && !await access.DecidesAsync(turn.Person, deal)) return NotTheirs(turn, deal);
        return step.Criterion is null ? await walk.ResumeAsync(turn, deal) : await decide(step);
    }

    private static bool IsTheirDispute(Turn turn, WalkStep step) =>
        step.Criterion is { } criterion && step.File.AnswerTo(criterion.Id) is { State: AnswerState.Disputed } answer && answer.DecidedBy == turn.Person.Id;

    /// <summary>Only the one who decides is shown these buttons: whoever else presses one has written it by hand, or has lost the right since.</summary>
    private Reply NotTheirs(Turn turn, Deal deal)
    {
        audit.Refused(turn, "a decision", deal.Id);
        return Reply.Words(NotYours);
    }

    /// <summary>On a question that was put to the one who decides, the answer takes its place; on the walk the criterion is shown as it stands now.</summary>
    private async Task<Reply> AfterAsync(Turn turn, WalkStep step, MoveResult result, string done, string what)
    {
        await waiting.RefreshAsync(turn.Person.Id, turn.Now);
        Text Said(DealCardView view) => result is DoneAlready already ? DealWords.Already(already, what, view) : done;
        if (await cards.CardAsync(turn) is not { } row || !row.Key.StartsWith("decide:", StringComparison.Ordinal))
            return await walk.StayAsync(turn, step.Deal, step.Criterion!.Id, Said);
        var view = await cards.ViewAsync(turn, step.Deal);
        outbox.Edit(row, WalkNotices.Decided(view, step.Criterion!, Said(view)), turn.Now);
        return Reply.None;
    }
}
