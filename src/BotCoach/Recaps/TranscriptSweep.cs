using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>Deletes transcripts whose company's time for them is over. What was accepted of a call stays, with the words it rests on.</summary>
public sealed class TranscriptSweep(BotCoachDb db) : IChore
{
    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var (workspace, days) in await db.TranscriptDaysAsync(cancel)) await db.ForgetTranscriptsAsync(workspace, now.AddDays(-days), cancel);
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
