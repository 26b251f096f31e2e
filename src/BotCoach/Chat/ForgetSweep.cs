using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>Forgets, in every workspace, what nobody asks for any more.</summary>
public sealed class ForgetSweep(BotCoachDb db) : IChore
{
    /// <summary>A platform repeats an event for up to a day.</summary>
    private static readonly TimeSpan SeenKeptFor = TimeSpan.FromHours(50);

    /// <summary>A button on a message that was sent, or given up, longer ago is answered with a new message.</summary>
    private static readonly TimeSpan MessagesKeptFor = TimeSpan.FromDays(90);

    /// <summary>A link that was used, or is over, is told so for as long.</summary>
    private static readonly TimeSpan VisitsKeptFor = TimeSpan.FromDays(7);

    /// <summary>So long a request to the API may be repeated, as README promises.</summary>
    private static readonly TimeSpan RepliesKeptFor = TimeSpan.FromHours(24);

    /// <summary>What a lead came to can be looked up for as long; the deal that it became stays.</summary>
    private static readonly TimeSpan LeadsKeptFor = TimeSpan.FromDays(365);

    /// <summary>A meeting that is over.</summary>
    private static readonly TimeSpan MeetingsKeptFor = TimeSpan.FromDays(30);

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        await db.ForgetSeenAsync(now - SeenKeptFor, cancel);
        await db.ForgetMessagesAsync(now - MessagesKeptFor, cancel);
        await db.ForgetVisitsAsync(now - VisitsKeptFor, cancel);
        await db.ForgetApiRepliesAsync(now - RepliesKeptFor, cancel);
        await db.ForgetLeadsAsync(now - LeadsKeptFor, cancel);
        await db.ForgetMeetingsAsync(now - MeetingsKeptFor, cancel);
        await db.ForgetNotesAsync(now, cancel);
        return 0;
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);
}
