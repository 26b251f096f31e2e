using BotCoach.Channels;
using BotCoach.Channels.Meetings;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Meetings;

/// <summary>A person links their own calendar, looks at how it stands, and takes it off again.</summary>
public sealed class CalendarActions(BotCoachDb db, CalendarKeys keys, MeetingDesk desk, Calendars calendars, FormDoor door, Outbox outbox, CalendarPlace place)
{
    public async Task<Reply> StatusAsync(Turn turn)
    {
        if (turn.Value.Length > 0) return await LinkAsync(turn, turn.Value) is { } fault ? Reply.Words(fault) : new Say(CalendarMessage.Linked());
        await outbox.AnswerAsync(turn, CalendarMessage.Status(await FeedAsync(turn), await calendars.OfAsync(turn.Person), turn.Now));
        return Reply.None;
    }

    public Task<Reply> AskAsync(Turn turn) => door.OpenAsync(turn, CalendarMessage.Link(), new Button("Link it", "calendar.link", ""), "Link your calendar");

    public async Task<Reply> LinkedAsync(Turn turn) => await LinkAsync(turn, turn.Field("address") ?? "") is { } fault ? FormErrors.At("address", fault) : new Say(CalendarMessage.Linked());

    public async Task<Reply> OffAsync(Turn turn)
    {
        await desk.ForgetAsync(turn.Person.Id);
        return new Say(CalendarMessage.Off());
    }

    private async Task<string?> LinkAsync(Turn turn, string typed)
    {
        // some chats wrap a link in angle brackets
        if (IcsFeed.Safe(typed.Trim().Trim('<', '>').Split('|')[0], place.AllowsLoopback) is not { } address) return CalendarMessage.NotSafe;
        await desk.ForgetAsync(turn.Person.Id);
        db.CalendarFeeds.Add(new CalendarFeed { WorkspaceId = db.WorkspaceId, PersonId = turn.Person.Id, Secret = keys.Protect(address.AbsoluteUri), At = turn.Now });
        return null;
    }

    private Task<CalendarFeed?> FeedAsync(Turn turn) => db.CalendarFeeds.AsNoTracking().FirstOrDefaultAsync(f => f.PersonId == turn.Person.Id);
}

/// <summary>Where calendars may lie: of this machine only in tests.</summary>
public sealed record CalendarPlace(bool AllowsLoopback = false);
