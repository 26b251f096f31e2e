using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Deals;

/// <summary>Keeps <see cref="SaidText"/> true: one key for each field of a deal in which somebody's own words stand.</summary>
public sealed class SaidWords(BotCoachDb db)
{
    /// <summary>On how many deals these words would stand, this one among them.</summary>
    public async Task<int> DealsWithAsync(Deal deal, string text)
    {
        var key = SaidText.KeyOf(text);
        return 1 + await db.SaidTexts.Where(s => s.Key == key && s.DealId != deal.Id).Select(s => s.DealId).Distinct().CountAsync();
    }

    public async Task SetAsync(Deal deal, string field, string? text)
    {
        var key = string.IsNullOrWhiteSpace(text) ? null : SaidText.KeyOf(text);
        var stored = await db.SaidTexts.Where(s => s.DealId == deal.Id && s.Field == field).ToListAsync();
        var all = stored.Union(db.SaidTexts.Local.Where(s => s.DealId == deal.Id && s.Field == field)).ToList();
        db.SaidTexts.RemoveRange(all.Where(s => s.Key != key));
        if (key is null || all.Any(s => s.Key == key)) return;
        db.SaidTexts.Add(new SaidText { WorkspaceId = deal.WorkspaceId, Key = key, DealId = deal.Id, Field = field });
    }
}
