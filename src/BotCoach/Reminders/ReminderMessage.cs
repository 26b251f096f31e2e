using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Reminders;

/// <summary>A reminder with what its row says beside it.</summary>
/// <param name="Deal">The account, or the name, of the deal it is tied to.</param>
public sealed record ReminderLine(Reminder Reminder, string? Deal);

/// <summary>For whom reminders are put in words, and when.</summary>
public sealed record ReminderPage(Guid PersonId, WorkCalendar Calendar, DateTimeOffset Now)
{
    public LocalDate Today => Calendar.Today(Now);
}

/// <summary>The words of reminders: as they come, as they are listed, and as one was set.</summary>
public static class ReminderMessage
{
    public const string OneDay = "A promise has one day. Set a reminder for what comes again.";

    public const int MostListed = 15;
    private static readonly Duration OnTime = Duration.FromMinutes(5);

    /// <summary>What is due now.</summary>
    public static Message Due(IReadOnlyList<ReminderLine> lines, ReminderPage page)
    {
        var open = lines.Where(l => IsAsking(l.Reminder, page)).ToList();
        var first = (open.Count > 0 ? open : lines)[0].Reminder.Text;
        var fallback = open.Count > 1 ? $"{first} And {Wording.Count(open.Count - 1, "more reminder")}." : $"Reminder: {first}";
        var title = lines.Count == 1 ? "Reminder" : $"Your reminders for {page.Today.DayOfWeek}";
        return new Message(Wording.Short(fallback, 300), [new Heading(title), new Rows([.. lines.Select(l => RowOf(l, page))])]);
    }

    /// <summary>A reminder that has come, with its buttons; or how it was settled.</summary>
    public static Row RowOf(ReminderLine line, ReminderPage page)
    {
        var reminder = line.Reminder;
        if (!IsAsking(reminder, page)) return new Row(Settled(line, page), []);
        return new Row(
            Text.Strong(reminder.Text),
            [
                .. Answer(reminder, Look.Main), new Button("Done", "remind.done", $"{reminder.Id}", reminder.Criterion is null ? Look.Main : Look.Plain),
                new Button("In 1 hour", "remind.hour", $"{reminder.Id}"), Tomorrow(reminder, page), .. Deal(line),
            ],
            Note([line.Deal, Late(reminder, page)]));
    }

    /// <summary>All that is open, what has come already first.</summary>
    public static Message List(IReadOnlyList<ReminderLine> lines, ReminderPage page)
    {
        if (lines.Count == 0) return Message.Say($"You have no reminders. Type {Text.Type("remind me Thursday 9:00 call Acme's CFO")} to set one.");
        var title = $"Your {Wording.Count(lines.Count, "reminder")}";
        List<Block> blocks = [new Heading(title), new Rows([.. lines.Take(MostListed).Select(l => Listed(l, page))])];
        if (lines.Count > MostListed) blocks.Add(new Paragraph($"…and {lines.Count - MostListed} more, later than these.", Quiet: true));
        return new Message(title, blocks);
    }

    /// <summary>One that was set or changed just now, with its date in full; or what became of it.</summary>
    /// <param name="offered">A deal that its words name: tied only when they say so.</param>
    public static Message Set(ReminderLine line, ReminderPage page, (Guid Id, string Name)? offered)
    {
        var reminder = line.Reminder;
        if (!reminder.IsOpen || reminder.At is null) return Message.Say(Settled(line, page));
        var words = Text.Strong(reminder.Text);
        Text sentence = reminder.Every is null
            ? $"I will remind you on {DateSaid.Of(reminder.When)}: {words}"
            : $"I will remind you {DateSaid.Of(reminder.When)}, next on {DateSaid.Day(reminder.DueOn)}: {words}";
        List<Block> blocks = [new Paragraph(sentence)];
        if (Note([Moved(reminder, page), line.Deal is { } deal ? $"About {deal}." : null]) is { } note) blocks.Add(new Paragraph(note, Quiet: true));
        Button[] tie = line.Deal is null && offered is { } named ? [new Button(Wording.Short($"It is about {named.Name}", 40), "remind.tie", $"{reminder.Id}:{named.Id}")] : [];
        blocks.Add(Buttons.Of([.. tie, .. Manage(reminder)]));
        return new Message(Wording.Short(sentence.Words, 300), blocks);
    }

    /// <summary>How it ended, or when it comes back.</summary>
    public static Text Settled(ReminderLine line, ReminderPage page)
    {
        var (reminder, about) = (line.Reminder, Wording.Short(line.Reminder.Text, 200));
        if (reminder.IsOpen && reminder.PersonId != page.PersonId) return $"The deal's new owner has it now: {about}";
        if (reminder.IsOpen && reminder.At is not null) return $"Back on {DateSaid.Of(reminder.When)}: {about}";
        return reminder.State switch
        {
            ReminderState.Done => $"Done: {about}",
            ReminderState.Cancelled => $"Cancelled: {about}",
            ReminderState.Withdrawn when reminder.Criterion is not null => $"That is settled: {about}",
            ReminderState.Withdrawn => $"No longer needed, since {line.Deal ?? "the deal"} has moved on: {about}",
            ReminderState.Overtaken when reminder.Criterion is not null => $"It is asked again later: {about}",
            ReminderState.Overtaken => $"It came again since: {about}",
            _ => about,
        };
    }

    /// <summary>It has come, and waits for the person's answer.</summary>
    public static bool IsAsking(Reminder reminder, ReminderPage page) => reminder is { IsOpen: true, At: null } && reminder.PersonId == page.PersonId;

    private static Row Listed(ReminderLine line, ReminderPage page)
    {
        var reminder = line.Reminder;
        var when = reminder.At is null ? $"was due {Past(reminder, page.Today)}" : DateSaid.Of(reminder.When);
        var next = reminder.Every is null ? Moved(reminder, page) : $"next on {DateSaid.Day(reminder.DueOn)}";
        Button[] buttons = reminder.Every is not null ? [.. Manage(reminder)]
            : [.. Answer(reminder, Look.Plain), new Button("Done", "remind.done", $"{reminder.Id}"), Tomorrow(reminder, page), .. Manage(reminder)];
        return new Row($"{Text.Strong(Wording.Short(reminder.Text, 200))}, {when}", buttons, Note([line.Deal, next]));
    }

    private static IEnumerable<Button> Manage(Reminder reminder)
    {
        yield return new Button("Change", "remind.change", $"{reminder.Id}");
        if (reminder.Every is not null) yield return new Button("Skip this one", "remind.skip", $"{reminder.Id}:{LocalDatePattern.Iso.Format(reminder.DueOn)}");
        yield return new Button(reminder.Every is null ? "Cancel" : "Stop repeating", "remind.cancel", $"{reminder.Id}");
    }

    private static Button Tomorrow(Reminder reminder, ReminderPage page)
    {
        var day = ReminderRules.Tomorrow(reminder, page.Calendar, page.Now).Day;
        return new Button(day == page.Today.PlusDays(1) ? "Tomorrow" : Wording.Day(day, page.Today), "remind.tomorrow", $"{reminder.Id}");
    }

    private static Button[] Answer(Reminder reminder, Look look) =>
        reminder is { Criterion: { } criterion, DealId: { } deal } ? [new Button("Answer it", "walk.open", $"{deal}:{criterion}", look)] : [];

    private static Button[] Deal(ReminderLine line) => line.Reminder is { DealId: { } deal, Criterion: null } ? [new Button("Show the deal", "deal.show", $"{deal}")] : [];

    /// <summary>When it was due, where it comes later than that.</summary>
    private static string? Late(Reminder reminder, ReminderPage page)
    {
        var shown = reminder.ShownAt ?? page.Now;
        var late = reminder.DueTime is { } time ? shown - page.Calendar.At(reminder.DueOn, time) > OnTime.ToTimeSpan() : page.Calendar.Today(shown) > reminder.DueOn;
        return late ? $"It was due {Past(reminder, page.Today)}." : null;
    }

    private static string Past(Reminder reminder, LocalDate today) =>
        Wording.Day(reminder.DueOn, today) + (reminder.DueTime is { } time ? $" at {DateSaid.Time(time)}" : "");

    /// <summary>Where a day is no working day: on which day it comes.</summary>
    private static string? Moved(Reminder reminder, ReminderPage page) =>
        reminder is { DueTime: null, At: { } at } && page.Calendar.Today(at) is var on && on > reminder.DueOn ? $"It comes on {DateSaid.Day(on)}, your next working day." : null;

    private static Text? Note(IEnumerable<string?> parts) => string.Join(" · ", parts.OfType<string>()) is { Length: > 0 } words ? (Text)words : null;
}
