using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Harness;

/// <summary>A host that fails to keep what it did, as long as it is told to: by whatever is thrown here.</summary>
public sealed class Stumble : SaveChangesInterceptor
{
    /// <summary>What saving throws; null: it saves.</summary>
    public Exception? Over { get; set; }

    /// <summary>Somebody was quicker.</summary>
    public static Exception Clash => new DbUpdateConcurrencyException("Somebody was quicker.");

    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(this));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(this));
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData data, InterceptionResult<int> result, CancellationToken cancel = default) =>
        Over is { } fault ? throw fault : ValueTask.FromResult(result);
}
