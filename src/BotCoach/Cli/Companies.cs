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

    /// <summary>The one that is named, or the only one; else the sentence that says which there are.</summary>
    public static async Task<(Workspace? Company, string? Wrong)> FindAsync(IServiceProvider services, string? name, CancellationToken cancel)
    {
        var own = await OwnAsync(services, cancel);
        var named = own.Where(w => name is null || w.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return named.Count == 1 ? (named[0], null) : (null, Which(own, named, name));
    }

    private static string Which(IReadOnlyList<Workspace> own, List<Workspace> named, string? name) =>
        own.Count == 0 ? "There is no company here yet. Start the host and say hello to the bot, or import deals."
        : name is null ? $"There are several companies: say --workspace and one of {string.Join(", ", own.Select(w => w.Name))}."
        : $"There {(named.Count == 0 ? "is no" : "are several")} “{name}”. There are {string.Join(", ", own.Select(w => w.Name))}.";

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
