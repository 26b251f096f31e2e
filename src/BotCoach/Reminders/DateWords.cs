using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>
/// Reads when to be reminded out of what somebody typed: the date stands before or after what to do. What has passed, or is no date, is refused with the
/// sentence why; what is read is said back in full by <see cref="DateSaid"/>.
/// </summary>
public static class DateWords
{
    public const string Examples = "For example: remind me Thursday 9:00 call Acme's CFO, or remind me to send the recap in 3 days.";
    private const int FarthestYears = 10;

    // What people say between the verb and the matter.
    private static readonly string[] Links = ["me", "to", "that", "-", "–", ":"];

    /// <summary>When and what.</summary>
    public static Heard Read(string typed, WhenReader reader)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToList();
        if (words.Count > 0 && words[0].Equals("me", StringComparison.OrdinalIgnoreCase)) words.RemoveAt(0);
        if (words.Count == 0) return Heard.Not($"When, and of what? {Examples}");
        var lower = words.Select(Lower).ToList();
        var front = new WordRun(lower);
        if (Expression(front, reader) is { } first) return front.Fault is { } fault ? Not(fault) : AtFront(words, lower, front.At, first, reader);
        return AtEnd(words, lower, reader) ?? Not(front.Fault ?? $"I find no day and no time in “{Wording.Short(string.Join(' ', words), 80)}”.");
    }

    /// <summary>When alone: nothing else may stand there.</summary>
    public static Heard ReadWhen(string typed, WhenReader reader)
    {
        var run = new WordRun([.. typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Lower)]);
        if (Expression(run, reader) is { } said && run.IsAtEnd) return Settle(said, "", reader);
        return Heard.Not(run.Fault ?? $"I cannot read “{Wording.Short(typed, 60)}” as a time. For example: Thursday 9:00, or in 3 days.");
    }

    private static Heard AtFront(List<string> words, List<string> lower, int to, SaidWhen said, WhenReader reader)
    {
        // "Thursday call Acme at 9", "at 9 call Acme on Thursday"
        for (var i = to + 1; i < words.Count && said.IsHalf; i++)
        {
            var run = new WordRun(lower) { At = i };
            if (Expression(run, reader) is { } other && run.IsAtEnd && said.With(other) is { } both) return Settle(both, Matter(words[to..i]), reader);
        }
        return Settle(said, Matter(words[to..]), reader);
    }

    /// <summary>The longest end that is a date; a wrong one just before it speaks first.</summary>
    private static Heard? AtEnd(List<string> words, List<string> lower, WhenReader reader)
    {
        (int At, string Fault)? wrong = null;
        for (var i = 1; i < words.Count; i++)
        {
            var run = new WordRun(lower) { At = i };
            var said = Expression(run, reader);
            if (said is not null && run.IsAtEnd) return wrong is { } w && w.At >= i - 2 ? Not(w.Fault) : Settle(said, Matter(words[..i]), reader);
            if (run.Fault is { } fault) wrong = (i, fault);
        }
        return wrong is { } left ? Not(left.Fault) : null;
    }

    internal static SaidWhen? Expression(WordRun run, WhenReader reader) =>
        run.Try(r => Again(r, reader)) ?? run.Try(r => AWhile(r, reader)) ?? run.Try(r => DayThenTime(r, reader)) ?? run.Try(r => TimeThenDay(r, reader));

    private static SaidWhen? Again(WordRun run, WhenReader reader)
    {
        if (RhythmWords.Read(run, reader) is not { } every) return null;
        var part = TimeWords.Part(run);
        return new SaidWhen(Every: every, Time: run.Try(r => TimeWords.Read(r, reader.Calendar, part, bare: true)), Part: part);
    }

    private static SaidWhen? AWhile(WordRun run, WhenReader reader)
    {
        if (SpanWords.Read(run, reader) is not { } span) return null;
        if (span.Exactly is { } instant) return new SaidWhen(Exactly: instant);
        var part = TimeWords.Part(run);
        return new SaidWhen(new DayRead(span.Day!.Value), run.Try(r => TimeWords.Read(r, reader.Calendar, part, bare: false)), part);
    }

    private static SaidWhen? DayThenTime(WordRun run, WhenReader reader)
    {
        if (DayWords.Read(run, reader) is not { } day) return null;
        var time = day.Time is null ? run.Try(r => TimeWords.Read(r, reader.Calendar, day.Part, bare: true)) : new TimeRead(day.Time.Value);
        return new SaidWhen(day, time, day.Part);
    }

    private static SaidWhen? TimeThenDay(WordRun run, WhenReader reader)
    {
        if (TimeWords.Read(run, reader.Calendar, DayPart.None, bare: false) is not { } time) return null;
        var day = run.Try(r => DayWords.Read(r, reader));
        if (day is not null) return new SaidWhen(day, time, day.Part);
        return run.Try(r => RhythmWords.Read(r, reader)) is { } every ? new SaidWhen(Every: every, Time: time) : new SaidWhen(Time: time);
    }

    private static Heard Settle(SaidWhen said, string matter, WhenReader reader)
    {
        var (when, fault) = said.Settle(reader);
        if (when is null) return Not(fault!);
        return when.Day > reader.Today.PlusYears(FarthestYears) ? Heard.Not($"{DateSaid.Day(when.Day)} is more than ten years away. Is the year right?") : new Heard(when, matter);
    }

    /// <summary>What is left once the date is taken out, without the words that tied it in.</summary>
    private static string Matter(List<string> words)
    {
        while (words.Count > 0 && Links.Contains(words[0].ToLowerInvariant())) words = words[1..];
        while (words.Count > 0 && words[^1].ToLowerInvariant() is "on" or "at" or "by" or "-" or "–") words = words[..^1];
        return string.Join(' ', words).TrimEnd(',');
    }

    private static Heard Not(string fault) => Heard.Not(fault.Contains("For example", StringComparison.Ordinal) ? fault : $"{fault} {Examples}");

    private static string Lower(string word) => word.ToLowerInvariant().TrimEnd(',', ';', ':').Replace('’', '\'');
}
