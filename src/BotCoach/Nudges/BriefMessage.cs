using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>An item of a brief with all that its row says.</summary>
public sealed record BriefLine(Nudge Nudge, DealFile File, IReadOnlyList<Nudge> Also);

/// <summary>A brief as it stands now: its lines, how many more deals have something to say, and whose calendar it is.</summary>
public sealed record BriefPage(LocalDate Day, Person Person, IReadOnlyList<BriefLine> Lines, int Rest, WorkCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>What the person's own list had for the day.</summary>
    public IReadOnlyList<ReminderLine> Listed { get; init; } = [];

    public ReminderPage List => new(Person.Id, Calendar, Now);

    /// <summary>What still waits for the person, of all that it says.</summary>
    public int Open => Lines.Count(l => NudgeButtons.IsPressable(l.Nudge, Now)) + Listed.Count(l => ReminderMessage.IsAsking(l.Reminder, List));

    public LocalDate Today => Calendar.Today(Now);
}

/// <summary>The one item that the person is in the middle of, and what it asks.</summary>
public sealed record BriefFocus(Guid NudgeId, BriefStep Step, int Suggestion = 0);

public enum BriefStep { When, Snooze, Why }

/// <summary>How a brief looks: a greeting, a row an item with its own buttons, and the way to the rest.</summary>
public static class BriefMessage
{
    public const string ListTitle = "On your list for today:";
    private const int MostListed = 10;

    public static Message Of(BriefPage page, BriefFocus? focus)
    {
        List<Block> blocks = [new Heading($"Your brief for {page.Day.DayOfWeek}"), new Paragraph(Opening(page, page.Open))];
        if (page.Lines.Count > 0) blocks.Add(new Rows([.. page.Lines.Select(line => RowOf(line, page, focus))]));
        if (page.Rest > 0) blocks.Add(Buttons.Of(new Button($"Show {page.Rest} more", "nudge.rest", Iso(page.Day))));
        return new Message(Fallback(page, page.Open), [.. blocks, .. Listed(page)]);
    }

    /// <summary>What the copy further up says once the brief was asked for again.</summary>
    public static Message MovedDown() => Message.Of("Your brief is shown again further down.", new Paragraph("Your brief is shown again further down.", Quiet: true));

    public static string NothingToday() => "Nothing needs you right now. You will hear from me when something does.";

    public static string NothingMore() => "That was all: nothing else needs you.";

    private static string Opening(BriefPage page, int open)
    {
        if (open == 0) return $"All settled, {FirstName(page.Person)}.";
        var all = page.Lines.Count + page.Listed.Count;
        if (open < all) return $"{FirstName(page.Person)}, {open} of {all} left.";
        return open == 1 ? $"{FirstName(page.Person)}, one thing matters today." : $"{FirstName(page.Person)}, {open} things matter today.";
    }

    private static string Fallback(BriefPage page, int open)
    {
        if (open == 0) return "Your brief: all settled.";
        var first = page.Lines.FirstOrDefault(l => NudgeButtons.IsPressable(l.Nudge, page.Now));
        var words = first is not null ? NudgeMessage.Sentence(first.Nudge, first.File, page.Calendar, page.Now).Words
            : $"On your list: {Wording.Short(page.Listed.First(l => ReminderMessage.IsAsking(l.Reminder, page.List)).Reminder.Text, 200)}.";
        return open == 1 ? words : $"{words} And {Wording.Count(open - 1, "more thing")}.";
    }

    private static IEnumerable<Block> Listed(BriefPage page)
    {
        if (page.Listed.Count == 0) yield break;
        yield return new Paragraph(ListTitle);
        yield return new Rows([.. page.Listed.Take(MostListed).Select(l => ReminderMessage.RowOf(l, page.List))]);
        if (page.Listed.Count > MostListed) yield return new Paragraph($"…and {page.Listed.Count - MostListed} more: type {Text.Type("reminders")} to see them.", Quiet: true);
    }

    private static Row RowOf(BriefLine line, BriefPage page, BriefFocus? focus)
    {
        if (!NudgeButtons.IsPressable(line.Nudge, page.Now)) return new Row(NudgeMessage.Settled(line.Nudge, line.File, page.Calendar, page.Now), []);
        var mine = focus?.NudgeId == line.Nudge.Id ? focus : null;
        return new Row(Words(line, page, mine), NudgeButtons.Of(line, page, mine), mine is null ? Facts(line.File) : default(Text));
    }

    private static Text Words(BriefLine line, BriefPage page, BriefFocus? focus)
    {
        var sentence = NudgeMessage.Sentence(line.Nudge, line.File, page.Calendar, page.Now);
        if (focus is not null) return $"{sentence} {Question(line, focus)}";
        Text also = line.Also.Count == 0 ? "" : $" Also: {Wording.List([.. line.Also.Select(n => NudgeMessage.InPassing(n, line.File, page.Calendar, page.Now))])}.";
        Text help = NudgeMessage.Help(line.Nudge.Rule, line.File, page.Now) is { } action ? $" What helps: {Wording.LowerFirst(action)}" : "";
        return $"{sentence}{also}{help}";
    }

    private static Text Question(BriefLine line, BriefFocus focus) => focus.Step switch
    {
        BriefStep.When => $"“{NudgeWays.Suggestion(line.File, focus.Suggestion)}”: by when?",
        BriefStep.Snooze => "Snooze it until when? It comes back only if it still holds.",
        _ => "Why is it not useful?",
    };

    private static Text Facts(DealFile file)
    {
        string?[] facts = [file.Deal.Name == file.Deal.Called ? null : file.Deal.Name,
            file.Deal.Amount is { } amount ? Wording.Money(amount, file.Deal.Currency) : null, NudgeMessage.StageName(file)];
        return string.Join(" · ", facts.OfType<string>());
    }

    private static string FirstName(Person person) => person.Name.Split(' ', 2)[0];

    internal static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
