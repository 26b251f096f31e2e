using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Nudges;

/// <summary>Reads what briefs say beside their nudges: the deals' files, and what they took along from people's lists.</summary>
public sealed class BriefPages(BotCoachDb db, DealFiles files, ManyFiles manyFiles, Calendars calendars, ReminderLines lines)
{
    /// <summary>The pages of these briefs, in their order.</summary>
    public async Task<IReadOnlyList<BriefPage>> OfAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now)
    {
        var deals = sheets.SelectMany(s => s.Items).Select(i => i.Lead.DealId).Distinct().ToList();
        var opened = await FilesAsync(deals, asStored: sheets.All(s => s.IsNew));
        var (listed, of) = (await ListedAsync(sheets), await calendars.OfAsync([.. sheets.Select(s => s.Person.Id)]));
        return
        [
            .. sheets.Select(sheet => new BriefPage(
                sheet.Day.Day, sheet.Person, [.. sheet.Items.Select(i => new BriefLine(i.Lead, opened[i.Lead.DealId], i.Also))], sheet.Rest, of[sheet.Person.Id], now)
            {
                Listed = listed[sheet],
            }),
        ];
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
