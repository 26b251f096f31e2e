using BotCoach.People;
using BotCoach.Rollout;
using BotCoach.Stages;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of processes, their versions, and how far deals have followed those.</summary>
internal static class StageTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Process>(t =>
        {
            t.HasKey(p => new { p.WorkspaceId, p.Id });
            Tables.Belongs<Process, Workspace>(t, p => p.WorkspaceId);
        });
        model.Entity<ProcessVersion>(t =>
        {
            t.HasKey(v => new { v.WorkspaceId, v.ProcessId, v.Number });
            t.Property(v => v.Revision).IsConcurrencyToken().HasDefaultValue(1L);
            t.HasIndex(v => new { v.WorkspaceId, v.ProcessId }).IsUnique().HasFilter("state = 'Draft'");
            t.Property(v => v.StageMap).HasDefaultValueSql("'{}'");
            t.Property(v => v.Teams).HasDefaultValue("");
            Tables.Belongs<ProcessVersion, Process>(t, v => new { v.WorkspaceId, v.ProcessId });
        });
        model.Entity<VersionMove>(t =>
        {
            t.HasKey(m => new { m.WorkspaceId, m.ProcessId });
            t.Property(m => m.AfterDeal).IsConcurrencyToken();
            t.Property(m => m.StartedAt).IsConcurrencyToken();
            Tables.Belongs<VersionMove, Process>(t, m => new { m.WorkspaceId, m.ProcessId });
        });
        model.Entity<PreviewRequest>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.ProcessId, r.PersonId });
            Tables.Belongs<PreviewRequest, Process>(t, r => new { r.WorkspaceId, r.ProcessId });
        });
        model.Entity<StageMedian>().HasKey(m => new { m.WorkspaceId, m.ProcessId, m.StageId, m.TakenOn });
    }
}
