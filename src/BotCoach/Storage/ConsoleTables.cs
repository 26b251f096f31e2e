using BotCoach.Deals;
using BotCoach.People;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>The console's own table, and what the audit is read by.</summary>
internal static class ConsoleTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ConsoleVisit>(t =>
        {
            t.HasKey(v => new { v.WorkspaceId, v.Id });
            t.HasIndex(v => v.LinkHash).IsUnique().HasFilter("link_hash IS NOT NULL");
            t.HasIndex(v => v.Until);
            t.Property(v => v.State).IsConcurrencyToken();
            t.Ignore(v => v.Number);
            Tables.Belongs<ConsoleVisit, Person>(t, v => new { v.WorkspaceId, v.PersonId });
        });
        model.Entity<DealEvent>().HasIndex(e => new { e.WorkspaceId, e.RecordedAt });
    }
}
