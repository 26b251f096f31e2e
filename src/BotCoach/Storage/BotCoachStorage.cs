using BotCoach.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BotCoach.Storage;

/// <summary>
/// The database by its connection string: empty or <c>Data Source=…</c> is SQLite, <c>Host=…</c> is PostgreSQL. A scope of the container is
/// a piece of work: one <see cref="BotCoachDb"/>, one <see cref="WorkspaceScope"/>.
/// </summary>
public static class BotCoachStorage
{
    /// <summary>Throws <see cref="SettingRefused"/> when the connection string is neither.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, string? connectionString)
    {
        var choice = DatabaseChoice.Of(connectionString);
        if (choice.File is { } file) Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        services.AddSingleton(choice);
        services.AddScoped<WorkspaceScope>();
        services.AddSingleton<IChannelNotes, ChannelNotes>();
        // On SQLite a context that ends gives the writer's turn back; one of a pool does not end.
        return choice.IsPostgres
            ? services.AddPooledDbContextFactory<PostgresDb>(o => Postgres(o, choice), poolSize: 64).From<PostgresDb>()
            : services.AddDbContextFactory<SqliteDb>(o => Sqlite(o, choice)).From<SqliteDb>();
    }

    private static IServiceCollection From<TDb>(this IServiceCollection services) where TDb : BotCoachDb => services
        .AddScoped<BotCoachDb>(s => s.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContext().For(s.GetRequiredService<WorkspaceScope>()));

    private static void Postgres(DbContextOptionsBuilder options, DatabaseChoice choice) =>
        Common(options.UseNpgsql(choice.ConnectionString));

    private static void Sqlite(DbContextOptionsBuilder options, DatabaseChoice choice) =>
        Common(options.UseSqlite(choice.ConnectionString).AddInterceptors(new SqliteTurns(new WriterTurn())));

    private static void Common(DbContextOptionsBuilder options) => options
        .AddInterceptors(WorkspaceStays.Instance)
        .ConfigureWarnings(w => w
            // Whoever began the work logs what was a fault: a clash that is tried once more is none.
            .Log((CoreEventId.SaveChangesFailed, LogLevel.Debug),
                (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
                (RelationalEventId.ConnectionError, LogLevel.Debug)));
}
