using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>Forgets inbound marks after two days: a platform repeats an event for up to a day.</summary>
public sealed class SeenSweep(BotCoachDb db) : IChore
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(50);

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await db.ForgetSeenAsync(now - KeptFor, cancel);
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
