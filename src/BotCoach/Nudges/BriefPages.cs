using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Reads all that briefs say: their nudges with the deals' files, what else holds of the same deals, and what they took along from people's lists.</summary>
public sealed class BriefPages(BotCoachDb db, DealFiles files, Calendars calendars, Hush hush, ReminderLines lines)
{
    /// <summary>The pages of these briefs, in their order.</summary>
    public async Task<IReadOnlyList<BriefPage>> OfAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now)
    {
        var people = sheets.Select(s => s.Person.Id).Distinct().ToList();
        var leads = await LeadsAsync(sheets);
        var opened = await FilesAsync(leads.Values);
        var hushed = await hush.OfAsync(people);
        var also = (await OfDealsAsync(people, [.. opened.Keys])).Where(n => n.IsOpen && !n.IsSnoozed(now) && !leads.ContainsKey(n.Id) && !hushed[n.PersonId].Silences(n))
            .ToLookup(n => (n.PersonId, n.DealId));
        var listed = await ListedAsync(sheets);
        var of = await calendars.OfAsync(people);
        return
        [
            .. sheets.Select(sheet => new BriefPage(
                sheet.Day.Day, sheet.Person,
                [.. sheet.Day.ShownIds().Where(leads.ContainsKey).Select(id => leads[id]).Select(n => new BriefLine(n, opened[n.DealId], [.. also[(sheet.Person.Id, n.DealId)]]))],
                sheet.Rest, of[sheet.Person.Id], now) { Listed = listed[sheet] }),
        ];
    }

    private async Task<Dictionary<Guid, Nudge>> LeadsAsync(IReadOnlyList<BriefSheet> sheets)
    {
        var ids = sheets.SelectMany(s => s.Day.ShownIds()).Distinct().ToList();
        return ids.Count == 0 ? [] : (await db.Nudges.Where(n => ids.Contains(n.Id)).ToListAsync()).ToDictionary(n => n.Id);
    }

    private async Task<Dictionary<Guid, DealFile>> FilesAsync(IEnumerable<Nudge> leads)
    {
        var deals = leads.Select(n => n.DealId).Distinct().ToList();
        return (await files.OpenAsync(deals.Count == 0 ? [] : await db.Deals.Where(d => deals.Contains(d.Id)).ToListAsync())).ToDictionary(f => f.Deal.Id);
    }

    private async Task<List<Nudge>> OfDealsAsync(List<Guid> people, List<Guid> deals) =>
        deals.Count == 0 ? [] : await db.Nudges.Where(n => people.Contains(n.PersonId) && deals.Contains(n.DealId) && n.Holds).ToListAsync();

    private async Task<Dictionary<BriefSheet, IReadOnlyList<ReminderLine>>> ListedAsync(IReadOnlyList<BriefSheet> sheets)
    {
        var sent = sheets.Select(s => s.Day.MessageId).OfType<Guid>().ToList();
        var before = sent.Count == 0 ? [] : await db.Reminders.Where(r => r.MessageId != null && sent.Contains(r.MessageId.Value)).ToListAsync();
        var all = sheets.ToDictionary(s => s, s => before.Where(r => r.MessageId == s.Day.MessageId).Concat(s.Listed).Distinct().OrderBy(r => r.ShownAt).ThenBy(r => r.Id).ToList());
        var named = (await lines.OfAsync([.. all.Values.SelectMany(r => r)])).ToLookup(l => l.Reminder);
        return all.ToDictionary(a => a.Key, a => (IReadOnlyList<ReminderLine>)[.. a.Value.SelectMany(r => named[r])]);
    }
}
