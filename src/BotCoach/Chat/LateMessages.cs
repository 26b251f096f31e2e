using BotCoach.People;

namespace BotCoach.Chat;

/// <summary>
/// What nobody asked for, and what did not go out when it was made: its time was planned, the platform was away, the host was down. Before it goes it is
/// looked at once more, since by now the person may have gone home, or be away: then it waits for work, and what cannot wait for its turn in the hour and
/// the day. An edit wakes nobody, and waits for nothing.
/// </summary>
public sealed class LateMessages(Calendars calendars, Urgent urgent)
{
    /// <summary>A start of work brings a new brief, which takes the place of one that is late: that one stands back so long.</summary>
    private static readonly TimeSpan BehindTheNext = TimeSpan.FromMinutes(5);

    /// <summary>Those that may go out now; the others are put off.</summary>
    public async Task<List<OutgoingMessage>> InTimeAsync(IReadOnlyCollection<OutgoingMessage> messages, DateTimeOffset now)
    {
        List<OutgoingMessage> inTime = [];
        await calendars.OfAsync([.. messages.Where(m => IsLate(m, now)).Select(m => m.PersonId)]);
        foreach (var message in messages)
            if (!IsLate(message, now) || await WhenAsync(message, now) is var at && at <= now) inTime.Add(message);
            else PutOff(message, at);
        return inTime;
    }

    private static bool IsLate(OutgoingMessage message, DateTimeOffset now) =>
        message is { Lane: Lane.Immediate or Lane.Brief, Place: Channels.Place.Chat, Reference: null } && now - message.CreatedAt >= ChoreClock.MostSkew;

    private async Task<DateTimeOffset> WhenAsync(OutgoingMessage message, DateTimeOffset now)
    {
        var calendar = (await calendars.OfAsync([message.PersonId])).GetValueOrDefault(message.PersonId);
        if (calendar is null) return now;
        if (message.Lane == Lane.Immediate) return await urgent.WhenLateAsync(message.PersonId, now);
        return calendar.NextMoment(now) is var at && at > now ? at + BehindTheNext : now;
    }

    /// <summary>What was never on its way is tried anew then, for as long as any other.</summary>
    private static void PutOff(OutgoingMessage message, DateTimeOffset at)
    {
        message.NotBefore = at;
        if (message.State == MessageState.Waiting) message.TriedAt = null;
    }
}
