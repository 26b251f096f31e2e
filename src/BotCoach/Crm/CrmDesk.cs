using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>What people are shown of the sync: the admin's one card, which changes as it goes on, and a word to who approved what could not be written.</summary>
internal sealed class CrmDesk(BotCoachDb db, Outbox outbox, Urgent urgent)
{
    private const int MostShown = 8;

    public static string KeyOf(CrmLink link) => $"crm:{link.Id}";

    public async Task ShowAsync(CrmLink link, IDealSource source, DateTimeOffset now) => await outbox.ShowAsync(link.ToldTo, KeyOf(link), await CardAsync(link, source), now);

    public async Task<Channels.Message> CardAsync(CrmLink link, IDealSource source)
    {
        var wrong = await db.CrmErrors.AsNoTracking().Where(e => e.LinkId == link.Id).OrderBy(e => e.At).ThenBy(e => e.TheirId).Take(MostShown).ToListAsync();
        // those of this unit of work are not saved yet
        var added = db.CrmErrors.Local.Where(e => db.Entry(e).State == EntityState.Added && wrong.All(w => w.TheirId != e.TheirId)).ToList();
        return CrmMessage.Card(link, source.Name, [.. wrong.Concat(added).Take(MostShown)], await db.CrmErrors.CountAsync(e => e.LinkId == link.Id) + added.Count);
    }

    public async Task NotWrittenAsync(CrmWriteBack row, Deal deal, IDealSource source, string why, DateTimeOffset now) =>
        await urgent.TellAsync(row.ApprovedBy ?? deal.OwnerId, $"crm-write:{row.Id}", CrmMessage.NotWritten(row, deal, source.Name, why), now);
}
