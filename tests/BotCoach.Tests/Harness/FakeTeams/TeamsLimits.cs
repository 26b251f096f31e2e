namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>So many in so long a time.</summary>
public readonly record struct TeamsRate(int Most, int Seconds);

/// <summary>Teams' limits, on the given clock, in windows that slide: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit.</summary>
public sealed class TeamsLimits(TimeProvider clock)
{
    /// <summary>One bot in one conversation: what is sent, changed or deleted. Conversations with one person are begun as often.</summary>
    public static readonly IReadOnlyList<TeamsRate> Sends = [new(7, 1), new(8, 2), new(60, 30), new(1_800, 3_600)];

    /// <summary>One bot in one conversation: members that are read.</summary>
    public static readonly IReadOnlyList<TeamsRate> Reads = [new(14, 1), new(16, 2), new(120, 30), new(3_600, 3_600)];

    /// <summary>All members in one go, which nobody should ask for any more.</summary>
    public static readonly IReadOnlyList<TeamsRate> AllMembers = [new(5, 60)];

    /// <summary>One bot in one tenant, whatever it calls.</summary>
    public static readonly IReadOnlyList<TeamsRate> Tenant = [new(50, 1)];

    private readonly Dictionary<string, List<DateTimeOffset>> _taken = [];

    /// <summary>False: nothing is limited.</summary>
    public bool Enforced { get; set; } = true;

    /// <summary>How often a caller was too fast; what a test asked for as trouble does not count.</summary>
    public int Throttled { get; private set; }

    /// <summary>Takes places for a call in all of these; or in none, and says how many seconds to wait.</summary>
    public int? Take(params (string Key, IReadOnlyList<TeamsRate> Rates, int Places)[] wanted)
    {
        if (!Enforced) return null;
        var wait = wanted.Max(w => w.Rates.Max(rate => Wait(Taken(w.Key), rate, w.Places)));
        if (wait > TimeSpan.Zero)
        {
            Throttled++;
            return Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        }
        foreach (var (key, _, places) in wanted) Taken(key).AddRange(Enumerable.Repeat(clock.GetUtcNow(), places));
        return null;
    }

    private List<DateTimeOffset> Taken(string key)
    {
        if (!_taken.TryGetValue(key, out var taken)) _taken[key] = taken = [];
        taken.RemoveAll(at => clock.GetUtcNow() - at >= TimeSpan.FromHours(1));
        return taken;
    }

    private TimeSpan Wait(List<DateTimeOffset> taken, TeamsRate rate, int places)
    {
        var (now, length) = (clock.GetUtcNow(), TimeSpan.FromSeconds(rate.Seconds));
        var inside = taken.Where(at => now - at < length).ToList();
        var tooMany = inside.Count + places - rate.Most;
        return tooMany <= 0 || inside.Count == 0 ? TimeSpan.Zero : inside[Math.Min(tooMany, inside.Count) - 1] + length - now;
    }
}
