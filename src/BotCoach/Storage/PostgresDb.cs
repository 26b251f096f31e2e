using BotCoach.Deals;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>PostgreSQL 15 and later: any number of instances share one database.</summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : BotCoachDb(options)
{
    public override object Stamp(DateTimeOffset instant) => instant.ToUniversalTime();

    public override string ClaimSuffix => "for update skip locked";

    public override string LockSuffix => "for update";

    public override async Task<DateTimeOffset?> NowAsync(CancellationToken cancel) =>
        await Database.SqlQuery<DateTimeOffset>($"select clock_timestamp() as \"Value\"").SingleAsync(cancel);

    protected override void OnModelCreating(ModelBuilder model)
    {
        base.OnModelCreating(model);
        // The figures read the moves deal by deal, and of the table alone they would find each of them somewhere else.
        model.Entity<DealEvent>().HasIndex(e => new { e.WorkspaceId, e.DealId, e.Seq }, "ix_deal_event_moves").HasFilter("from_stage IS NOT NULL OR to_stage IS NOT NULL")
            .IncludeProperties(e => new { e.Kind, e.HappenedAt, e.FromStage, e.ToStage, e.DwellSeconds });
    }
}
