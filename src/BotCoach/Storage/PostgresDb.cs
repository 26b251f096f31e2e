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
}
