using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// The bot was added to a team where it had been before: what waited for that, or was switched off for want of it, goes on. Written at once, so call it
/// inside a transaction. Whoever removed it from a chat of their own comes back by nobody's doing but theirs.
/// </summary>
public sealed class Comeback(BotCoachDb db)
{
    public async Task ToAsync(Caller team, DateTimeOffset now)
    {
        var (channel, id, user) = (team.Channel, team.Team, team.User);
        await db.Identities.Where(i => i.Channel == channel && i.Team == id && i.Standing == Standing.Member && i.OffBecause != null && (i.OffBecause != Identity.Left || i.ExternalId == user))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.OffBecause, (string?)null));
        await db.PaceSlots.Where(s => s.Channel == channel && s.Team == id && s.Scope.EndsWith(PaceBook.ForAdmin)).ExecuteDeleteAsync();
        // What was put off says why; what is planned for later does not. What the pace or the platform still holds is put off again.
        await db.OutgoingMessages.Where(m => m.Channel == channel && m.Team == id && m.State == MessageState.Waiting && m.Why != null && m.NotBefore > now)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, now));
    }
}
