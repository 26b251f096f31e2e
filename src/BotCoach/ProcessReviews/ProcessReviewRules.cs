using BotCoach.Chat;
using BotCoach.Metrics;
using BotCoach.Rollout;
using NodaTime;

namespace BotCoach.ProcessReviews;

/// <summary>What of a process is looked at beside its figures: what does not earn its place, and the versions of the month.</summary>
public sealed record ProcessFindings(IReadOnlyList<UseAdvice> Advice, IReadOnlyList<BeforeAfter> Versions);

/// <summary>Makes a month's review of what was read. Pure.</summary>
public static class ProcessReviewRules
{
    private const int MostQuestions = 3;
    private const int MostItems = 8;
    private const int MostText = 200;

    /// <summary>Null where nothing happened in the month.</summary>
    /// <param name="of">In the order of the sheet's processes.</param>
    public static ReviewSheet? Of(CompanySheet sheet, IReadOnlyList<ProcessFindings> of)
    {
        if (sheet.IsStill && of.All(f => f.Versions.Count == 0)) return null;
        return new ReviewSheet(sheet.Cut.From!.Value, CompanyFigures.Of(sheet.Now, sheet.Before), [.. sheet.Processes.Zip(of, Process)], Questions(sheet, of));
    }

    public static LocalDate FirstOf(LocalDate day) => new(day.Year, day.Month, 1);

    private static ReviewedProcess Process(ProcessSheet sheet, ProcessFindings found) => new(
        sheet.Process.Id, sheet.Process.Name, sheet.Version, [.. sheet.Stages.Select(s => Stage(sheet, s))],
        [.. sheet.Leaks.Select(l => LeakRules.Sentence(l, isBounded: true)).OfType<string>()], sheet.Means,
        [.. found.Advice.Take(MostItems).Select(a => new ReviewedItem(a.Item.Stage, Wording.Short(a.Item.Text, MostText), a.Sentence))],
        [.. found.Versions.Select(v => new ReviewedVersion(v.Title, v.On, v.Days, v.IsPilot, [.. v.Changes.Select(c => c.Sentence)], BeforeAfterRules.Lines(v)))]);

    private static ReviewedStage Stage(ProcessSheet sheet, StageMetrics stage)
    {
        var leak = sheet.Leaks.FirstOrDefault(l => l.StageId == stage.StageId);
        return new ReviewedStage(stage.Name, sheet.IsGone(stage), stage.In, stage.On, stage.Back, stage.Out, stage.Reached, leak?.Lost ?? 0, leak?.LostDays, leak?.Reasons ?? []);
    }

    /// <summary>From what stands out most; one that can always be asked where nothing does.</summary>
    private static IReadOnlyList<string> Questions(CompanySheet sheet, IReadOnlyList<ProcessFindings> of)
    {
        string?[] all = [AboutLosses(sheet), AboutMovesBack(sheet), AboutVersion(sheet, of), AboutItem(sheet, of)];
        List<string> questions = [.. all.OfType<string>().Take(MostQuestions)];
        return questions.Count > 0 ? questions : ["What got in the way of deals this month that no stage asks about?"];
    }

    private static string? AboutLosses(CompanySheet sheet) => LeakRules.Worst(sheet.Processes.SelectMany(p => p.Leaks)) is { } leak
        ? $"{leak.Lost} of {leak.Reached} deals in {leak.Stage} were lost{(leak.First is { } first ? $", {first.Deals} of them: {first.Words.TrimEnd('.')}" : "")}. What would have told us earlier?" : null;

    private static string? AboutMovesBack(CompanySheet sheet)
    {
        var stages = sheet.Processes.SelectMany(p => p.Stages.Where(s => !p.IsGone(s))).Where(s => s.Back > 1 && s.Returned.Value is not null);
        return stages.MaxBy(s => s.Returned.Value) is { } stage ? $"{stage.Back} of {stage.Returned.All} stays in {stage.Name} ended with a move back. What did the stage before let through?" : null;
    }

    private static string? AboutVersion(CompanySheet sheet, IReadOnlyList<ProcessFindings> of) => sheet.Processes.Zip(of).Where(p => p.Second.Versions.Any(v => v.Before is not null))
        .Select(p => $"{p.First.Process.Name} has version {p.Second.Versions.First(v => v.Before is not null).Number} since this month. What do people do otherwise by it?").FirstOrDefault();

    private static string? AboutItem(CompanySheet sheet, IReadOnlyList<ProcessFindings> of) => sheet.Processes.Zip(of).SelectMany(p => p.Second.Advice)
        .Select(a => $"{a.Item.Stage} asks: “{Wording.ShortAtWord(a.Item.Text.TrimEnd('.'), MostText)}”. What would be missing if it did not?").FirstOrDefault();
}
