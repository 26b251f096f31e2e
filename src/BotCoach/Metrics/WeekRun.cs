using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>Once a week a company, it writes down how the open deals stand and what is forecast of them.</summary>
public sealed class WeekRun(BotCoachDb db, ForecastReading forecasts) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        var monday = LocalDate.FromDateOnly(DateOnly.FromDateTime(now.UtcDateTime)).With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
        if (await db.WorkspaceWithoutWeekAsync(monday) is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        await db.TakeWeekAsync(monday);
        await db.AddAllAsync(await forecasts.SnapshotsAsync(monday, now));
        return 1;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
