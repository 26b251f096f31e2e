using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Harness;

/// <summary>A unit of work that is held once it has written what it writes, and before it commits: it has its locks, and nobody sees it yet.</summary>
public sealed class HeldUnit : SaveChangesInterceptor
{
    private readonly TaskCompletionSource _isThere = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _mayGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Func<DbContext, bool>? _which;

    /// <summary>Done when it stands before its commit.</summary>
    public Task IsThere => _isThere.Task;

    public void Watch(IServiceCollection services)
    {
        services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(this));
        services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(this));
    }

    /// <summary>The first one is held that fits.</summary>
    public void Hold(Func<DbContext, bool> which) => _which = which;

    public void LetGo() => _mayGo.SetResult();

    public override async ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData data, int result, CancellationToken cancel = default)
    {
        if (_which is { } which && data.Context is { } context && which(context) && Interlocked.CompareExchange(ref _which, null, which) == which)
        {
            _isThere.SetResult();
            await _mayGo.Task;
        }
        return result;
    }
}
