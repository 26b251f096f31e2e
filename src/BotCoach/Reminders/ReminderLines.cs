using BotCoach.Deals;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Reminders;

/// <summary>Reads what rows of reminders say beside them: the names of their deals.</summary>
public sealed class ReminderLines(BotCoachDb db)
{
    public async Task<ReminderLine> OfAsync(Reminder reminder) => (await OfAsync([reminder]))[0];

    public async Task<IReadOnlyList<ReminderLine>> OfAsync(IReadOnlyCollection<Reminder> reminders)
    {
        var ids = reminders.Select(r => r.DealId).OfType<Guid>().Distinct().ToList();
        var names = ids.Count == 0 ? [] : await db.Deals.Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Name, d.Account }).ToDictionaryAsync(d => d.Id, d => Deal.CalledBy(d.Name, d.Account));
        return [.. reminders.Select(r => new ReminderLine(r, r.DealId is { } deal ? names.GetValueOrDefault(deal) : null))];
    }
}
