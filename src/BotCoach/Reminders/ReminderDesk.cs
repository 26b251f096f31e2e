using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Reminders;

/// <summary>
/// Makes reminders, and shows those that are due: each that has a time in a message of its own, a day's others in that day's brief. Who has no brief, or had
/// it already, gets those in one message.
/// </summary>
public sealed class ReminderDesk(BotCoachDb db, Calendars calendars, ReminderBoard board, DueReminders messages, ReminderClock clock)
{
    /// <param name="origin">What it is made from; null: a person makes it.</param>
    public async Task<Reminder> MakeAsync(Person person, string text, When when, DateTimeOffset now, string? origin = null)
    {
        var reminder = new Reminder
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = person.Id, Text = text, DueOn = when.Day, CreatedAt = now, Origin = origin,
        };
        await SetAsync(person, reminder, when);
        db.Reminders.Add(reminder);
        return reminder;
    }

    public async Task SetAsync(Person person, Reminder reminder, When when)
    {
        var at = ReminderRules.AtOf(when, await calendars.OfAsync(person));
        await clock.BringForwardAsync(person.Id, at);
        reminder.Set(when, at);
    }

    /// <summary>Shows what is due; returns when there is next something, or null.</summary>
    public async Task<DateTimeOffset?> ShowDueAsync(Person person, IReadOnlyList<Reminder> waiting, DateTimeOffset now)
    {
        var (calendar, briefComes) = (await calendars.OfAsync(person), await clock.BriefIsDueAsync(person.Id, now));
        foreach (var reminder in waiting) ReminderRules.Follow(reminder, calendar, now);
        List<Reminder> ofDay = [];
        foreach (var due in InOrder(waiting, now).Where(r => r.DueTime is not null || !briefComes))
        {
            var shown = await ShowAsync(due, calendar, now);
            if (shown.DueTime is null) ofDay.Add(shown);
            else await messages.SendAsync(person, [shown], now);
        }
        if (ofDay.Count > 0) await messages.SendAsync(person, ofDay, now);
        return waiting.Where(r => r.At > now).Min(r => r.At);
    }

    /// <summary>What the day was to bring to these people, for their briefs that are being made.</summary>
    public async Task<IReadOnlyList<Reminder>> TakeOfDayAsync(IReadOnlyCollection<Person> people, DateTimeOffset now)
    {
        var (due, of) = (await OfDayAsync([.. people.Select(p => p.Id)], now), await calendars.OfAsync([.. people.Select(p => p.Id)]));
        foreach (var reminder in due) ReminderRules.Follow(reminder, of[reminder.PersonId], now);
        List<Reminder> shown = [];
        foreach (var reminder in InOrder(due, now)) shown.Add(await ShowAsync(reminder, of[reminder.PersonId], now));
        return shown;
    }

    /// <summary>These people's briefs of the day were made before the day's work began: what it was to bring comes by itself.</summary>
    public async Task LeaveTheBriefAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now)
    {
        if (people.Count == 0) return;
        foreach (var id in (await OfDayAsync(people, now)).Select(r => r.PersonId).Distinct().Order()) await clock.BringForwardAsync(id, now);
    }

    /// <summary>Two people have turned out to be one: that one has these now.</summary>
    public async Task<DateTimeOffset?> HandOverAsync(Guid personId, IReadOnlyList<Reminder> waiting)
    {
        if (waiting.Min(r => r.At) is { } first) await clock.BringForwardAsync(personId, first);
        foreach (var reminder in waiting) reminder.HandTo(personId, reminder.At!.Value);
        return null;
    }

    private static List<Reminder> InOrder(IEnumerable<Reminder> waiting, DateTimeOffset now) => [.. waiting.Where(r => r.At <= now).OrderBy(r => r.At).ThenBy(r => r.Id)];

    private Task<List<Reminder>> OfDayAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now) => db.Reminders
        .Where(r => people.Contains(r.PersonId) && r.State == ReminderState.Open && r.DueTime == null && r.At <= now).ToListAsync();

    private async Task<Reminder> ShowAsync(Reminder due, WorkCalendar calendar, DateTimeOffset now)
    {
        var shown = due.Every is null ? due : await TimeOfAsync(due, calendar, now);
        shown.Show(now);
        return shown;
    }

    /// <summary>This time of a repeated one as a reminder of its own; the series moves on in the same commit, and takes the place of what nobody answered.</summary>
    private async Task<Reminder> TimeOfAsync(Reminder series, WorkCalendar calendar, DateTimeOffset now)
    {
        var (last, next) = ReminderRules.Times(series, calendar, now);
        var prefix = $"series:{series.Id}/";
        var before = await db.Reminders.Where(r => r.PersonId == series.PersonId && r.State == ReminderState.Open && r.At == null && r.Origin!.StartsWith(prefix)).ToListAsync();
        foreach (var unanswered in before) unanswered.End(ReminderState.Overtaken, now);
        await board.RefreshAsync(before, now);
        var one = new Reminder
        {
            WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = series.PersonId, DealId = series.DealId, Text = series.Text, DueOn = last,
            DueTime = series.DueTime, Origin = prefix + LocalDatePattern.Iso.Format(last), CreatedAt = now,
        };
        db.Reminders.Add(one);
        series.Set(series.When with { Day = next }, ReminderRules.AtOf(next, series.DueTime, calendar));
        return one;
    }
}
