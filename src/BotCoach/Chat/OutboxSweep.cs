using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>Forgets messages that were sent, or given up, long ago: a button on one of them is answered with a new message.</summary>
public sealed class OutboxSweep(BotCoachDb db) : IChore
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(90);

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await db.ForgetMessagesAsync(now - KeptFor, cancel);
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
