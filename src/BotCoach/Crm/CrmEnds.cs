using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>
/// Deals that were deleted or merged there. A deal is never deleted here: it is closed with the reason, its owner is told, and can open it again. Where two become one, what was proven stays on the
/// deal that goes on: the one that is open, of those the one that was worked on last.
/// </summary>
internal sealed class CrmEnds(BotCoachDb db, DealLedger ledger, DealMoves moves, CrmConflicts conflicts, Urgent urgent)
{
    /// <summary>Writes down what became of deals as such; false: nothing did. What they say is read afterwards, in a unit of its own.</summary>
    public async Task<bool> AnyAsync(CrmLink link, string source, IReadOnlyList<SourceDeal> deals, DateTimeOffset now)
    {
        var merged = await MergedAsync(link, source, deals, now);
        var gone = await GoneAsync(link, source, [.. deals.Where(d => d.IsDeleted).Select(d => d.Id)], now);
        var back = await BackAsync(link, [.. deals.Where(d => !d.IsDeleted).Select(d => d.Id)]);
        return merged || gone || back;
    }

    /// <summary>These are not there any more; false: none of them was here.</summary>
    public async Task<bool> GoneAsync(CrmLink link, string source, IReadOnlyCollection<string> ids, DateTimeOffset now)
    {
        if (ids.Count == 0) return false;
        var rows = await db.CrmDeals.Where(d => d.LinkId == link.Id && EF.Parameter(ids).Contains(d.TheirId) && !d.IsGone).ToListAsync();
        foreach (var row in rows)
        {
            row.IsGone = true;
            await CloseAsync(link, row.DealId, source, $"Deleted in {source}.", now);
        }
        return rows.Count > 0;
    }

    /// <summary>What was deleted there is there again: that its source said it was closed makes its being open news.</summary>
    private async Task<bool> BackAsync(CrmLink link, IReadOnlyCollection<string> ids)
    {
        var rows = await db.CrmDeals.Where(d => d.LinkId == link.Id && EF.Parameter(ids).Contains(d.TheirId) && d.IsGone).ToListAsync();
        foreach (var row in rows) (row.IsGone, row.ModifiedAt) = (false, DateTimeOffset.UnixEpoch);
        return rows.Count > 0;
    }

    private async Task<bool> MergedAsync(CrmLink link, string source, IReadOnlyList<SourceDeal> deals, DateTimeOffset now)
    {
        var any = false;
        foreach (var into in deals.Where(d => d.Absorbed.Count > 0 && !d.IsDeleted))
        {
            var absorbed = into.Absorbed.Where(id => id != into.Id).ToList();
            var rows = await db.CrmDeals.Where(d => d.LinkId == link.Id && EF.Parameter(absorbed).Contains(d.TheirId)).ToListAsync();
            if (rows.Count == 0) continue;
            any = true;
            var ids = rows.Select(r => r.DealId).ToList();
            var parts = await db.Deals.Where(d => ids.Contains(d.Id)).ToListAsync();
            var known = await db.CrmDeals.AnyAsync(d => d.LinkId == link.Id && d.TheirId == into.Id);
            var stays = known ? null : parts.OrderByDescending(d => d.IsOpen).ThenByDescending(d => d.Revision).ThenBy(d => d.Id).FirstOrDefault();
            // their old ids lead nowhere any more
            db.CrmDeals.RemoveRange(rows);
            if (stays is not null) await ContinueAsync(link, source, stays, into, now);
            foreach (var part in parts.Where(p => p != stays)) await CloseAsync(link, part.Id, source, $"Merged into “{into.Name}” in {source}.", now);
        }
        return any;
    }

    private async Task ContinueAsync(CrmLink link, string source, Deal stays, SourceDeal into, DateTimeOffset now)
    {
        await ledger.ChangeAsync(stays, ActorOf(link), now, DealEventKind.FieldsChanged, d => d.ExternalId = into.Id);
        db.CrmDeals.Add(new CrmDeal { WorkspaceId = db.WorkspaceId, LinkId = link.Id, TheirId = into.Id, DealId = stays.Id, ModifiedAt = DateTimeOffset.UnixEpoch });
        await TellAsync(link, stays, CrmMessage.Continues(stays, source, into.Name), now);
    }

    private async Task CloseAsync(CrmLink link, Guid id, string source, string why, DateTimeOffset now)
    {
        if (await db.Deals.FirstOrDefaultAsync(d => d.Id == id) is not { } deal) return;
        // should it come back, that is news
        await conflicts.AgreeAsync(deal.Id, ("status", nameof(DealStatus.Disqualified)));
        if (!deal.IsOpen) return;
        await moves.DisqualifiedAsync(deal, ActorOf(link), why, now);
        await TellAsync(link, deal, CrmMessage.Closed(deal, source, why), now);
    }

    private Task TellAsync(CrmLink link, Deal deal, Channels.Message message, DateTimeOffset now) => urgent.TellAsync(deal.OwnerId, $"crm-end:{link.Id}:{deal.Id}:{deal.Revision}", message, now);

    private static Actor ActorOf(CrmLink link) => new(null, Role.Admin, link.Kind, By.Import);
}
