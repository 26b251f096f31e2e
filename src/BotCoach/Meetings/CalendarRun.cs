using BotCoach.Channels.Meetings;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Meetings;

/// <summary>Reads people's calendars, one a unit of work, every quarter of an hour. A calendar is fetched before the unit begins, so that no click waits for it.</summary>
public sealed class CalendarRun(BotCoachDb db, IMeetingFeed feeds, CalendarKeys keys, MeetingDesk desk, Calendars calendars, Leavers leavers, Urgent urgent) : IChore
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(15);

    // longer than a fetch may take
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    /// <summary>Of a file that stays as it is, other days come into sight.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromHours(6);

    private static readonly TimeSpan FailsFor = TimeSpan.FromHours(24);

    private (Guid WorkspaceId, Guid PersonId, long Revision, FeedReply Reply)? _read;

    public async Task ReadAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (await db.TakeCalendarAsync(now, now + Hold) is not { } taken) return;
        db.Scope.Enter(taken.WorkspaceId);
        var feed = await db.CalendarFeeds.AsNoTracking().SingleAsync(f => f.PersonId == taken.PersonId, cancel);
        _read = (taken.WorkspaceId, taken.PersonId, feed.Revision, await feeds.ReadAsync(keys.Read(feed), now - feed.WholeAt < Holds ? feed.Tag : null, cancel));
    }

    public async Task<int> RunDueAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_read is not { } read) return 0;
        db.Scope.Enter(read.WorkspaceId);
        // taken off, or another one named, meanwhile
        if (await db.CalendarFeeds.SingleOrDefaultAsync(f => f.PersonId == read.PersonId, cancel) is not { } feed || feed.Revision != read.Revision) return 1;
        var person = await db.People.SingleAsync(p => p.Id == read.PersonId, cancel);
        if (person.Role == Role.Reader || person.MergedInto is not null || (await leavers.AmongAsync([person.Id])).Count > 0) await desk.ForgetAsync(person.Id);
        else await WriteAsync(feed, person, read.Reply, now);
        return 1;
    }

    /// <summary>None: a jump of the playground's clock need not stop every quarter of an hour.</summary>
    public Task<DateTimeOffset?> NextDueAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    private async Task WriteAsync(CalendarFeed feed, Person person, FeedReply reply, DateTimeOffset now)
    {
        var why = reply.Why;
        if (reply.Text is { } text)
        {
            var zone = (await calendars.OfAsync(person)).Zone;
            var (meetings, fault) = CalendarRules.Read(text, zone, now);
            why = fault;
            if (meetings is not null) (feed.Found, feed.Unread, feed.Matched) = (meetings.All.Count, meetings.Unread, await desk.FollowAsync(person, meetings.All, now));
        }
        if (why is null)
        {
            feed.Read(reply.Tag, !reply.IsSame, now, now + Every);
            return;
        }
        feed.Fail(why, now, now + Every);
        if (feed.ToldAt is not null || now - feed.FailingSince < FailsFor) return;
        feed.ToldAt = now;
        await urgent.TellAsync(person.Id, $"calendar-fails:{person.Id}:{feed.FailingSince!.Value.ToUnixTimeSeconds()}", CalendarMessage.Fails(feed), now);
    }
}
