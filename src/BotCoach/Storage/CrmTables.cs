using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of the sync with a CRM.</summary>
internal static class CrmTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<CrmLink>(t =>
        {
            t.HasKey(l => new { l.WorkspaceId, l.Id });
            t.HasIndex(l => new { l.WorkspaceId, l.Kind }).IsUnique();
            t.HasIndex(l => l.NextAt).HasFilter("next_at IS NOT NULL");
            t.Property(l => l.Revision).IsConcurrencyToken();
            t.Ignore(l => l.Runs);
            Tables.Belongs<CrmLink, Person>(t, l => new { l.WorkspaceId, l.ToldTo });
        });
        model.Entity<CrmDeal>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.LinkId, d.TheirId });
            t.HasIndex(d => new { d.WorkspaceId, d.DealId });
            Tables.Belongs<CrmDeal, CrmLink>(t, d => new { d.WorkspaceId, d.LinkId });
            Tables.Belongs<CrmDeal, Deal>(t, d => new { d.WorkspaceId, d.DealId });
        });
        model.Entity<CrmError>(t =>
        {
            t.HasKey(e => new { e.WorkspaceId, e.LinkId, e.TheirId });
            t.HasIndex(e => new { e.WorkspaceId, e.LinkId, e.NextAt });
            Tables.Belongs<CrmError, CrmLink>(t, e => new { e.WorkspaceId, e.LinkId });
        });
        model.Entity<CrmConflict>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.DealId, c.LinkId, c.Field });
            t.Property(c => c.Revision).IsConcurrencyToken();
            Tables.Belongs<CrmConflict, CrmLink>(t, c => new { c.WorkspaceId, c.LinkId });
            Tables.Belongs<CrmConflict, Deal>(t, c => new { c.WorkspaceId, c.DealId });
        });
        model.Entity<CrmWriteBack>(t =>
        {
            t.HasKey(w => new { w.WorkspaceId, w.Id });
            t.HasIndex(w => new { w.WorkspaceId, w.LinkId, w.NextAt });
            t.HasIndex(w => new { w.WorkspaceId, w.DealId });
            t.Property(w => w.Revision).IsConcurrencyToken();
            Tables.Belongs<CrmWriteBack, CrmLink>(t, w => new { w.WorkspaceId, w.LinkId });
            Tables.Belongs<CrmWriteBack, Deal>(t, w => new { w.WorkspaceId, w.DealId });
        });
    }
}
