using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>
/// Deletes transcripts whose company's time for them is over, some calls of one company at a time. What was accepted of a call stays, with the words it rests on;
/// its card loses the buttons that lead nowhere now, and says why.
/// </summary>
public sealed class TranscriptSweep(BotCoachDb db, RecapDesk desk) : IChore
{
    private const int AtOnce = 50;

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var (workspace, days) in await db.TranscriptDaysAsync(cancel))
        {
            if (await db.CallsToForgetAsync(workspace, now.AddDays(-days), AtOnce) is not { Count: > 0 } ids) continue;
            db.Scope.Enter(workspace);
            await ForgetAsync(ids, days, now, cancel);
            return ids.Count;
        }
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private async Task ForgetAsync(List<Guid> ids, int days, DateTimeOffset now, CancellationToken cancel)
    {
        await db.CallTranscripts.Where(t => ids.Contains(t.CallId)).ExecuteDeleteAsync(cancel);
        await db.CallLines.Where(l => ids.Contains(l.CallId) && l.State != LineState.Accepted).ExecuteDeleteAsync(cancel);
        foreach (var call in await db.Calls.Where(c => ids.Contains(c.Id)).ToListAsync(cancel))
        {
            // with a transcript goes who was said to speak in it, and who was there: whoever has a part in the deal stands on the deal
            (call.Speakers, call.OurSpeakers, call.Attendees) = ([], call.OurSpeakers is null ? null : "", "");
            // what says already why there is nothing says it still
            if (call.State is CallState.Refused or CallState.Dropped) continue;
            call.Why = RecapMessage.TimeIsOver(call, days);
            if (call.State != CallState.Done) call.State = CallState.Expired;
            (call.ExpiresAt, call.ShownWhere) = (null, null);
            call.Revision++;
            await desk.RefreshAsync(call, now);
        }
    }
}
