using BotCoach.Deals;
using BotCoach.Reviews;

namespace BotCoach.Digests;

/// <summary>What of a digest is talked about: the open deals in it, as the choice asks of them. Pure.</summary>
internal static class DigestTalks
{
    /// <param name="muted">The rules of which a deal's owner has said that they are of no use there.</param>
    /// <param name="lastTime">What the digest before has chosen.</param>
    public static IReadOnlyList<Talk> Of(DigestSnapshot now, DigestDiff diff, IReadOnlyDictionary<Guid, DealFile> files, Func<Guid, IReadOnlyCollection<string>> muted, IReadOnlySet<Guid> lastTime)
    {
        var (touched, moves) = (diff.Touched(), diff.Moves.ToDictionary(m => m.Deal));
        var missed = diff.Promises.Where(p => p.State == PromiseState.Missed).Select(p => p.Deal).ToHashSet();
        var slipped = diff.Closes.Where(c => c.IsLater).Select(c => c.Deal).ToHashSet();
        var changes = ChangesOf(now, diff);
        var deals = now.Open.Select(d => new TalkDeal(d.Id, files.GetValueOrDefault(d.Id)?.Book, d.Stage)
        {
            Amount = d.Amount, Currency = d.Currency, IsParked = d.IsParked, Signals = [.. d.Signals.Select(s => s.Rule)], Muted = muted(d.Id), MissedPromise = missed.Contains(d.Id),
            MovedThinly = moves.GetValueOrDefault(d.Id)?.Evidence is { IsThin: true }, Slips = d.Slips, HasSlipped = slipped.Contains(d.Id), Champion = d.Champion,
            Change = changes.TryGetValue(d.Id, out var change) ? change : null, HasChanged = touched.Contains(d.Id) || diff.Since is null,
        });
        return TalkPicks.Choose(deals, now.Numbers.Pipeline.ToDictionary(m => m.Currency, m => m.Sum), lastTime);
    }

    /// <summary>What came or moved with all it is worth, an amount by its difference. The first digest is a difference to nothing.</summary>
    private static Dictionary<Guid, decimal> ChangesOf(DigestSnapshot now, DigestDiff diff)
    {
        if (diff.Since is null) return [];
        var changes = diff.Changes.Where(c => c.Field == DigestField.Amount).ToDictionary(c => c.Deal, c => Math.Abs(Number(c.Is) - Number(c.Was)));
        var whole = diff.Came.Select(c => c.Deal.Id).Concat(diff.Moves.Select(m => m.Deal)).ToHashSet();
        foreach (var deal in now.Open.Where(d => whole.Contains(d.Id))) changes[deal.Id] = deal.Amount ?? 0;
        return changes;
    }

    private static decimal Number(string? amount) => amount is null ? 0 : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
