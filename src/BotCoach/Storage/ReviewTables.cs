using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reviews;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of deal reviews: promises, what is to be talked about, what was said, and what a rep works on.</summary>
internal static class ReviewTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<Commitment>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.Id });
            t.HasIndex(c => new { c.WorkspaceId, c.OwnerId, c.DueOn });
            t.HasIndex(c => new { c.WorkspaceId, c.DealId });
            t.HasIndex(c => new { c.WorkspaceId, c.MadeBy });
            t.HasIndex(c => new { c.WorkspaceId, c.ReviewId });
            t.Property(c => c.Revision).IsConcurrencyToken();
            Tables.Belongs<Commitment, Person>(t, c => new { c.WorkspaceId, c.OwnerId });
            Tables.Belongs<Commitment, Deal>(t, c => new { c.WorkspaceId, c.DealId });
        });
        model.Entity<AgendaPick>(t =>
        {
            t.HasKey(p => new { p.WorkspaceId, p.ManagerId, p.DealId });
            t.HasIndex(p => new { p.WorkspaceId, p.DealId });
            Tables.Belongs<AgendaPick, Person>(t, p => new { p.WorkspaceId, p.ManagerId });
            Tables.Belongs<AgendaPick, Deal>(t, p => new { p.WorkspaceId, p.DealId });
        });
        model.Entity<Review>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Id });
            t.HasIndex(r => new { r.WorkspaceId, r.ManagerId, r.StartedAt });
            t.HasIndex(r => new { r.WorkspaceId, r.ManagerId }).IsUnique().HasFilter("ended_at IS NULL"); // one goes on at a time
            t.Property(r => r.Revision).IsConcurrencyToken();
            Tables.Belongs<Review, Person>(t, r => new { r.WorkspaceId, r.ManagerId });
        });
        model.Entity<ReviewDeal>(t =>
        {
            t.HasKey(d => new { d.WorkspaceId, d.ReviewId, d.DealId });
            t.HasIndex(d => new { d.WorkspaceId, d.DealId });
            Tables.Belongs<ReviewDeal, Review>(t, d => new { d.WorkspaceId, d.ReviewId });
            Tables.Belongs<ReviewDeal, Deal>(t, d => new { d.WorkspaceId, d.DealId });
        });
        model.Entity<CoachingFocus>(t =>
        {
            t.HasKey(f => new { f.WorkspaceId, f.Id });
            t.HasIndex(f => new { f.WorkspaceId, f.RepId, f.SetAt });
            t.HasIndex(f => new { f.WorkspaceId, f.ManagerId });
            t.Property(f => f.Revision).IsConcurrencyToken();
            Tables.Belongs<CoachingFocus, Person>(t, f => new { f.WorkspaceId, f.RepId });
            Tables.Belongs<CoachingFocus, Person>(t, f => new { f.WorkspaceId, f.ManagerId });
        });
    }
}
