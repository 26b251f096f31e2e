using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Approvals;

/// <summary>How long decisions take: the middle of them, in working hours of the deal's owner, from the question to the yes or no. What was approved in advance, taken back or ran out of time is no part of it.</summary>
public sealed class Turnarounds(BotCoachDb db)
{
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(90);

    /// <summary>Of the last ninety days, in the whole company.</summary>
    public async Task<Turnaround> LatelyAsync(DateTimeOffset now)
    {
        var since = now - LookBack;
        return Turnaround.Of(await db.ApprovalRequests.Where(r => r.DecidedAt > since && r.WorkedMinutes != null).Select(r => r.WorkedMinutes!.Value).ToListAsync());
    }
}
