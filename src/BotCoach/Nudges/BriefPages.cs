using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Reads all that briefs say: their nudges with the deals' files, what else holds of the same deals, and what they took along from people's lists.</summary>
public sealed class BriefPages(BotCoachDb db, DealFiles files, ManyFiles manyFiles, Calendars calendars, Hush hush, ReminderLines lines)
{
    /// <summary>The pages of these briefs, in their order.</summary>
    public async Task<IReadOnlyList<BriefPage>> OfAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now)
    {
        var items = await ItemsAsync([.. sheets.Where(s => s.Chosen is null)], now);
        List<(BriefSheet Sheet, IReadOnlyList<BriefItem> Items)> all = [.. sheets.Select(s => (s, s.Chosen ?? items[s]))];
        // whoever has just chosen has changed no deal
        var opened = await FilesAsync([.. all.SelectMany(a => a.Items).Select(i => i.Lead.DealId).Distinct()], asStored: items.Count == 0);
        var (listed, of) = (await ListedAsync(sheets), await calendars.OfAsync([.. sheets.Select(s => s.Person.Id)]));
        return
        [
            .. all.Select(a => new BriefPage(
                a.Sheet.Day.Day, a.Sheet.Person, [.. a.Items.Select(i => new BriefLine(i.Lead, opened[i.Lead.DealId], i.Also))], a.Sheet.Rest, of[a.Sheet.Person.Id], now)
            {
                Listed = listed[a.Sheet],
            }),
        ];
    }

    /// <summary>What these show, settled or not, and what else holds of the same deals.</summary>
    private async Task<Dictionary<BriefSheet, IReadOnlyList<BriefItem>>> ItemsAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now)
    {
        if (sheets.Count == 0) return [];
        var (ids, people) = (sheets.SelectMany(s => s.Day.ShownIds()).Distinct().ToList(), sheets.Select(s => s.Person.Id).Distinct().ToList());
        var leads = (await db.Nudges.Where(n => ids.Contains(n.Id)).ToListAsync()).ToDictionary(n => n.Id);
        var deals = leads.Values.Select(n => n.DealId).Distinct().ToList();
        var hushed = await hush.OfAsync(people);
        var also = (await db.Nudges.Where(n => people.Contains(n.PersonId) && deals.Contains(n.DealId) && n.Holds).ToListAsync())
            .Where(n => n.IsOpen && !n.IsSnoozed(now) && !leads.ContainsKey(n.Id) && !hushed[n.PersonId].Silences(n)).ToLookup(n => (n.PersonId, n.DealId));
        return sheets.ToDictionary(s => s, s => (IReadOnlyList<BriefItem>)
            [.. s.Day.ShownIds().Where(leads.ContainsKey).Select(id => leads[id]).Select(n => new BriefItem(n, [.. also[(s.Person.Id, n.DealId)]]))]);
    }

    private async Task<Dictionary<Guid, DealFile>> FilesAsync(List<Guid> deals, bool asStored)
    {
        if (deals.Count == 0) return [];
        var opened = asStored ? await manyFiles.OpenAsync(ManyDeals.Of(deals), new RoundTrip(db)) : await files.OpenAsync(await db.Deals.Where(d => deals.Contains(d.Id)).ToListAsync());
        return opened.ToDictionary(f => f.Deal.Id);
    }

    private async Task<Dictionary<BriefSheet, IReadOnlyList<ReminderLine>>> ListedAsync(IReadOnlyList<BriefSheet> sheets)
    {
        var sent = sheets.Select(s => s.Day.MessageId).OfType<Guid>().ToList();
        var before = sent.Count == 0 ? [] : await db.Reminders.Where(r => r.MessageId != null && sent.Contains(r.MessageId.Value)).ToListAsync();
        var all = sheets.ToDictionary(s => s, s => before.Where(r => r.MessageId == s.Day.MessageId).Concat(s.Listed).Distinct().OrderBy(r => r.ShownAt).ThenBy(r => r.Id).ToList());
        var named = (await lines.OfAsync([.. all.Values.SelectMany(r => r)])).ToLookup(l => l.Reminder);
        return all.ToDictionary(a => a.Key, a => (IReadOnlyList<ReminderLine>)[.. a.Value.SelectMany(r => named[r])]);
    }
}
