using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>Whose brief is to be made, and of which of their days.</summary>
public sealed record DueBrief(Person Person, LocalDate Day);

/// <summary>
/// Makes people's briefs of a day, once: the ledger rows are opened first, so that of two instances one makes each. Judges the owners' due deals before it
/// chooses, so that nothing judged a minute late waits a day. For one person or for many, it asks the same few questions.
/// </summary>
public sealed class BriefDesk(
    BotCoachDb db, NudgeLedger ledger, BriefPool pool, BriefBoard board, EscalationDesk escalations, ReminderDesk reminders)
{
    private const int RestStep = 5;

    /// <summary>The brief of this day: made now unless there is one, and chosen anew where it had nothing to say so far.</summary>
    public async Task<BriefDay> OpenAsync(Person person, LocalDate day, DateTimeOffset now) => (await OpenAsync([new DueBrief(person, day)], now))[0].Day;

    public async Task<IReadOnlyList<BriefSheet>> OpenAsync(IReadOnlyList<DueBrief> due, DateTimeOffset now)
    {
        if (due.Count == 0) return [];
        await db.OpenBriefDaysAsync([.. due.Select(d => new BriefDay { WorkspaceId = db.WorkspaceId, PersonId = d.Person.Id, Day = d.Day, Shown = "", MadeAt = now })]);
        var (people, days) = (due.Select(d => d.Person.Id).ToList(), due.Select(d => d.Day).Distinct().ToList());
        var rows = await db.BriefDays.Where(b => people.Contains(b.PersonId) && days.Contains(b.Day)).ToDictionaryAsync(b => (b.PersonId, b.Day));
        var sheets = due.Select(d => new BriefSheet(rows[(d.Person.Id, d.Day)], d.Person)).ToList();
        var unmade = sheets.Where(s => s.Day.Shown == "").ToList();
        await reminders.LeaveTheBriefAsync([.. sheets.Except(unmade).Select(s => s.Person.Id)], now);
        if (unmade.Count > 0) await FillAsync(unmade, now);
        return sheets;
    }

    /// <summary>Adds the next few to a brief. False when there are none.</summary>
    public async Task<bool> AddRestAsync(BriefDay day, Person person, DateTimeOffset now)
    {
        // First what the brief shows, so that both speak of the same rows.
        var shown = (await board.SheetsAsync([day], now))[0].Items.Select(i => i.Lead.DealId).ToHashSet();
        await pool.ReadAsync([person.Id]);
        var choice = Brief.Choose(pool.OpenOf(person.Id).Where(n => !shown.Contains(n.DealId)), pool.AmountsOf(person.Id), RestStep, now);
        Add(day, choice.Items);
        await ShowAsync(choice.Items, now);
        await board.ShowAsync([.. (await board.SheetsAsync([day], now)).Select(s => s with { Rest = choice.Rest.Count })], now);
        return choice.Items.Count > 0;
    }

    private async Task FillAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now)
    {
        var people = sheets.Select(s => s.Person.Id).ToList();
        await JudgeDueAsync(people, now);
        await pool.ReadAsync(people);
        await pool.ReadLastAsync(people, sheets.Min(s => s.Day.Day));
        List<BriefSheet> filled = [];
        foreach (var sheet in sheets)
        {
            var (id, open) = (sheet.Person.Id, pool.OpenOf(sheet.Person.Id));
            var choice = Brief.Choose(open, pool.AmountsOf(id), Brief.Room(pool.LastShownTo(id, sheet.Day.Day), open, now), now);
            Add(sheet.Day, choice.Items);
            filled.Add(sheet with { Rest = choice.Rest.Count, Items = choice.Items, IsNew = true });
        }
        await ShowAsync([.. filled.SelectMany(s => s.Items)], now);
        var listed = (await reminders.TakeOfDayAsync([.. sheets.Select(s => s.Person)], now)).ToLookup(r => r.PersonId);
        await board.ShowAsync([.. filled.Select(s => s with { Listed = [.. listed[s.Person.Id]] }).Where(s => s.Day.Shown != "" || s.Listed.Count > 0)], now);
        await db.SaveBriefDaysAsync([.. sheets.Select(s => s.Day)]);
    }

    private static void Add(BriefDay day, IReadOnlyList<BriefItem> items) => day.Shown = string.Join(',', [.. day.ShownIds(), .. items.Select(i => i.Lead.Id)]);

    private async Task ShowAsync(IReadOnlyList<BriefItem> items, DateTimeOffset now)
    {
        await db.ShowNudgesAsync([.. items.SelectMany(i => i.Also.Select(n => (n, NudgeEnd.Merged)).Prepend((i.Lead, NudgeEnd.Delivered)))], now);
        await escalations.BeginAsync([.. items.Select(i => i.Lead)], now);
    }

    private async Task JudgeDueAsync(IReadOnlyCollection<Guid> people, DateTimeOffset now)
    {
        HashSet<Guid> judged = [];
        List<Guid> fresh;
        do
        {
            fresh = [.. (await db.ClaimOwnersDueDealsAsync(people, now, NudgeSweep.Batch)).Where(judged.Add)];
            await ledger.JudgeAsync(fresh, now);
        }
        while (fresh.Count > 0);
    }
}
