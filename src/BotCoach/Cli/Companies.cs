using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Cli;

/// <summary>Which company of this host's a command is about.</summary>
internal static class Companies
{
    /// <summary>Every company that is no sample.</summary>
    public static async Task<IReadOnlyList<Workspace>> OwnAsync(IServiceProvider services, CancellationToken cancel)
    {
        var companies = new List<Workspace>();
        foreach (var id in await IdsAsync(services, cancel)) companies.Add(await ReadAsync(services, id, cancel));
        return [.. companies.Where(w => !w.Sample)];
    }

    private static async Task<IReadOnlyList<Guid>> IdsAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().WorkspacesAsync(cancel);
    }

    private static async Task<Workspace> ReadAsync(IServiceProvider services, Guid id, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(id);
        return await scope.ServiceProvider.GetRequiredService<BotCoachDb>().Workspaces.AsNoTracking().SingleAsync(cancel);
    }
}
