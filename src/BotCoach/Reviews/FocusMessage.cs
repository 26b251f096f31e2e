using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>A focus, and whose it is.</summary>
public sealed record FocusLine(Guid RepId, string Rep, CoachingFocus? Focus);

/// <summary>The words of a coaching focus. They are between the rep and the manager.</summary>
public static class FocusMessage
{
    public const string NotYours = "A coaching focus is between a rep and their manager. This is not one of yours.";
    public const string NoTeam = "Nobody reports to you yet, so there is no focus to set.";
    private const string Private = "Only the two of you see this.";

    /// <summary>One focus, with its notes.</summary>
    public static Message Of(FocusLine line, bool leads, LocalDate today, Text? note = null)
    {
        if (line.Focus is not { } focus)
            return Message.Of("No focus yet", leads
                ? [new Paragraph($"{Text.Strong(line.Rep)} has no focus yet: one skill and one habit to work on for a while."), Buttons.Of(new Button("Set a focus", "focus.set", $"{line.RepId}", Look.Main))]
                : [new Paragraph("You have no focus yet. You and your manager agree on one: a skill and a habit to work on for a while.")]);
        List<Block> blocks = [new Heading(leads ? $"Focus of {line.Rep}" : "Your focus")];
        if (note is not null) blocks.Add(new Paragraph(note));
        blocks.Add(new Facts([.. Facts(focus, today)]));
        blocks.Add(new Paragraph(Private, Quiet: true));
        if (leads) blocks.Add(Buttons.Of(new Button("Add to it", "focus.set", $"{line.RepId}:{focus.Id}", Look.Main), new Button("A new focus", "focus.set", $"{line.RepId}")));
        return new Message(leads ? $"Focus of {line.Rep}" : "Your focus", blocks);
    }

    /// <summary>A manager's people, in the order of their names.</summary>
    public static Message Team(IReadOnlyList<FocusLine> lines, LocalDate today) => Message.Of("Coaching focus",
        new Heading("Coaching focus"),
        new Rows([.. lines.Select(l => new Row(
            Text.Strong(l.Rep), [l.Focus is null ? new Button("Set a focus", "focus.set", $"{l.RepId}") : new Button("Open", "focus.show", $"{l.RepId}")],
            l.Focus is { } focus ? $"{Wording.Short(focus.Skill, 100)}{(focus.FollowUpOn is { } on ? $" · look again {Wording.On(on, today)}" : "")}" : "no focus yet"))]),
        new Paragraph($"Each is between the two of you. {Text.Type("focus back")} looks back on the last quarter.", Quiet: true));

    /// <summary>What was worked on in the last quarter, and what was noted.</summary>
    public static Message Back(IReadOnlyList<FocusLine> lines, Guid reader, DateTimeZone zone, LocalDate today)
    {
        var since = FocusRules.Since(today);
        if (lines.Count == 0) return Message.Say($"No focus was set since {Wording.Day(since, today)}.");
        List<Block> blocks = [new Heading("The last quarter")];
        foreach (var of in lines.GroupBy(l => l.RepId))
        {
            blocks.Add(new Paragraph(Text.Strong(of.Key == reader ? "You" : of.First().Rep)));
            foreach (var focus in of.Select(l => l.Focus!)) blocks.Add(new Facts([new Fact("From", Span(focus, zone, today)), .. Facts(focus, today)]));
        }
        blocks.Add(new Paragraph("What became easier? What is worth keeping, and what comes next?"));
        return new Message("Looking back on the last quarter", blocks);
    }

    /// <param name="focus">The one to change; null: a new one.</param>
    public static Form Ask(string rep, CoachingFocus? focus, string state) => new("focus.saved", focus is null ? "A new focus" : "Focus",
        [
            new TextField("skill", "One skill") { Value = focus?.Skill, Hint = "For example: asking what it costs them" },
            new TextField("habit", "One habit") { Value = focus?.Habit, Hint = "For example: ends each call with a dated next step" },
            new TextField("notes", "Notes", 4) { Optional = true, Value = focus?.Notes, Hint = "What you saw, and what you agreed on" },
            new DateField("follow-up", "When you look at it again") { Optional = true, Value = focus?.FollowUpOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) },
        ], state, focus?.Revision ?? 0, Intro: $"{rep}. {Private}");

    private static IEnumerable<Fact> Facts(CoachingFocus focus, LocalDate today)
    {
        yield return new Fact("Skill", focus.Skill);
        yield return new Fact("Habit", focus.Habit);
        if (focus.Notes is { } notes) yield return new Fact("Notes", notes);
        if (focus.FollowUpOn is { } on && focus.EndedAt is null) yield return new Fact("Look at it again", Wording.Day(on, today));
    }

    private static string Span(CoachingFocus focus, DateTimeZone zone, LocalDate today) =>
        $"{Wording.Day(focus.SetAt.DayIn(zone), today)} {(focus.EndedAt is { } ended ? $"to {Wording.Day(ended.DayIn(zone), today)}" : "until now")}";
}
