using BotCoach.Chat;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Stages;

/// <summary>
/// Once a week, the team's own median days in each stage, with the number of examples. A deal pins the newest when it enters a stage, if there were
/// twenty: what is healthy does not change under a deal that stands still.
/// </summary>
public sealed class StageMedians(BotCoachDb db) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var monday = MondayOf(now);
        if (await db.WorkspaceWithoutMediansAsync(monday) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        foreach (var stays in (await db.DwellsAsync(cancel)).GroupBy(d => (d.ProcessId, d.StageId)))
            db.StageMedians.Add(new StageMedian
            {
                WorkspaceId = workspace, ProcessId = stays.Key.ProcessId, StageId = stays.Key.StageId, TakenOn = monday,
                Days = Math.Round(Median([.. stays.Select(s => s.Seconds / 86_400.0)]), 3), Examples = stays.Count(),
            });
        return 1;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    /// <summary>The middle one, or the middle between the two middle ones; never the mean, which one forgotten deal would spoil.</summary>
    public static double Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0) throw new ArgumentException("There is no median of nothing.", nameof(values));
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static LocalDate MondayOf(DateTimeOffset now) =>
        LocalDate.FromDateOnly(DateOnly.FromDateTime(now.UtcDateTime)).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}
