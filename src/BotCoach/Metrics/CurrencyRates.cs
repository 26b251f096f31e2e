using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Metrics;

/// <summary>Reads the company's own currency and the rates that its admin gave. Whoever shows amounts of several currencies asks here, and says a sum by <see cref="CurrencyMessage.Of"/>.</summary>
public sealed class CurrencyRates(BotCoachDb db)
{
    public async Task<RateBook> BookAsync()
    {
        var own = await db.Workspaces.AsNoTracking().Where(w => w.Id == db.WorkspaceId).Select(w => w.Currency).SingleAsync();
        return new RateBook(own, [.. (await db.CurrencyRates.AsNoTracking().ToListAsync()).OrderBy(r => r.Currency, StringComparer.Ordinal).ThenByDescending(r => r.Since).Select(r => new HeldRate(r.Currency, r.Rate, r.Since))]);
    }
}
