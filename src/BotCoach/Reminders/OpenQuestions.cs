using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Reminders;

/// <summary>
/// "I don't know yet" is a question to ask: it comes to the deal's owner some days later, once each time that somebody says so. An answer, a waiver, a process
/// that asks no longer and a closed deal take it back, a new owner inherits it; where the waiver ends or the deal is open again, it is asked again. It rests while its
/// deal waits to be sorted, or is set aside.
/// </summary>
public sealed class OpenQuestions(BotCoachDb db, Calendars calendars, ReminderClock clock, ReminderBoard board)
{
    /// <summary>What was said longer ago to a deal at work, and never followed, was said before questions were: nobody is flooded with it.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>Brings the lists in line with what is not known of these deals now.</summary>
    public async Task FollowAsync(IReadOnlyList<DealFile> files, DateTimeOffset now)
    {
        var ids = files.Select(f => (Guid?)f.Deal.Id).ToList();
        var known = (await db.Reminders.Where(r => ids.Contains(r.DealId) && r.Origin!.StartsWith(Reminder.Question)).ToListAsync()).ToLookup(r => r.DealId);
        var owners = await calendars.OfAsync([.. files.Select(f => f.Deal.OwnerId)]);
        var sorted = await SortedSince.OfAsync(db, [.. files.Select(f => f.Deal)], owners);
        List<Reminder> changed = [];
        foreach (var file in files)
        {
            var (deal, calendar) = (file.Deal, owners[file.Deal.OwnerId]);
            var asked = Questions.Open(file, now).ToDictionary(q => OriginOf(deal, q.Said));
            var open = known[deal.Id].Where(r => r.IsOpen).ToList();
            changed.AddRange(Left([.. asked.Keys], [.. asked.Values.Select(q => q.Criterion.Id)], open, now));
            changed.AddRange(Inherited(deal, open, calendar, now));
            if (deal.Triage == Triage.Waiting || deal.IsParkedOn(calendar.Today(now))) changed.AddRange(Rested(open, now));
            else changed.AddRange(Asked(file, asked, [.. known[deal.Id]], sorted[deal.Id], calendar, now));
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

    /// <summary>What is not sorted yet, or set aside, asks nothing; what has come already stays where it stands.</summary>
    private static IEnumerable<Reminder> Rested(List<Reminder> open, DateTimeOffset now)
    {
        foreach (var question in open.Where(r => r is { IsOpen: true, At: not null }))
        {
            question.End(ReminderState.Overtaken, now);
            yield return question;
        }
    }

    /// <param name="sorted">Since when the deal is at work: what was said before is asked as if it had been said then.</param>
    private List<Reminder> Asked(DealFile file, Dictionary<string, (Criterion Criterion, Answer Said)> asked, List<Reminder> known, DateTimeOffset sorted, WorkCalendar calendar, DateTimeOffset now)
    {
        List<Reminder> changed = [];
        foreach (var (origin, (criterion, said)) in asked)
        {
            if (known.Find(r => r.Origin == origin) is not { } before)
            {
                if (now - (said.GivenAt > sorted ? said.GivenAt : sorted) > Recent) continue;
                changed.Add(New(file.Deal, origin, criterion, said.GivenAt, calendar, now));
                db.Reminders.Add(changed[^1]);
            }
            else if (before.State is ReminderState.Withdrawn or ReminderState.Overtaken) changed.Add(Again(before, file.Deal.OwnerId, calendar, now));
        }
        return changed;
    }

    private static Reminder New(Deal deal, string origin, Criterion criterion, DateTimeOffset said, WorkCalendar calendar, DateTimeOffset now)
    {
        var on = NotBefore(calendar.Today(now), Questions.AskOn(deal, calendar.Today(said), calendar));
        return new Reminder
        {
            WorkspaceId = deal.WorkspaceId, Id = Guid.CreateVersion7(now), PersonId = deal.OwnerId, DealId = deal.Id,
            Text = Wording.Short($"Ask {Wording.Short(Deal.CalledBy(deal.Name, deal.Account), 120)}: {criterion.Text}", Reminder.LongestText), DueOn = on,
            At = ReminderRules.Ahead(ReminderRules.AtOf(on, null, calendar), calendar, now), Origin = origin, CreatedAt = now,
        };
    }

    /// <summary>On its own day, if that is still to come.</summary>
    private static Reminder Again(Reminder question, Guid ownerId, WorkCalendar calendar, DateTimeOffset now)
    {
        var on = NotBefore(calendar.Today(now), question.DueOn);
        question.AskAgain(ownerId, new When(on, null), ReminderRules.Ahead(ReminderRules.AtOf(on, null, calendar), calendar, now));
        return question;
    }

    private static LocalDate NotBefore(LocalDate today, LocalDate day) => day < today ? today : day;

    private static string OriginOf(Deal deal, Answer said) =>
        string.Create(CultureInfo.InvariantCulture, $"{Reminder.Question}{deal.Id}/{said.CriterionId}@{said.GivenAt.ToUnixTimeMilliseconds()}");
}
