using BotCoach.Reviews;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>What was promised in reviews, and has been kept or missed since an instant, or is due in the days to come.</summary>
public sealed class PromiseReading(Commitments commitments)
{
    /// <summary>What is due in the week from now on is told.</summary>
    private const int DaysAhead = 7;

    /// <param name="asks">Each manager, and when the digest before was made; null: there was none, and a week is looked back on.</param>
    /// <returns>By the manager whose people's deals they are.</returns>
    public async Task<ILookup<Guid, PromiseLine>> OfAsync(IEnumerable<(Guid Manager, DateTimeOffset? Since)> asks, DateTimeOffset now)
    {
        var since = asks.ToDictionary(a => a.Manager, a => a.Since ?? now.AddDays(-DaysAhead));
        var standings = await commitments.OfManagersAsync(since.Keys, now, since.Values.Min());
        return since.SelectMany(a => standings[a.Key].Select(s => LineOf(s, a.Value, now)).OfType<PromiseLine>(), (a, line) => (Manager: a.Key, Line: line)).ToLookup(l => l.Manager, l => l.Line);
    }

    /// <summary>Null where nothing is to be told: it was dropped, or was told before.</summary>
    private static PromiseLine? LineOf(CommitmentStanding standing, DateTimeOffset since, DateTimeOffset now)
    {
        PromiseState? state = standing.State switch
        {
            CommitmentState.Kept when standing.Since >= since => PromiseState.Kept,
            CommitmentState.Missed when standing.Since >= since => PromiseState.Missed,
            CommitmentState.Open => standing.It.DueOn < LocalDate.FromDateTime(now.UtcDateTime).PlusDays(DaysAhead) ? PromiseState.Due : PromiseState.Open,
            _ => null,
        };
        return state is { } told ? new PromiseLine(standing.It.DealId, standing.It.OwnerId, standing.It.Words, standing.It.DueOn, told) : null;
    }
}
