using BotCoach.Chat;
using Microsoft.EntityFrameworkCore;

#pragma warning disable EF1002 // What is put into the SQL is this class's own suffix, never input.

namespace BotCoach.Storage;

/// <summary>The outbox's claims and locks, in SQL that both databases speak.</summary>
public static class OutboxRows
{
    /// <summary>Due messages of the workspace in scope, answers first, oldest first, locked for this transaction.</summary>
    public static IQueryable<OutgoingMessage> DueMessages(this BotCoachDb db, DateTimeOffset now, int most) =>
        db.OutgoingMessages.FromSqlRaw(
            $$"""
            select * from outgoing_message where workspace_id = {0} and not_before <= {1}
            order by case lane when 'Answer' then 0 when 'Immediate' then 1 when 'Brief' then 2 else 3 end, id limit {2} {{db.ClaimSuffix}}
            """, db.WorkspaceId, db.Stamp(now), most);

    /// <summary>One message, waited for and locked for this transaction.</summary>
    public static Task<OutgoingMessage?> LockMessageAsync(this BotCoachDb db, Guid id, CancellationToken cancel) =>
        db.OutgoingMessages.FromSqlRaw(
            $$"""select * from outgoing_message where workspace_id = {0} and id = {1} {{db.LockSuffix}}""", db.WorkspaceId, id)
            .FirstOrDefaultAsync(cancel);

    /// <summary>A pace slot, waited for and locked for this transaction, or null when there is none yet.</summary>
    public static async Task<PaceSlot?> LockPaceSlotAsync(this BotCoachDb db, string channel, string team, string scope, CancellationToken cancel) =>
        (await db.PaceSlots.FromSqlRaw(
            $$"""select * from pace_slot where channel = {0} and team = {1} and scope = {2} {{db.LockSuffix}}""", channel, team, scope)
            .ToListAsync(cancel)).FirstOrDefault();
}
