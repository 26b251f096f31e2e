using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Nudges;

/// <summary>A brief that is to be written: whose, how many more deals have something to say, and what it takes along from the person's list.</summary>
public sealed record BriefSheet(BriefDay Day, Person Person, int Rest = 0)
{
    /// <summary>All that it shows, settled or not.</summary>
    public IReadOnlyList<BriefItem> Items { get; init; } = [];

    /// <summary>It was chosen just now, by whoever has changed no deal.</summary>
    public bool IsNew { get; init; }

    public IReadOnlyList<Reminder> Listed { get; init; } = [];
}

/// <summary>
/// The briefs that people see, kept live: a brief is one message, and whenever something of it changes it is written anew from the ledger.
/// </summary>
public sealed class BriefBoard(BotCoachDb db, BriefPages pages, Hush hush, Outbox outbox) : IReminderPlace
{
    private static readonly TimeSpan LiveFor = TimeSpan.FromDays(30);

    /// <summary>Sends these briefs, or edits them where they were sent.</summary>
    public async Task ShowAsync(IReadOnlyList<BriefSheet> sheets, DateTimeOffset now, BriefFocus? focus = null)
    {
        if (sheets.Count == 0) return;
        var written = (await pages.OfAsync(sheets, now)).Select(p => BriefMessage.Of(p, focus));
        List<(BriefSheet Sheet, Message Message)> unsent = [];
        foreach (var (sheet, message) in sheets.Zip(written))
            if (sheet.Day.MessageId is not { } id) unsent.Add((sheet, message));
            else if (await outbox.FindAsync(id) is { } sent) outbox.Edit(sent, message, now);
            else sheet.Day.MessageId = (await outbox.ShowAsync(sheet.Person.Id, KeyOf(sheet.Day), message, now, Lane.Brief)).Id;
        // A brief that nobody could be given until the next is made says nothing that the next does not.
        await outbox.WithdrawAsync([.. unsent.Select(u => u.Sheet.Person.Id)], "brief:", "The next brief took its place.");
        foreach (var (sheet, message) in unsent) sheet.Day.MessageId = outbox.ShowNew(sheet.Person.Id, KeyOf(sheet.Day), message, now, Lane.Brief).Id;
        foreach (var sheet in sheets)
        foreach (var listed in sheet.Listed) listed.MessageId = sheet.Day.MessageId;
    }

    /// <summary>Shows the brief once more as the answer to this turn; the copy further up steps back.</summary>
    public async Task ShowAgainAsync(BriefDay day, Turn turn)
    {
        var sheet = (await SheetsAsync([day], turn.Now))[0];
        var page = (await pages.OfAsync([sheet], turn.Now))[0];
        if (day.MessageId is { } id && await outbox.FindAsync(id) is { } old) outbox.Edit(old, BriefMessage.MovedDown(), turn.Now);
        day.MessageId = (await outbox.AnswerAsync(turn, BriefMessage.Of(page, null))).Id;
        foreach (var line in page.Listed) line.Reminder.MessageId = day.MessageId;
    }

    /// <summary>Writes anew every recent brief that shows the deal of one of these nudges, and the one that was pressed, however old.</summary>
    public async Task RefreshAsync(IReadOnlyCollection<Nudge> nudges, DateTimeOffset now, BriefFocus? focus = null, Guid? pressed = null)
    {
        if (nudges.Count == 0) return;
        var (people, deals) = (nudges.Select(n => n.PersonId).Distinct().ToList(), nudges.Select(n => n.DealId).Distinct().ToList());
        var ofDeals = (await db.Nudges.Where(n => deals.Contains(n.DealId)).Select(n => n.Id).ToListAsync()).ToHashSet();
        var since = now - LiveFor;
        var asksOnly = focus is not null && pressed is not null; // a question changes the brief that it is asked in, and no other
        var days = await db.BriefDays
            .Where(b => people.Contains(b.PersonId) && b.Shown != "" && (b.MessageId == pressed || (!asksOnly && b.MadeAt > since))).ToListAsync();
        await ShowAsync(await SheetsAsync([.. days.Where(d => d.ShownIds().Any(ofDeals.Contains))], now), now, focus);
    }

    public async Task<bool> RewriteAsync(OutgoingMessage shown, DateTimeOffset now)
    {
        if (await db.BriefDays.FirstOrDefaultAsync(b => b.PersonId == shown.PersonId && b.MessageId == shown.Id) is not { } day) return false;
        await ShowAsync(await SheetsAsync([day], now), now);
        return true;
    }

    /// <summary>These briefs as they stand, with how many deals have something to say that they do not show.</summary>
    public async Task<IReadOnlyList<BriefSheet>> SheetsAsync(IReadOnlyList<BriefDay> days, DateTimeOffset now)
    {
        if (days.Count == 0) return [];
        var (ids, shown) = (days.Select(d => d.PersonId).Distinct().ToList(), days.SelectMany(d => d.ShownIds()).Distinct().ToList());
        var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var leads = (await db.Nudges.Where(n => shown.Contains(n.Id)).ToListAsync()).ToDictionary(n => n.Id);
        var hushed = await hush.OfAsync(ids);
        var open = (await db.Nudges.Where(n => ids.Contains(n.PersonId) && n.Holds).ToListAsync())
            .Where(n => n.IsOpen && !n.IsSnoozed(now) && !hushed[n.PersonId].Silences(n)).ToLookup(n => n.PersonId);
        return [.. days.Select(d => SheetOf(d, people[d.PersonId], leads, [.. open[d.PersonId]]))];
    }

    private static BriefSheet SheetOf(BriefDay day, Person person, Dictionary<Guid, Nudge> leads, List<Nudge> open)
    {
        var shown = day.ShownIds().Where(leads.ContainsKey).Select(id => leads[id]).ToList();
        var deals = shown.Select(n => n.DealId).ToHashSet();
        var also = open.Where(n => !leads.ContainsKey(n.Id)).ToLookup(n => n.DealId);
        return new BriefSheet(day, person, open.Select(n => n.DealId).Distinct().Count(id => !deals.Contains(id)))
        {
            Items = [.. shown.Select(n => new BriefItem(n, [.. also[n.DealId]]))],
        };
    }

    public static string KeyOf(BriefDay day) => $"brief:{day.PersonId}:{LocalDatePattern.Iso.Format(day.Day)}";
}
