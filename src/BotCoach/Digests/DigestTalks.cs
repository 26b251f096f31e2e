using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.Stages;

namespace BotCoach.Digests;

/// <summary>What of a digest could be talked about. Worth is a share of the pipeline in its own currency, so that no money is compared with another. Pure.</summary>
internal static class DigestTalks
{
    private const int Weak = 2;

    public static IEnumerable<TalkCandidate> Of(DigestSnapshot now, DigestDiff diff, IReadOnlyDictionary<Guid, DealFile> files)
    {
        var (touched, worth) = (diff.Touched(), now.Deals.Where(d => d.Amount is not null).GroupBy(d => d.Currency).ToDictionary(g => g.Key, g => Math.Max(1, g.Sum(d => d.Amount!.Value))));
        var (moves, was) = (diff.Moves.ToDictionary(m => m.Deal), diff.Changes.Where(c => c.Field == DigestField.Amount).ToDictionary(c => c.Deal));
        var missed = diff.Promises.Where(p => p.State == PromiseState.Missed).Select(p => p.Deal).ToHashSet();
        var closes = diff.Closes.Where(c => c.IsLater).Select(c => c.Deal).ToHashSet();
        var large = diff.Came.Select(c => c.Deal.Id).Concat(diff.Ended.Select(e => e.Deal)).Concat(moves.Keys).Concat(was.Keys).ToHashSet();
        foreach (var deal in now.Deals)
        {
            var (share, move) = (deal.Amount is { } amount ? amount / worth[deal.Currency] : 0, moves.GetValueOrDefault(deal.Id));
            HashSet<TalkWhy> whys = [];
            if (deal.IsOpen && missed.Contains(deal.Id)) whys.Add(TalkWhy.PromiseMissed);
            if (deal.IsOpen && !deal.IsParked) whys.UnionWith(Standing(deal, move, closes.Contains(deal.Id), files.GetValueOrDefault(deal.Id)));
            if (large.Contains(deal.Id) && diff.Since is not null) whys.Add(TalkWhy.LargestChange);
            if (whys.Count == 0) continue;
            yield return new TalkCandidate(deal.Id)
            {
                Whys = whys, Amount = share, HasChanged = touched.Contains(deal.Id) || diff.Since is null,
                Change = move is null && was.TryGetValue(deal.Id, out var change) && !diff.Ended.Any(e => e.Deal == deal.Id) ? Math.Abs((deal.Amount ?? 0) - Number(change.Was)) / worth.GetValueOrDefault(deal.Currency, 1) : share,
                Prompts = [.. files.GetValueOrDefault(deal.Id)?.Stage?.Prompts.Select(p => p.Text) ?? []],
            };
        }
    }

    private static IEnumerable<TalkWhy> Standing(DigestDeal deal, DigestMove? move, bool slipped, DealFile? file)
    {
        if (deal.Has(ThinEvidence.RuleId) || move?.Evidence is { IsThin: true }) yield return TalkWhy.ThinEvidence;
        if (deal.Has(TooLongInStage.RuleId)) yield return TalkWhy.OverTime;
        if (deal.Slips >= 2 && (slipped || deal.Has(CloseDateSlipped.RuleId))) yield return TalkWhy.SlippedTwice;
        if ((deal.Champion <= Weak || deal.Has(ChampionWeak.RuleId)) && file is not null && IsLate(file.Book, deal.Stage)) yield return TalkWhy.WeakChampion;
    }

    /// <summary>In the second half of the stages up to the win.</summary>
    private static bool IsLate(StageBook book, string stage) => book.IndexOf(stage) * 2 >= book.Stages.Count(s => s.Kind == StageKind.Pipeline);

    private static decimal Number(string? amount) => amount is null ? 0 : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
