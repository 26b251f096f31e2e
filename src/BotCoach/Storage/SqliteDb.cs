using Microsoft.EntityFrameworkCore;

namespace BotCoach.Storage;

/// <summary>SQLite, in WAL mode with one writer at a time: right for one instance and a team of 50 on one machine.</summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : BotCoachDb(options)
{
    public override object Stamp(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public override string ClaimSuffix => "";

    public override string LockSuffix => "";

    public override Task<DateTimeOffset?> NowAsync(CancellationToken cancel) => Task.FromResult<DateTimeOffset?>(null);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<DateTimeOffset>().HaveConversion<MillisecondsConverter>();
    }
}
