using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The two forms of a nudge: a day to come back on, and a new close date.</summary>
public static class NudgeForms
{
    public const int FarthestDays = 365;
    public const int FarthestYears = 5;

    public static Form Snooze(PressedNudge pressed) => new(
        "nudge.snooze-until", "Snooze until",
        [new DateField("until", "Until which day") { Value = BriefMessage.Iso(pressed.Calendar.AddWorkingDays(pressed.Today, 5)), Hint = "It comes back only if it still holds by then." }],
        $"{pressed.Nudge.Id}", pressed.Deal.Revision, "Snooze", NudgeMessage.Sentence(pressed.Nudge, pressed.File, pressed.Calendar, pressed.Now));

    /// <param name="yours">The day that was submitted while somebody else set another one.</param>
    public static Form CloseDate(PressedNudge pressed, LocalDate? yours = null)
    {
        Text intro = yours is null || pressed.Deal.CloseOn is not { } theirs
            ? NudgeMessage.Sentence(pressed.Nudge, pressed.File, pressed.Calendar, pressed.Now)
            : $"Somebody has set {Wording.Day(theirs, pressed.Today)} meanwhile. Save to set yours in its place.";
        return new Form(
            "nudge.close-date", "New close date",
            [new DateField("close-on", "When will they sign?") { Value = yours is { } day ? BriefMessage.Iso(day) : null, Hint = "The day the buyer has agreed to, if there is one." }],
            $"{pressed.Nudge.Id}:{Seen(pressed.Deal)}", pressed.Deal.Revision, "Save", intro);
    }

    /// <summary>The close date that the form was made from.</summary>
    public static string Seen(Deal deal) => deal.CloseOn is { } on ? BriefMessage.Iso(on) : "none";
}
