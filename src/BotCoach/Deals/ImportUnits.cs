using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>The units of work of an import that runs outside the chat: each a scope, a transaction and one commit.</summary>
internal sealed class ImportUnits(IServiceScopeFactory scopes, TimeProvider clock)
{
    public static readonly Actor Importer = new(null, Role.Admin, "host", By.Import);

    public DateTimeOffset Clock => clock.GetUtcNow();

    /// <param name="commits">What came of the work says whether it may stay.</param>
    public async Task<T> InUnitAsync<T>(Guid workspaceId, Func<IServiceProvider, Task<T>> work, CancellationToken cancel, Func<T, bool>? commits = null)
    {
        await using var scope = Enter(workspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await db.MakeRoomAsync(cancel);
        await using var transaction = await db.BeginAsync(cancel);
        var result = await work(scope.ServiceProvider);
        if (commits?.Invoke(result) == false) return result;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return result;
    }

    public AsyncServiceScope Enter(Guid workspaceId)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspaceId);
        return scope;
    }

    public async Task<DateTimeOffset> NowAsync(IServiceProvider services, CancellationToken cancel) =>
        await services.GetRequiredService<ChoreClock>().NowAsync(services.GetRequiredService<BotCoachDb>(), cancel) ?? clock.GetUtcNow();

    public WriterRest Rest()
    {
        using var scope = scopes.CreateScope();
        return new WriterRest(scope.ServiceProvider.GetRequiredService<BotCoachDb>(), clock);
    }
}
