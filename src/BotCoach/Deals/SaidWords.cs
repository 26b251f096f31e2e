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

    /// <summary>The rows of a new deal's facts.</summary>
    public static IEnumerable<SaidText> Of(Deal deal) =>
        from fact in deal.Facts where Counts($"fact:{fact.Key}") && fact.Value.Length > 0
        select new SaidText { WorkspaceId = deal.WorkspaceId, Key = SaidText.KeyOf(fact.Value), DealId = deal.Id, Field = $"fact:{fact.Key}" };

    /// <summary>Facts that repeat by nature (a price, a term) are not counted.</summary>
    public async Task SetAsync(Deal deal, string field, string? text)
    {
        if (!Counts(field)) return;
        var key = string.IsNullOrWhiteSpace(text) ? null : SaidText.KeyOf(text);
        var stored = await db.SaidTexts.Where(s => s.DealId == deal.Id && s.Field == field).ToListAsync();
        var all = stored.Union(db.SaidTexts.Local.Where(s => s.DealId == deal.Id && s.Field == field)).ToList();
        db.SaidTexts.RemoveRange(all.Where(s => s.Key != key));
        if (key is null || all.Any(s => s.Key == key)) return;
        db.SaidTexts.Add(new SaidText { WorkspaceId = deal.WorkspaceId, Key = key, DealId = deal.Id, Field = field });
    }

    private static bool Counts(string field) => !field.StartsWith("fact:", StringComparison.Ordinal) || FieldRules.Prose.Contains(field[5..]);
}
