using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The buttons of an item: what clears it, and the two other answers. Whatever is chosen takes two taps at most.</summary>
public static class NudgeButtons
{
    private const int Suggestions = 3;
    private const int LabelLength = 40;

    /// <summary>Neither answered, nor snoozed, nor overtaken.</summary>
    public static bool IsPressable(Nudge nudge, DateTimeOffset now) => nudge.IsOpen && !nudge.IsSnoozed(now);

    public static IReadOnlyList<Button> Of(BriefLine line, BriefPage page, BriefFocus? focus) => focus?.Step switch
    {
        BriefStep.When => [.. Days(page).Select(d => new Button(d.Label, "nudge.when", $"{line.Nudge.Id}:{line.File.Deal.StageId}/{focus.Suggestion}/{BriefMessage.Iso(d.Day)}", d.Look)), .. Other(line), Back(line)],
        BriefStep.Snooze => [.. Days(page).Take(2).Select(d => new Button(d.Label, "nudge.snooze", $"{line.Nudge.Id}:{BriefMessage.Iso(d.Day)}")),
            new Button("Pick a day", "nudge.snooze-until", $"{line.Nudge.Id}"), Back(line)],
        BriefStep.Why => [.. NudgeMessage.Reasons.Select(r => new Button(r.Label, "nudge.why", $"{line.Nudge.Id}:{r.Id}")), new Button("Never this kind", "nudge.mute", $"{line.Nudge.Id}"), Back(line)],
        _ => [.. DoIt(line), new Button("Snooze", "nudge.snooze", $"{line.Nudge.Id}"), new Button("Not useful", "nudge.not-useful", $"{line.Nudge.Id}")],
    };

    /// <summary>The words of a suggested next step, or null where the stage has no such suggestion.</summary>
    public static string? Suggestion(DealFile file, int number) => file.Stage?.NextSteps.ElementAtOrDefault(number)?.Text;

    /// <summary>The days that are one tap away. On a Friday "tomorrow" is Monday: nobody is asked to work on a day off.</summary>
    public static IReadOnlyList<(string Label, LocalDate Day, Look Look)> Days(BriefPage page)
    {
        var (calendar, today) = (page.Calendar, page.Today);
        var soon = calendar.AddWorkingDays(today, 1);
        var later = calendar.AddWorkingDays(today, 3);
        var week = calendar.AddWorkingDays(today.With(DateAdjusters.NextOrSame(IsoDayOfWeek.Sunday)), 1);
        (string, LocalDate, Look)[] days =
            [(soon == today.PlusDays(1) ? "Tomorrow" : Wording.Day(soon, today), soon, Look.Main), ("In 3 working days", later, Look.Plain), ("Next week", week, Look.Plain)];
        return [.. days.DistinctBy(d => d.Item2)];
    }

    private static IEnumerable<Button> DoIt(BriefLine line) => line.Nudge.Rule switch
    {
        CloseDatePassed.RuleId => [new Button("Set a new close date", "nudge.close-date", $"{line.Nudge.Id}", Look.Main)],
        ReadyToAdvance.RuleId => [Onward(line)],
        TooLongInStage.RuleId => [.. Steps(line), .. Other(line), .. StageBack(line)],
        _ => [.. Steps(line), .. Other(line)],
    };

    private static IEnumerable<Button> Steps(BriefLine line)
    {
        for (var i = 0; i < Suggestions; i++)
            if (Suggestion(line.File, i) is { } step)
                yield return new Button(Wording.Short(step, LabelLength), "nudge.step", $"{line.Nudge.Id}:{line.File.Deal.StageId}/{i}", i == 0 ? Look.Main : Look.Plain);
    }

    private static IEnumerable<Button> Other(BriefLine line) => [new Button("Other…", "deal.next", $"{line.File.Deal.Id}")];

    private static IEnumerable<Button> StageBack(BriefLine line) =>
        line.File.Book.IndexOf(line.File.Deal.StageId) > 0 ? [new Button("Move it back", "deal.back", $"{line.File.Deal.Id}:{line.File.Deal.StageId}")] : [];

    private static Button Onward(BriefLine line) =>
        StageGate.NextOf(line.File) is { } next && line.File.Book.Find(next) is { } stage
            ? new Button(Wording.Short($"Move to {stage.Name}", LabelLength), "nudge.advance", $"{line.Nudge.Id}", Look.Main)
            : new Button("Record the win", "deal.won", $"{line.File.Deal.Id}", Look.Main);

    private static Button Back(BriefLine line) => new("Back", "nudge.fold", $"{line.Nudge.Id}");
}
