using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Recaps;

/// <summary>The last call of a deal of which something was accepted, and what; lines in their order.</summary>
public sealed record LastCall(Call Call, IReadOnlyList<CallLine> Accepted)
{
    /// <summary>Null where nothing of any call was accepted.</summary>
    public static async Task<LastCall?> OfAsync(BotCoachDb db, Guid dealId)
    {
        var last = await db.Calls.AsNoTracking().Where(c => c.DealId == dealId && db.CallLines.Any(l => l.CallId == c.Id && l.State == LineState.Accepted))
            .OrderByDescending(c => c.HeldOn).ThenByDescending(c => c.MadeAt).FirstOrDefaultAsync();
        return last is null ? null : new LastCall(last, await db.CallLines.AsNoTracking().Where(l => l.CallId == last.Id && l.State == LineState.Accepted).OrderBy(l => l.No).ToListAsync());
    }
}
