using BotCoach.Deals;
using BotCoach.Meetings;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The tables of people's calendars, and of the meetings in them that are about a deal.</summary>
internal static class MeetingTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<CalendarFeed>(t =>
        {
            t.HasKey(f => new { f.WorkspaceId, f.PersonId });
            t.HasIndex(f => f.At);
            t.Property(f => f.Revision).IsConcurrencyToken();
            Tables.Belongs<CalendarFeed, Person>(t, f => new { f.WorkspaceId, f.PersonId });
        });
        model.Entity<Meeting>(t =>
        {
            t.HasKey(m => new { m.WorkspaceId, m.Id });
            t.HasIndex(m => new { m.WorkspaceId, m.PersonId, m.Key }).IsUnique();
            t.HasIndex(m => new { m.WorkspaceId, m.DealId });
            t.HasIndex(m => m.PrepAt).HasFilter("prep_at IS NOT NULL");
            t.Property(m => m.Revision).IsConcurrencyToken();
            Tables.Belongs<Meeting, Person>(t, m => new { m.WorkspaceId, m.PersonId });
            Tables.Belongs<Meeting, Deal>(t, m => new { m.WorkspaceId, m.DealId });
        });
    }
}
