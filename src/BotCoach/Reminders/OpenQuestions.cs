using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>
/// "I don't know yet" is a question to ask: it comes to the deal's owner some days later, once each time that somebody says so. An answer, a waiver, a process
/// that asks no longer and a closed deal take it back, a new owner inherits it.
/// </summary>
public sealed class OpenQuestions(BotCoachDb db, Calendars calendars, ReminderClock clock, ReminderBoard board)
{
    /// <summary>What was said longer ago, and never followed, was said before questions were: nobody is flooded with it.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Brings the lists in line with what is not known of these deals now.</summary>
    public async Task FollowAsync(IReadOnlyList<DealFile> files, DateTimeOffset now)
    {
        var ids = files.Select(f => (Guid?)f.Deal.Id).ToList();
        var known = (await db.Reminders.Where(r => ids.Contains(r.DealId) && r.Origin!.StartsWith(Reminder.Question)).ToListAsync()).ToLookup(r => r.DealId);
        var owners = await calendars.OfAsync([.. files.Select(f => f.Deal.OwnerId)]);
        List<Reminder> changed = [];
        foreach (var file in files)
        {
            var (deal, calendar) = (file.Deal, owners[file.Deal.OwnerId]);
            var asked = Questions.Open(file, now).ToDictionary(q => OriginOf(deal, q.Said));
            var open = known[deal.Id].Where(r => r.IsOpen).ToList();
            changed.AddRange(Left([.. asked.Keys], [.. asked.Values.Select(q => q.Criterion.Id)], open, now));
            changed.AddRange(Inherited(deal, open, calendar, now));
            // what is not sorted yet, or set aside, asks nothing
            if (deal.Triage == Triage.Waiting || deal.IsParkedOn(calendar.Today(now))) continue;
            List<Reminder> made = [.. asked.Where(q => known[deal.Id].All(r => r.Origin != q.Key) && now - q.Value.Said.GivenAt <= Recent)
                .Select(q => New(deal, q.Key, q.Value.Criterion, q.Value.Said.GivenAt, calendar, now))];
            db.Reminders.AddRange(made);
            changed.AddRange(made);
        }
        await clock.BringForwardAsync(changed);
        await board.RefreshAsync(changed, now);
    }

    /// <summary>What was said again since is asked again; the rest is settled.</summary>
    private static IEnumerable<Reminder> Left(HashSet<string> asked, HashSet<string> criteria, List<Reminder> open, DateTimeOffset now)
    {
        foreach (var question in open.Where(r => !asked.Contains(r.Origin!)))
        {
            question.End(criteria.Contains(question.Criterion!) ? ReminderState.Overtaken : ReminderState.Withdrawn, now);
            yield return question;
        }
    }

    private static IEnumerable<Reminder> Inherited(Deal deal, List<Reminder> open, WorkCalendar calendar, DateTimeOffset now)
    {
        foreach (var question in open.Where(r => r.IsOpen && r.PersonId != deal.OwnerId))
        {
            ReminderRules.Inherit(question, deal.OwnerId, calendar, now);
            yield return question;
        }
    }

    private static Reminder New(Deal deal, string origin, Criterion criterion, DateTimeOffset said, WorkCalendar calendar, DateTimeOffset now)
    {
        var on = Questions.AskOn(deal, calendar.Today(said), calendar);
        return new Reminder
        {
            WorkspaceId = deal.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = deal.OwnerId, DealId = deal.Id,
            Text = Wording.Short($"Ask {Wording.Short(Deal.CalledBy(deal.Name, deal.Account), 120)}: {criterion.Text}", Reminder.LongestText), DueOn = on,
            At = ReminderRules.Ahead(ReminderRules.AtOf(on, null, calendar), calendar, now), Origin = origin, CreatedAt = now,
        };
    }

    private static string OriginOf(Deal deal, Answer said) =>
        string.Create(CultureInfo.InvariantCulture, $"{Reminder.Question}{deal.Id}/{said.CriterionId}@{said.GivenAt.ToUnixTimeMilliseconds()}");
}
