using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>Once a week a company, it writes down how the open deals stand and what is forecast of them, and looks for teams that have stopped logging.</summary>
public sealed class WeekRun(BotCoachDb db, WeekReading weeks, ForecastReading forecasts, QuietTeams quiet) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var monday = LocalDate.FromDateOnly(DateOnly.FromDateTime(now.UtcDateTime)).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        if (await db.WorkspaceWithoutWeekAsync(monday) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        await db.AddAllAsync(await weeks.TakeAsync(monday));
        await db.AddAllAsync(await forecasts.SnapshotsAsync(monday, now));
        await quiet.LookAsync(now);
        return 1;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
