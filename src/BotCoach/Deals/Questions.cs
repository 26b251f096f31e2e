using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>"I don't know yet" turned into the question to ask: one of the stage's own coaching questions where one speaks of the same thing.</summary>
public static class Questions
{
    /// <summary>So many working days later it is asked.</summary>
    private const int AfterDays = 3;
    private const int SharedWords = 2;

    private static readonly HashSet<string> Small =
    [
        "about", "after", "agree", "agreed", "been", "buyer", "does", "from", "have", "into", "know", "known", "least", "must", "only", "says", "some", "than", "that",
        "their", "them", "then", "there", "they", "this", "what", "when", "where", "which", "will", "with", "would", "your",
    ];

    public static string Of(Criterion criterion, Stage stage)
    {
        var asked = WordsOf(criterion.Text);
        var best = stage.Prompts.Select(p => (p.Text, Shared: WordsOf(p.Text).Count(asked.Contains))).OrderByDescending(p => p.Shared).FirstOrDefault();
        var text = criterion.Text.TrimEnd('.', ' ');
        return best.Shared >= SharedWords ? $"{best.Text} ({text})" : $"What would show that this holds: {text}?";
    }

    /// <summary>The criteria that are asked now, and of which somebody says "I don't know yet".</summary>
    public static IEnumerable<(Criterion Criterion, Answer Said)> Open(DealFile file, DateTimeOffset now)
    {
        if (!file.Answers.Any(a => a.UnknownSince is not null) || StageGate.NextOf(file) is not { } next) yield break;
        foreach (var criterion in StageGate.Asked(file, next, now).Select(a => a.Criterion).DistinctBy(c => c.Id))
            if (file.AnswerTo(criterion.Id) is { UnknownSince: not null } said && StageGate.StateOf(file, criterion, file.Today(now), now) == AnswerState.Empty) yield return (criterion, said);
    }

    /// <summary>The day on which it is to be asked: some working days after it was said, and no later than the next step, which is the chance to ask.</summary>
    public static LocalDate AskOn(Deal deal, LocalDate said, WorkCalendar calendar)
    {
        var usual = calendar.AddWorkingDays(said, AfterDays);
        if (deal.NextStepOn is not { } step || step <= said || step >= usual) return usual;
        // a step on a day off is prepared on the working day before it
        for (var day = step; day > said; day = day.PlusDays(-1)) if (calendar.IsThere(day)) return day;
        return step;
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToLowerInvariant().Split([' ', ',', '.', '?', '(', ')', ':', ';', '"', '/', '-'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 3 && !Small.Contains(w))];
}
