using System.Threading.RateLimiting;

namespace BotCoach.Api;

/// <summary>How fast a key may ask: a bucket that fills evenly over the minute. Each instance has its own.</summary>
public sealed class ApiPace(ApiSettings settings) : IDisposable
{
    private readonly PartitionedRateLimiter<Guid> _keys = PartitionedRateLimiter.Create<Guid, Guid>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = settings.PerMinute, TokensPerPeriod = 1, ReplenishmentPeriod = TimeSpan.FromMinutes(1) / settings.PerMinute, QueueLimit = 0,
    }));

    /// <summary>After how many seconds to ask again; null: now.</summary>
    public int? Wait(Guid key)
    {
        using var lease = _keys.AttemptAcquire(key);
        if (lease.IsAcquired) return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
    }

    public void Dispose() => _keys.Dispose();
}
