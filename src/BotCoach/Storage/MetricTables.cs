using BotCoach.Metrics;
using BotCoach.People;
using BotCoach.ProcessReviews;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of what is written down once a week and once a month, and of what an admin says for the figures.</summary>
internal static class MetricTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<WeekFigure>(t =>
        {
            t.HasKey(f => new { f.WorkspaceId, f.TakenOn, f.OwnerId });
            Tables.Belongs<WeekFigure, Person>(t, f => new { f.WorkspaceId, f.OwnerId });
        });
        model.Entity<ForecastSnapshot>(t =>
        {
            t.HasKey(s => new { s.WorkspaceId, s.TakenOn, s.OwnerId, s.Quarter, s.Currency });
            Tables.Belongs<ForecastSnapshot, Person>(t, s => new { s.WorkspaceId, s.OwnerId });
        });
        model.Entity<CurrencyRate>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Currency, r.Since });
            Tables.Belongs<CurrencyRate, Workspace>(t, r => r.WorkspaceId);
        });
        model.Entity<QuietTeam>(t =>
        {
            t.HasKey(q => new { q.WorkspaceId, q.Team, q.LoggedAt });
            Tables.Belongs<QuietTeam, Workspace>(t, q => q.WorkspaceId);
        });
        model.Entity<ProcessReview>(t =>
        {
            t.HasKey(r => new { r.WorkspaceId, r.Id });
            t.HasIndex(r => new { r.WorkspaceId, r.Month }).IsUnique();
        });
        model.Entity<ProcessReviewCopy>(t =>
        {
            t.HasKey(c => new { c.WorkspaceId, c.PersonId, c.Month });
            Tables.Belongs<ProcessReviewCopy, Person>(t, c => new { c.WorkspaceId, c.PersonId });
        });
    }
}
