using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Metrics;

/// <summary>Takes one deal after the other and adds up the figures of <see cref="PipelineMetrics"/>. It holds sums, never deals. Pure.</summary>
/// <param name="stands">Open deals stand in it; not so in a quarter that is over, of which nobody knows how they stood.</param>
public sealed class MetricsFold(MetricsDays days, bool stands = true)
{
    private readonly Dictionary<(Guid Process, string Stage), StageFold> _stages = [];
    private readonly Dictionary<string, Rate> _bySource = new(StringComparer.OrdinalIgnoreCase);
    private readonly Tally _won = new(), _lost = new(), _closed = new(), _champion = new(), _leadMinutes = new();
    private readonly Purse _wonAmounts = new(), _openAmounts = new();
    private readonly List<string> _there = [];
    private readonly HashSet<Guid> _sellers = [];
    private int _created, _open, _wins, _losses, _disqualified, _qualified;
    private Rate _without, _confirmed, _slipped, _known, _discovery, _backward, _inTime;

    public void Take(MetricDeal it)
    {
        var (isNew, isEnded) = (days.Has(it.Deal.CreatedAt), !it.Deal.IsOpen && HasEnded(it.Deal));
        if (isNew) _created++;
        TakeLead(it);
        if (isEnded) TakeEnded(it);
        else if (it.Deal.IsOpen && stands) TakeOpen(it);
        if (isNew || isEnded || (it.Deal.IsOpen && stands)) _sellers.Add(it.Deal.OwnerId);
        TakeReached(it, isEnded);
        TakeMoves(it);
    }

    /// <param name="newest">The newest book of each process, by which stages are named and ordered.</param>
    public PipelineMetrics Sum(IReadOnlyDictionary<Guid, StageBook> newest) => new()
    {
        Created = _created, Open = _open, Won = _wins, Lost = _losses, Disqualified = _disqualified, Qualified = _qualified, Sellers = _sellers.Count,
        DaysToWin = _won, DaysToLoss = _lost, DaysToClose = _closed, Champion = _champion, WonAmounts = _wonAmounts.Sums(), OpenAmounts = _openAmounts.Sums(),
        WithoutNextStep = _without, Confirmed = _confirmed, Slipped = _slipped, MultiThreaded = _known, Discovery = _discovery, Backward = _backward, LeadMinutes = _leadMinutes, LeadsInTime = _inTime,
        BySource = _bySource, Stages = [.. _stages.Select(s => s.Value.Sum(s.Key.Process, s.Key.Stage, newest)).OrderBy(s => s.ProcessId).ThenBy(s => s.Order).ThenBy(s => s.StageId, StringComparer.Ordinal)],
    };

    private void TakeOpen(MetricDeal it)
    {
        var deal = it.Deal;
        _open++;
        _openAmounts.Add(deal.Currency, deal.Amount);
        Stage(deal, deal.StageId, it.Book).Stand(deal);
        if (!deal.IsParkedOn(days.AsOf))
        {
            var isDated = NextSteps.IsDated(deal);
            _without += One(!isDated);
            _confirmed += One(isDated && deal.NextStepConfirmed);
        }
        if (deal.CloseOn is not null) _slipped += One(deal.CloseSlips > 0);
        _known += One(it.Known >= 2);
        if (it.Book.IndexOf(deal.StageId) > 0) _discovery += One(DiscoveryRules.IsDocumented(deal));
        if (deal.ChampionStrength is { } strength) _champion.Add(strength);
    }

    private void TakeLead(MetricDeal it)
    {
        if (it.Deal.LeadReceivedAt is not { } received || !days.Has(received)) return;
        var minutes = it.Deal.LeadAnsweredAt < days.End ? it.Deal.LeadMinutes : null;
        if (minutes is { } known) _leadMinutes.Add(known);
        _inTime += One(minutes <= it.Book.Rules.LeadResponseMinutes);
    }

    private void TakeEnded(MetricDeal it)
    {
        var deal = it.Deal;
        if (deal.Status == DealStatus.Disqualified)
        {
            _disqualified++;
            return;
        }
        var isWon = deal.Status == DealStatus.Won;
        if (isWon) _wins++;
        else _losses++;
        var source = deal.LeadSource ?? "";
        _bySource[source] = _bySource.GetValueOrDefault(source) + One(isWon);
        if (isWon) _wonAmounts.Add(deal.Currency, deal.Amount);
        else if (LossOf(it) is { FromStage: { } from } loss) Stage(deal, from, it.Book).Lose(deal.OutcomeReason, loss.DwellSeconds);
        // of what came here closed nobody may know when it began
        if (deal.ClosedAt is not { } at || at < deal.CreatedAt) return;
        var length = days.Between(deal.CreatedAt, at);
        (isWon ? _won : _lost).Add(length);
        _closed.Add(length);
    }

    /// <summary>What has no day belongs to no days in particular.</summary>
    private bool HasEnded(Deal deal) => deal.ClosedAt is { } ended ? days.Has(ended) : !days.IsBounded;

    /// <summary>The stages in which the deal was on a day of the period, each once.</summary>
    private void TakeReached(MetricDeal it, bool isEnded)
    {
        _there.Clear();
        if (it.Deal.IsOpen && stands) Reach(it.Deal.StageId);
        if (isEnded && it.Deal.Status == DealStatus.Lost) Reach(LossOf(it)?.FromStage);
        var isKnown = it.Deal.IsOpen || it.Moves.Any(m => m.FromStage is not null);
        foreach (var move in it.Moves)
        {
            if (!days.Has(move.HappenedAt)) continue;
            if (MovesOf(move.Kind) is not null) Reach(move.FromStage);
            if (isKnown && move.Kind != DealEventKind.VersionChanged) Reach(move.ToStage);
        }
        foreach (var stage in _there) Stage(it.Deal, stage, it.Book).Reach();
    }

    private void Reach(string? stage)
    {
        if (stage is not null && !_there.Contains(stage)) _there.Add(stage);
    }

    private static DealEvent? LossOf(MetricDeal it) => it.Moves.LastOrDefault(m => m.Kind == DealEventKind.Lost);

    private void TakeMoves(MetricDeal it)
    {
        var (wasIn, isQualified) = (new List<string>(), false);
        var began = it.Moves.FirstOrDefault(m => m.Kind is DealEventKind.Created or DealEventKind.Imported)?.ToStage;
        // what came here closed tells of no stage
        var isKnown = it.Deal.IsOpen || it.Moves.Any(m => m.FromStage is not null);
        foreach (var move in it.Moves)
        {
            var happened = days.Has(move.HappenedAt);
            if (move.ToStage is { } to && move.Kind != DealEventKind.VersionChanged && happened && isKnown) Stage(it.Deal, to, it.Book).Enter();
            if (move.FromStage is not { } from || MovesOf(move.Kind) is not { } way) continue;
            if (!wasIn.Contains(from)) wasIn.Add(from);
            if (!isQualified && way == StayEnd.On && from == began && it.Book.IndexOf(from) <= 0)
            {
                isQualified = true;
                if (happened) _qualified++;
            }
            // the win was the way out of it; what comes after the win begins there
            if (!happened || (move.ToStage is { } next && it.Book.Find(from)?.Kind == StageKind.Pipeline && it.Book.Find(next)?.Kind == StageKind.AfterWin)) continue;
            Stage(it.Deal, from, it.Book).Leave(way, move.DwellSeconds);
            if (way != StayEnd.Out) _backward += One(way == StayEnd.Back);
        }
        if (!it.Deal.IsOpen) foreach (var stage in wasIn) Stage(it.Deal, stage, it.Book).Finish(it.Deal.Status == DealStatus.Won);
    }

    private StageFold Stage(Deal deal, string id, StageBook book)
    {
        if (!_stages.TryGetValue((deal.ProcessId, id), out var stage)) _stages[(deal.ProcessId, id)] = stage = new StageFold(book.Find(id));
        return stage;
    }

    private static Rate One(bool isSo) => new(isSo ? 1 : 0, 1);

    private static StayEnd? MovesOf(DealEventKind kind) => kind switch
    {
        _ when StayEnds.Forward.Contains(kind) => StayEnd.On,
        DealEventKind.MovedBack => StayEnd.Back,
        DealEventKind.Lost or DealEventKind.Disqualified => StayEnd.Out,
        _ => null,
    };
}

/// <summary>How a stay in a stage ended.</summary>
internal enum StayEnd { On, Back, Out }
