using BotCoach.Deals;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The table of deals on their way to another owner.</summary>
internal static class HandoffTables
{
    public static void Map(ModelBuilder model) => model.Entity<Handoff>(t =>
    {
        t.HasKey(h => new { h.WorkspaceId, h.Id });
        t.HasIndex(h => new { h.WorkspaceId, h.DealId });
        t.HasIndex(h => new { h.WorkspaceId, h.DealId }, "ix_handoff_under_way").IsUnique().HasFilter("state IN ('Gathering', 'Sent', 'Returned')"); // one goes on at a time
        t.HasIndex(h => new { h.WorkspaceId, h.FromId });
        t.HasIndex(h => new { h.WorkspaceId, h.ToId });
        t.HasIndex(h => h.At).HasFilter("at IS NOT NULL");
        t.Property(h => h.Revision).IsConcurrencyToken();
        Tables.Belongs<Handoff, Deal>(t, h => new { h.WorkspaceId, h.DealId });
        Tables.Belongs<Handoff, Person>(t, h => new { h.WorkspaceId, h.FromId });
        Tables.Belongs<Handoff, Person>(t, h => new { h.WorkspaceId, h.ToId });
    });
}
