using BotCoach.Storage;

namespace BotCoach.Deals;

/// <summary>
/// The words that stand on too many deals of a company, counted once for everybody who goes through all of its deals: of few words is that true, and to ask
/// it of each deal's would look up every one of them. As of when a company's deals were begun to be judged again under an epoch,
/// or of the last half day.
/// </summary>
public sealed class WornWords
{
    /// <summary>A Monday around the world counts them three times.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromHours(12);

    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (long Epoch, IReadOnlyList<string> Keys)> _known = [];
    private readonly Dictionary<Guid, (DateTimeOffset At, IReadOnlyList<string> Keys)> _lately = [];

    public async Task<IReadOnlyList<string>> OfAsync(BotCoachDb db, long epoch)
    {
        lock (_gate) if (_known.TryGetValue(db.WorkspaceId, out var known) && known.Epoch == epoch) return known.Keys;
        var keys = await db.WornKeysAsync(Placeholders.SameOnTooMany);
        lock (_gate) _known[db.WorkspaceId] = (epoch, keys);
        return keys;
    }

    /// <summary>As they were counted within half a day, for who looks at many deals time and again.</summary>
    public async Task<IReadOnlyList<string>> LatelyAsync(BotCoachDb db, DateTimeOffset now)
    {
        lock (_gate) if (_lately.TryGetValue(db.WorkspaceId, out var known) && known.At <= now && now < known.At + Lately) return known.Keys;
        var keys = await db.WornKeysAsync(Placeholders.SameOnTooMany);
        lock (_gate) _lately[db.WorkspaceId] = (now, keys);
        return keys;
    }

    /// <summary>All of its deals were gone through.</summary>
    public void Forget(Guid workspaceId)
    {
        lock (_gate) _known.Remove(workspaceId);
    }
}
