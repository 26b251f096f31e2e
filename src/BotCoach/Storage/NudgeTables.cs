using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.Nudges;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of the nudges, of what waits for a manager, and of what managers are told on Mondays.</summary>
internal static class NudgeTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Nudge>(t =>
        {
            t.HasKey(n => new { n.WorkspaceId, n.DealId, n.Rule, n.Occurrence, n.PersonId });
            t.HasIndex(n => new { n.WorkspaceId, n.Id }).IsUnique();
            t.HasIndex(n => new { n.WorkspaceId, n.PersonId, n.Holds });
            t.Property(n => n.Revision).IsConcurrencyToken();
            t.Property(n => n.StageId).HasDefaultValue("");
            Tables.Belongs<Nudge, Deal>(t, n => new { n.WorkspaceId, n.DealId });
        });
        model.Entity<RuleRecord>().HasKey(r => new { r.WorkspaceId, r.Rule, r.StageId });
        model.Entity<RuleMute>(t =>
        {
            t.HasKey(m => new { m.WorkspaceId, m.PersonId, m.Rule });
            Tables.Belongs<RuleMute, Person>(t, m => new { m.WorkspaceId, m.PersonId });
        });
        model.Entity<RuleTerms>().HasKey(r => r.WorkspaceId);
        Tables.OfDeal<WaitingItem>(model, w => new { w.WorkspaceId, w.PersonId, w.Key }, w => new { w.WorkspaceId, w.DealId });
        model.Entity<Escalation>(t =>
        {
            t.HasKey(e => new { e.WorkspaceId, e.NudgeId });
            t.HasIndex(e => new { e.WorkspaceId, e.DealId });
            t.HasIndex(e => e.At).HasFilter("at IS NOT NULL");
            t.Property(e => e.Revision).IsConcurrencyToken();
            Tables.Belongs<Escalation, Deal>(t, e => new { e.WorkspaceId, e.DealId });
        });
        model.Entity<EpochPlace>().HasKey(p => p.WorkspaceId);
        model.Entity<Digest>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.Id });
            t.HasIndex(d => new { d.WorkspaceId, d.ManagerId, d.Week }).IsUnique();
            t.Ignore(d => d.IsSent);
            Tables.Belongs<Digest, Person>(t, d => new { d.WorkspaceId, d.ManagerId });
        });
        model.Entity<BriefDay>().HasKey(b => new { b.WorkspaceId, b.PersonId, b.Day });
    }
}
