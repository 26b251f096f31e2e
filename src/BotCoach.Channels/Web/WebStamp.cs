namespace BotCoach.Channels.Web;

/// <summary>
/// Ids that sort by time, and within one instance also by the order of asking: a person's words stand above the answer to them
/// although both fall into one millisecond.
/// </summary>
public sealed class WebStamp
{
    private readonly Lock _gate = new();
    private long _last;

    /// <summary>The next id at this instant: 15 hex digits of time and order, then four that keep two instances apart.</summary>
    public string Next(DateTimeOffset now)
    {
        lock (_gate)
        {
            _last = Math.Max(_last + 1, now.ToUnixTimeMilliseconds() << 10);
            return $"{_last:x15}{Random.Shared.Next(0x10000):x4}";
        }
    }
}
