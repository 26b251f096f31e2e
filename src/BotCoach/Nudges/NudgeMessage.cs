using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The sentences of the nudges: what is the matter, what often helps, and how it was settled.</summary>
public static class NudgeMessage
{
    /// <summary>Why a nudge can be of no use, as it is kept and as it is offered.</summary>
    public static readonly IReadOnlyList<(string Id, string Label)> Reasons =
        [("done", "I did it already"), ("waiting", "I am waiting on purpose"), ("wrong", "The data is wrong"), ("small", "Not worth it")];

    /// <summary>The reason that is kept where the person does not want to hear this kind at all.</summary>
    public const string Muted = "muted";

    /// <summary>The matter, in one sentence.</summary>
    public static Text Sentence(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now) => nudge.Rule switch
    {
        NoNextStep.RuleId => NoStep(nudge, file.Deal, calendar, now),
        NextStepOverdue.RuleId => Overdue(file.Deal, calendar.Today(now)),
        TooLongInStage.RuleId => $"{Who(file.Deal)} has been in {StageName(file)} for {DaysIn(file.Deal, now)}; {Healthy(file)}.",
        CloseDatePassed.RuleId => $"{Who(file.Deal)} was to close {On(file.Deal.CloseOn, calendar.Today(now))}. Is there a new date?",
        ReadyToAdvance.RuleId => Ready(file),
        _ => $"{Who(file.Deal)} needs a look.",
    };

    /// <summary>The same matter in passing, behind another of the same deal.</summary>
    public static string InPassing(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now) => nudge.Rule switch
    {
        NoNextStep.RuleId => "no next step is set",
        NextStepOverdue.RuleId => "its next step is overdue",
        TooLongInStage.RuleId => $"it has been in {StageName(file)} for {DaysIn(file.Deal, now)}",
        CloseDatePassed.RuleId => $"its close date passed ({Wording.Day(file.Deal.CloseOn ?? calendar.Today(now), calendar.Today(now))})",
        ReadyToAdvance.RuleId => "it is ready to move on",
        _ => "it needs a look",
    };

    /// <summary>What the stage says helps when this signal shows, or null.</summary>
    public static string? Help(string rule, DealFile file) => file.Stage?.FailureModes.FirstOrDefault(f => f.Signal == rule)?.Action;

    /// <summary>How it ended, in one sentence.</summary>
    public static Text Settled(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now)
    {
        if (nudge is { Verdict: NudgeVerdict.NotUseful, VerdictReason: Muted }) return $"Noted, {Who(file.Deal)}: you will not hear this kind again.";
        if (nudge.Verdict == NudgeVerdict.NotUseful) return $"Noted, {Who(file.Deal)}: not useful ({Reason(nudge.VerdictReason)}). This one will not come back.";
        if (nudge.Verdict is null && nudge.IsSnoozed(now))
            return $"Snoozed, {Who(file.Deal)}: back {On(calendar.Today(nudge.SnoozedUntil!.Value), calendar.Today(now))}, if it still holds by then.";
        return Outcome(nudge, file, calendar.Today(now));
    }

    /// <summary>"since Tuesday" within a week, else "since 3 Nov"; nothing for today.</summary>
    public static string Since(LocalDate day, LocalDate today) => Period.DaysBetween(day, today) switch
    {
        <= 0 => "yet",
        1 => "since yesterday",
        < 7 => $"since {day.DayOfWeek}",
        _ => $"since {Wording.Day(day, today)}",
    };

    public static Span Who(Deal deal) => Text.Strong(Name(deal));

    public static string Name(Deal deal) => string.IsNullOrWhiteSpace(deal.Account) ? deal.Name : deal.Account;

    public static string StageName(DealFile file) => file.Stage?.Name ?? file.Deal.StageId;

    // Each sentence is returned on its own: in a conditional it would become a plain string first, and its spans with it.
    private static Text NoStep(Nudge nudge, Deal deal, WorkCalendar calendar, DateTimeOffset now)
    {
        if (!string.IsNullOrWhiteSpace(deal.NextStep)) return $"The next step with {Who(deal)} has no day: “{Wording.Short(deal.NextStep, 100)}”.";
        return $"No next step with {Who(deal)} {Since(calendar.Today(nudge.Since), calendar.Today(now))}.";
    }

    private static Text Overdue(Deal deal, LocalDate today)
    {
        var (step, day) = (Wording.Short(deal.NextStep ?? "", 100), DayOf(deal.NextStepOn, today));
        if (deal.NextStepSide == Side.Buyer) return $"{Who(deal)} wanted to do this by {day}: “{step}”. Has it come?";
        if (deal.NextStepConfirmed) return $"You agreed this with {Who(deal)} for {day}: “{step}”. What came of it?";
        return $"The next step with {Who(deal)} was due {On(deal.NextStepOn, today)}: “{step}”.";
    }

    private static string Healthy(DealFile file) => file.Deal.StageMedianDays is { } median
        ? $"your team usually takes {Wording.Days(median)}"
        : $"{Wording.Days(file.HealthyDays ?? 0)} is healthy there";

    private static Text Ready(DealFile file)
    {
        if (StageGate.NextOf(file) is { } next && file.Book.Find(next) is { } stage)
            return $"{Who(file.Deal)} has proven all that {StageName(file)} asks for. It can move to {stage.Name}.";
        return $"{Who(file.Deal)} has proven all that {StageName(file)} asks for. If they said yes, record the win.";
    }

    private static Text Outcome(Nudge nudge, DealFile file, LocalDate today)
    {
        var deal = file.Deal;
        if (!deal.IsOpen) return $"Settled: {Who(deal)} is {deal.Status.ToString().ToLowerInvariant()}.";
        if (nudge.PersonId != deal.OwnerId) return $"Settled: {Who(deal)} has another owner now.";
        if (deal.IsParkedOn(today)) return $"Settled: {Who(deal)} is parked.";
        var moved = nudge.Rule is ReadyToAdvance.RuleId or TooLongInStage.RuleId && !nudge.Occurrence.StartsWith($"{deal.StageId}@", StringComparison.Ordinal);
        if (moved) return $"Settled: {Who(deal)} is in {StageName(file)} now.";
        if (nudge.Rule == CloseDatePassed.RuleId && deal.CloseOn >= today) return $"Done. {Who(deal)} is to close {On(deal.CloseOn, today)}.";
        var stepped = nudge.Rule is NoNextStep.RuleId or NextStepOverdue.RuleId or TooLongInStage.RuleId && NextSteps.IsDated(deal) && deal.NextStepOn >= today;
        if (stepped) return $"Done. Next step with {Who(deal)}: “{Wording.Short(deal.NextStep ?? "", 100)}”, {DayOf(deal.NextStepOn, today)}.";
        return $"Settled: {Who(deal)}.";
    }

    private static string Reason(string? id) => Reasons.FirstOrDefault(r => r.Id == id).Label is { } label ? char.ToLowerInvariant(label[0]) + label[1..] : "no reason given";

    private static string DaysIn(Deal deal, DateTimeOffset now) => Wording.Days(Math.Floor((now - deal.StageEnteredAt).TotalDays));

    private static string DayOf(LocalDate? day, LocalDate today) => day is { } on ? Wording.Day(on, today) : "";

    /// <summary>"yesterday", "on Thu 27 Nov".</summary>
    private static string On(LocalDate? day, LocalDate today) => DayOf(day, today) is var words && words is "today" or "tomorrow" or "yesterday" or "" ? words : $"on {words}";
}
