using BotCoach.Approvals;
using BotCoach.Deals;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of approvals: the company's rules, what is asked of whom, and who stands in.</summary>
internal static class ApprovalTables
{
    public static void Map(ModelBuilder model)
    {
        Rules(model);
        Questions(model);
    }

    private static void Rules(ModelBuilder model)
    {
        model.Entity<ApprovalPolicy>(t =>
        {
            t.HasKey(p => new { p.WorkspaceId, p.Number });
            Tables.Belongs<ApprovalPolicy, Workspace>(t, p => p.WorkspaceId);
        });
        model.Entity<ApprovalStandIn>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.PersonId });
            t.HasIndex(s => new { s.WorkspaceId, s.StandInId });
            Tables.Belongs<ApprovalStandIn, Person>(t, s => new { s.WorkspaceId, s.PersonId });
            Tables.Belongs<ApprovalStandIn, Person>(t, s => new { s.WorkspaceId, s.StandInId });
        });
    }

    private static void Questions(ModelBuilder model)
    {
        model.Entity<ApprovalRequest>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Id });
            t.Ignore(r => r.Asked);
            t.HasIndex(r => new { r.WorkspaceId, r.DealId });
            t.HasIndex(r => new { r.WorkspaceId, r.DealId, r.Kind }).IsUnique().HasFilter("state = 'Open'"); // one open question of a kind
            t.HasIndex(r => r.At).HasFilter("at IS NOT NULL");
            t.HasIndex(r => new { r.WorkspaceId, r.DecidedAt }).HasFilter("worked_minutes IS NOT NULL");
            t.Property(r => r.Revision).IsConcurrencyToken();
            Tables.Belongs<ApprovalRequest, Deal>(t, r => new { r.WorkspaceId, r.DealId });
        });
        model.Entity<ApprovalSeat>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.RequestId, s.No });
            t.HasIndex(s => new { s.WorkspaceId, s.HolderId, s.Answer });
            Tables.Belongs<ApprovalSeat, ApprovalRequest>(t, s => new { s.WorkspaceId, s.RequestId });
            Tables.Belongs<ApprovalSeat, Person>(t, s => new { s.WorkspaceId, s.HolderId });
        });
        model.Entity<ApprovalAsker>(t =>
        {
            t.HasKey(a => new { a.WorkspaceId, a.RequestId, a.PersonId });
            t.HasIndex(a => new { a.WorkspaceId, a.PersonId });
            Tables.Belongs<ApprovalAsker, ApprovalRequest>(t, a => new { a.WorkspaceId, a.RequestId });
            Tables.Belongs<ApprovalAsker, Person>(t, a => new { a.WorkspaceId, a.PersonId });
        });
        model.Entity<ApprovalWord>(t =>
        {
            t.HasKey(w => new { w.WorkspaceId, w.RequestId, w.No });
            t.HasIndex(w => new { w.WorkspaceId, w.DealId });
            Tables.Belongs<ApprovalWord, ApprovalRequest>(t, w => new { w.WorkspaceId, w.RequestId });
            Tables.Belongs<ApprovalWord, Deal>(t, w => new { w.WorkspaceId, w.DealId });
        });
    }
}
