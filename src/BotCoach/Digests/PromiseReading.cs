namespace BotCoach.Digests;

/// <summary>What was promised in reviews about these deals, and has fallen due, been kept or missed since an instant.</summary>
public sealed class PromiseReading
{
    /// <param name="since">When the digest before was made.</param>
    /// <returns>By the manager whose people's deals they are.</returns>
    public Task<ILookup<Guid, PromiseLine>> OfAsync(IReadOnlyCollection<Guid> managers, DateTimeOffset? since, DateTimeOffset now)
    {
        // reviews keep none yet
        _ = (managers, since, now);
        return Task.FromResult(Array.Empty<PromiseLine>().ToLookup(_ => Guid.Empty));
    }
}
