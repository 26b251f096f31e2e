using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Digests;

/// <summary>
/// Gives whoever leads people with deals a clock for the digest: managers come and go in many ways, and an hour is soon enough for what comes on Mondays. A week whose
/// first start is over needs none any more.
/// </summary>
public sealed class DigestClocks(BotCoachDb db, Calendars calendars) : IChore
{
    private const int Batch = 200;

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.WorkspaceWithoutDigestClockAsync() is not { } workspace) return 0;
        db.Scope.Enter(workspace);
        var managers = await db.WithoutDigestClockAsync(Batch);
        var of = await calendars.OfAsync(managers);
        foreach (var id in managers)
        {
            var week = DigestDays.MondayOf(of[id].Today(now));
            var isOver = DigestDays.StartOf(of[id], week) < now;
            if (isOver) await db.OpenDigestsAsync([new Digest { WorkspaceId = workspace, Id = OrderedId.Next(now), ManagerId = id, Week = week, MadeAt = now }]);
            await db.AddDigestClockAsync(id, DigestDays.Next(of[id], now, isOver ? week : null));
        }
        return managers.Count;
    }

    /// <summary>It follows its cron; no instant is due in between.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
