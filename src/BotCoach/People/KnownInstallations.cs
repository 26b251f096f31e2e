using System.Collections.Concurrent;

namespace BotCoach.People;

/// <summary>
/// Which workspace an installation stood for when this host last looked: only a guess, by which a caller's rows are read in the same trip to the
/// database in which it is asked again.
/// </summary>
public sealed class KnownInstallations
{
    private readonly ConcurrentDictionary<(string Channel, string Team), Guid> _last = [];

    public Guid? Find(string channel, string team) => _last.TryGetValue((channel, team), out var workspace) ? workspace : null;

    public void Keep(string channel, string team, Guid workspace) => _last[(channel, team)] = workspace;

    public void Forget(string channel, string team) => _last.TryRemove((channel, team), out _);
}
