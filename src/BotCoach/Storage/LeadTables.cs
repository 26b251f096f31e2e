using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of leads: each with what happened to it, the rules by which they are given out, and whose turn it is.</summary>
internal static class LeadTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Lead>(t =>
        {
            t.HasKey(l => new { l.WorkspaceId, l.Id });
            t.HasIndex(l => l.At).HasFilter("at IS NOT NULL");
            t.HasIndex(l => new { l.WorkspaceId, l.OfferedTo, l.State });
            t.HasIndex(l => new { l.WorkspaceId, l.ExternalId }).IsUnique().HasFilter("external_id IS NOT NULL");
            t.HasIndex(l => new { l.WorkspaceId, l.DealId }).HasFilter("deal_id IS NOT NULL");
            t.Property(l => l.Revision).IsConcurrencyToken();
            t.Ignore(l => l.Had);
            Tables.Belongs<Lead, Person>(t, l => new { l.WorkspaceId, l.OfferedTo });
            Tables.Belongs<Lead, Deal>(t, l => new { l.WorkspaceId, l.DealId });
        });
        model.Entity<LeadMove>(t =>
        {
            t.HasKey(m => new { m.WorkspaceId, m.LeadId, m.Id });
            Tables.Belongs<LeadMove, Lead>(t, m => new { m.WorkspaceId, m.LeadId });
        });
        model.Entity<LeadRule>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Ordinal });
            Tables.Belongs<LeadRule, Person>(t, r => new { r.WorkspaceId, r.PersonId });
        });
        model.Entity<LeadTurn>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.PersonId });
            t.Property(r => r.Taken).IsConcurrencyToken();
            Tables.Belongs<LeadTurn, Person>(t, r => new { r.WorkspaceId, r.PersonId });
        });
    }
}
