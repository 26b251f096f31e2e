using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Checklists;

/// <summary>The forms of the walk.</summary>
public static class ChecklistForms
{
    public static Form Note(DealFile file, Criterion criterion, WayKind kind, string state) => new(
        "walk.done", kind == WayKind.Quote ? "What they said" : "Note",
        [
            new TextField("note", kind == WayKind.Quote ? "Their words" : "What they said or did", 4)
            {
                Value = file.AnswerTo(criterion.Id)?.Text,
                Hint = kind == WayKind.Quote ? "Who said it, when, word for word." : "Who, when, and how you know.",
            },
        ], state, file.Deal.Revision, Intro: Wording.Short(criterion.Text, 300));

    public static Form Dispute(DealFile file, Criterion criterion, string state) => new(
        "walk.disputed", "Dispute",
        [new TextField("reason", "What does not convince you", 3) { Hint = "The rep sees this. Say what would convince you." }],
        state, file.Deal.Revision, "Dispute it", Wording.Short(criterion.Text, 300));

    public static Form Waive(DealFile file, Criterion criterion, LocalDate today, string state) => new(
        "walk.waived", "Set it aside",
        [
            new TextField("reason", "Why it need not hold", 3),
            new DateField("until", "Until which day") { Value = LocalDatePattern.Iso.Format(today.PlusDays(file.Book.Rules.OverrideDays)), Hint = "After that it is asked for again." },
        ], state, file.Deal.Revision, "Set aside", Wording.Short(criterion.Text, 300));

    /// <summary>The day until which it is set aside, or what is wrong with it.</summary>
    public static (LocalDate Until, string? Fault) Until(string? typed, LocalDate today)
    {
        if (!LocalDatePattern.Iso.Parse(typed ?? "").TryGetValue(default, out var until)) return (default, $"Write a day as {LocalDatePattern.Iso.Format(today.PlusDays(14))}.");
        if (until <= today) return (default, "Pick a day after today.");
        return until > today.PlusDays(366) ? (default, "Pick a day within a year: what never holds belongs out of the process.") : (until, null);
    }
}
