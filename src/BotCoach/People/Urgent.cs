using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>
/// Messages that cannot wait for the brief: somebody's yes is asked for, a gate was passed, a rule lost its place, a manager is about to hear of something.
/// They go out at once in the person's working time, else at its next start, and no more of them in an hour or a day than a person bears: those that are too
/// many wait their turn. What the person asked for is no such message, and waits for nothing.
/// </summary>
public sealed class Urgent(BotCoachDb db, Calendars calendars, Outbox outbox)
{
    public const int MostAnHour = 4;
    public const int MostADay = 12;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan LookBack = TimeSpan.FromDays(30);

    /// <summary>What was sent longer ago is of no day and no hour that is still to come; a day here may be 25 hours long.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(26);

    private readonly Dictionary<Guid, List<DateTimeOffset>> _read = [];

    /// <summary>Under a key that is known already, it edits the message that is there; one that was to go out later goes out sooner, where it is told so.</summary>
    /// <param name="from">Not before this instant, since more may come of it; null: now.</param>
    public Task<OutgoingMessage> TellAsync(Guid personId, string key, Message message, DateTimeOffset now, DateTimeOffset? from = null) => TellAsync(personId, key, _ => message, now, from);

    /// <summary>The same of words that depend on when they go out.</summary>
    public async Task<OutgoingMessage> TellAsync(Guid personId, string key, Func<DateTimeOffset, Message> message, DateTimeOffset now, DateTimeOffset? from = null)
    {
        var at = await WhenAsync(personId, from ?? now);
        var row = await outbox.ShowAsync(personId, key, message(at), now, Lane.Immediate, at > now ? at : null);
        outbox.BringForward(row, at, now);
        return row;
    }

    /// <summary>The same under a key that the caller knows to be new.</summary>
    public async Task TellNewAsync(Guid personId, string key, Func<DateTimeOffset, Message> message, DateTimeOffset now)
    {
        var at = await WhenAsync(personId, now);
        outbox.ShowNew(personId, key, message(at), now, Lane.Immediate, at > now ? at : null);
    }

    /// <summary>Reads at once what these people were told lately, for a unit of work that tells many of them and saves at its end.</summary>
    public async Task ReadAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now)
    {
        var told = (await Lasting(now).Where(m => people.Contains(m.PersonId)).Select(m => new { m.PersonId, m.SentAt, m.NotBefore, m.CreatedAt }).ToListAsync()).ToLookup(m => m.PersonId);
        foreach (var id in people) _read[id] = [.. told[id].Select(r => At(r.SentAt, r.NotBefore, r.CreatedAt))];
    }

    /// <summary>When the next one may go out.</summary>
    public async Task<DateTimeOffset> WhenAsync(Guid personId, DateTimeOffset now)
    {
        var calendar = await calendars.OfAsync(personId);
        return Next(calendar, await PlannedAsync(personId, now), now);
    }

    /// <summary>When one that has waited already may go out: by what has gone out, not by what waits beside it.</summary>
    public async Task<DateTimeOffset> WhenLateAsync(Guid personId, DateTimeOffset now)
    {
        var (calendar, lately) = (await calendars.OfAsync(personId), now - Lately);
        var sent = await db.OutgoingMessages.Where(m => m.PersonId == personId && m.Lane == Lane.Immediate && m.SentAt > lately).Select(m => m.SentAt!.Value).ToListAsync();
        return Next(calendar, sent, now);
    }

    /// <summary>The first working instant from now on in whose hour and day there is room. Pure.</summary>
    /// <param name="planned">When the others went out, or will.</param>
    public static DateTimeOffset Next(WorkCalendar calendar, IReadOnlyCollection<DateTimeOffset> planned, DateTimeOffset now)
    {
        var at = calendar.NextMoment(now);
        while (true)
        {
            var ofDay = planned.Count(p => calendar.Today(p) == calendar.Today(at));
            var ofHour = planned.Where(p => p > at - Hour && p < at + Hour).Order().ToList();
            if (ofDay >= MostADay) at = calendar.NextStart(calendar.Midnight(calendar.Today(at).PlusDays(1)).AddTicks(-1));
            else if (ofHour.Count >= MostAnHour) at = calendar.NextMoment(ofHour[^MostAnHour] + Hour);
            else return at;
        }
    }

    private async Task<List<DateTimeOffset>> PlannedAsync(Guid personId, DateTimeOffset now)
    {
        if (!_read.TryGetValue(personId, out var read))
        {
            var rows = await Lasting(now).Where(m => m.PersonId == personId).Select(m => new { m.SentAt, m.NotBefore, m.CreatedAt }).ToListAsync();
            read = [.. rows.Select(r => At(r.SentAt, r.NotBefore, r.CreatedAt))];
        }
        var unsaved = db.Unsaved.Where(m => m.PersonId == personId && m.Lane == Lane.Immediate).Select(m => m.NotBefore ?? m.CreatedAt);
        return [.. read, .. unsaved];
    }

    /// <summary>What went out lately, and what is still to go out.</summary>
    private IQueryable<OutgoingMessage> Lasting(DateTimeOffset now)
    {
        var (since, lately) = (now - LookBack, now - Lately);
        return db.OutgoingMessages.AsNoTracking()
            .Where(m => m.Lane == Lane.Immediate && m.CreatedAt > since && (m.SentAt == null || m.SentAt > lately) && m.State != MessageState.Withdrawn && m.State != MessageState.GaveUp);
    }

    private static DateTimeOffset At(DateTimeOffset? sent, DateTimeOffset? notBefore, DateTimeOffset created) => sent ?? (notBefore > created ? notBefore.Value : created);
}
