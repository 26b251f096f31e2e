using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The buttons of an item: what clears it, and the two other answers. Whatever is chosen takes two taps at most.</summary>
public static class NudgeButtons
{
    /// <summary>Neither answered, nor snoozed, nor overtaken.</summary>
    public static bool IsPressable(Nudge nudge, DateTimeOffset now) => nudge.IsOpen && !nudge.IsSnoozed(now);

    public static IReadOnlyList<Button> Of(BriefLine line, BriefPage page, BriefFocus? focus) => focus?.Step switch
    {
        BriefStep.When => [.. Days(page).Select(d => new Button(d.Label, "nudge.when", $"{line.Nudge.Id}:{line.File.Deal.StageId}/{focus.Suggestion}/{BriefMessage.Iso(d.Day)}", d.Look)), NudgeWays.Other(It(line, page)), Back(line)],
        BriefStep.Snooze => [.. Days(page).Take(2).Select(d => new Button(d.Label, "nudge.snooze", $"{line.Nudge.Id}:{BriefMessage.Iso(d.Day)}")),
            new Button("Pick a day", "nudge.snooze-until", $"{line.Nudge.Id}"), Back(line)],
        BriefStep.Why => [.. NudgeMessage.Reasons.Select(r => new Button(r.Label, "nudge.why", $"{line.Nudge.Id}:{r.Id}")),
            new Button("Never this kind", "nudge.mute", $"{line.Nudge.Id}"), new Button("Why do I see this?", "nudge.explain", $"{line.Nudge.Id}"), Back(line)],
        _ => [.. DoIt(line, page), new Button("Snooze", "nudge.snooze", $"{line.Nudge.Id}"), new Button("Not useful", "nudge.not-useful", $"{line.Nudge.Id}"),
            new Button("Hand off", "deal.handover", $"{line.File.Deal.Id}")],
    };

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

    private static IEnumerable<Button> DoIt(BriefLine line, BriefPage page) =>
        NudgeRules.Find(line.Nudge.Rule)?.Clears(It(line, page)) ?? NudgeWays.Steps(It(line, page));

    private static Spoken It(BriefLine line, BriefPage page) => new(line.Nudge, new DealCase(line.File, null, page.Calendar, page.Now));

    private static Button Back(BriefLine line) => new("Back", "nudge.fold", $"{line.Nudge.Id}");
}
