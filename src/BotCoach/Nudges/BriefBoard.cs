using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Nudges;

/// <summary>
/// The briefs that people see, kept live: a brief is one message, and whenever something of it changes it is written anew from the ledger.
/// </summary>
public sealed class BriefBoard(BotCoachDb db, DealFiles files, Calendars calendars, Hush hush, Outbox outbox)
{
    private static readonly TimeSpan LiveFor = TimeSpan.FromDays(30);

    /// <summary>Sends the brief, or edits it where it was sent.</summary>
    public async Task ShowAsync(BriefDay day, Person person, int rest, DateTimeOffset now, BriefFocus? focus = null)
    {
        var message = await MessageAsync(day, person, rest, now, focus);
        var sent = day.MessageId is { } id ? await outbox.FindAsync(id) : null;
        if (sent is not null) outbox.Edit(sent, message, now);
        else day.MessageId = await SendAsync(day, person, message, now);
    }

    /// <summary>A brief that nobody could be given until the next is made says nothing that the next does not.</summary>
    private async Task<Guid> SendAsync(BriefDay day, Person person, Message message, DateTimeOffset now)
    {
        await outbox.WithdrawAsync(person.Id, "brief:", "The next brief took its place.");
        return (await outbox.ShowAsync(person.Id, KeyOf(day), message, now, Lane.Brief)).Id;
    }

    /// <summary>Shows the brief once more as the answer to this turn; the copy further up steps back.</summary>
    public async Task ShowAgainAsync(BriefDay day, Turn turn, int rest)
    {
        if (day.MessageId is { } id && await outbox.FindAsync(id) is { } old)
            outbox.Edit(old, BriefMessage.MovedDown(), turn.Now);
        day.MessageId = (await outbox.AnswerAsync(turn, await MessageAsync(day, turn.Person, rest, turn.Now, null))).Id;
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
        foreach (var day in days.Where(d => d.ShownIds().Any(ofDeals.Contains)))
        {
            var person = await db.People.SingleAsync(p => p.Id == day.PersonId);
            await ShowAsync(day, person, await RestAsync(day, now), now, focus);
        }
    }

    /// <summary>How many deals have something to say that this brief does not show.</summary>
    public async Task<int> RestAsync(BriefDay day, DateTimeOffset now)
    {
        var dealsShown = await DealsShownAsync(day);
        var open = await db.Nudges.Where(n => n.PersonId == day.PersonId && n.Holds).ToListAsync();
        var hushed = await hush.OfAsync(day.PersonId);
        return open.Where(n => n.IsOpen && !n.IsSnoozed(now) && !hushed.Silences(n)).Select(n => n.DealId).Distinct().Count(id => !dealsShown.Contains(id));
    }

    /// <summary>The deals that a brief names, settled or not.</summary>
    public async Task<HashSet<Guid>> DealsShownAsync(BriefDay day)
    {
        var shown = day.ShownIds();
        return [.. await db.Nudges.Where(n => shown.Contains(n.Id)).Select(n => n.DealId).ToListAsync()];
    }

    private async Task<Message> MessageAsync(BriefDay day, Person person, int rest, DateTimeOffset now, BriefFocus? focus)
    {
        var calendar = await calendars.OfAsync(person);
        var shown = day.ShownIds();
        var leads = (await db.Nudges.Where(n => shown.Contains(n.Id)).ToListAsync()).ToDictionary(n => n.Id);
        var deals = leads.Values.Select(n => n.DealId).Distinct().ToList();
        var hushed = await hush.OfAsync(day.PersonId);
        var also = (await db.Nudges.Where(n => n.PersonId == day.PersonId && deals.Contains(n.DealId) && n.Holds).ToListAsync())
            .Where(n => n.IsOpen && !n.IsSnoozed(now) && !leads.ContainsKey(n.Id) && !hushed.Silences(n)).ToLookup(n => n.DealId);
        var opened = (await files.OpenAsync(await db.Deals.Where(d => deals.Contains(d.Id)).ToListAsync())).ToDictionary(f => f.Deal.Id);
        var lines = shown.Where(leads.ContainsKey).Select(id => leads[id])
            .Select(n => new BriefLine(n, opened[n.DealId], [.. also[n.DealId]])).ToList();
        return BriefMessage.Of(new BriefPage(day.Day, person, lines, rest, calendar, now), focus);
    }

    public static string KeyOf(BriefDay day) => $"brief:{day.PersonId}:{LocalDatePattern.Iso.Format(day.Day)}";
}
