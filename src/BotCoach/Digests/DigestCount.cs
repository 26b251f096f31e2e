using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Nudges;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Digests;

/// <summary>An open deal with its file, as the figures of a digest ask of it.</summary>
/// <param name="Row">As it is stored; the file's own deal is read without what is only told.</param>
public sealed record DigestFile(Deal Row, DealFile File, LocalDate Today)
{
    /// <summary>Different people of the buyer's, by names that say something.</summary>
    public int Known { get; } = File.Stakeholders.Length == 0 ? 0 : FieldRules.DifferentPeople(File.Stakeholders);

    public bool IsParked => Row.IsParkedOn(Today);

    public bool HasStep => NextSteps.IsDated(Row);
}

/// <summary>Adds up the figures of a manager's people. Pure.</summary>
public static class DigestCount
{
    /// <param name="stays">Entries of the thirteen weeks before that say how a stay ended.</param>
    public static DigestNumbers Of(IReadOnlyList<DigestFile> open, IEnumerable<DealEvent> stays, IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate> rates, DateTimeOffset now)
    {
        var ended = stays.Where(e => e.FromStage is not null && StayEnds.All.Contains(e.Kind)).ToList();
        // what comes after the win begins in the stage that the win was the way out of
        var won = ended.Where(e => e.Kind == DealEventKind.Won).Select(e => (e.DealId, e.FromStage)).ToHashSet();
        ended.RemoveAll(e => e.Kind is DealEventKind.Advanced or DealEventKind.Overridden && won.Contains((e.DealId, e.FromStage)));
        var (hours, active) = (new Tally(), open.Count(d => !d.IsParked));
        foreach (var stay in ended) if (stay.DwellSeconds is { } seconds) hours.Add(seconds / 3600);
        return new DigestNumbers
        {
            Open = open.Count,
            Pipeline = [.. open.Where(d => d.Row.Amount is not null).GroupBy(d => d.Row.Currency).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new DigestMoney(g.Key, g.Count(), g.Sum(d => d.Row.Amount!.Value)))],
            Forecast = ForecastRules.Sums(open.Where(d => d.Row.Amount is not null).Select(d => ForecastOf(d, rates))),
            Coverage = CoverageOf(open, now),
            Stepped = new Rate(open.Count(d => !d.IsParked && d.HasStep), active),
            MultiThreaded = new Rate(open.Count(d => d.Known >= 2), open.Count),
            Conversion = new Rate(ended.Count(e => StayEnds.Forward.Contains(e.Kind)), ended.Count),
            MedianDays = hours.Median() is { } middle ? Math.Round(middle / 24, 1) : null,
        };
    }

    /// <summary>On what a move rests: what was asked for on the way from one stage to another, as it stands now.</summary>
    public static MoveEvidence EvidenceOf(DealFile file, string from, string to, DateTimeOffset now)
    {
        var (today, passed) = (file.Today(now), PassedBy(file, to));
        int evidenced = 0, claimed = 0, waived = 0, overridden = 0, open = 0;
        foreach (var criterion in GateAsks.Of(file.Book, from, isWon: false, to).Criteria.Select(c => c.Criterion).Where(c => c.Required).DistinctBy(c => c.Id))
            switch (StageGate.StateOf(file, criterion, today, now))
            {
                case AnswerState.Evidenced: evidenced++; break;
                case AnswerState.Waived: waived++; break;
                case var _ when passed.Contains(criterion.Id): overridden++; break;
                case AnswerState.Claimed: claimed++; break;
                default: open++; break;
            }
        return new MoveEvidence(evidenced, claimed, waived, overridden, open);
    }

    private static HashSet<string> PassedBy(DealFile file, string to) =>
        file.Overrides.Length == 0 ? [] : [.. file.Overrides.Where(o => o.ToStage == to).SelectMany(o => o.Missing.Split(','))];

    private static ForecastDeal ForecastOf(DigestFile deal, IReadOnlyDictionary<(Guid ProcessId, string StageId), Rate> rates)
    {
        var (row, percent) = (deal.Row, deal.File.Stage?.Forecast.Probability ?? 0);
        return new ForecastDeal(row.ProcessId, row.StageId, row.Currency, row.Amount!.Value, ForecastRules.OddsOf(rates.GetValueOrDefault((row.ProcessId, row.StageId)), percent));
    }

    private static Rate CoverageOf(IReadOnlyList<DigestFile> open, DateTimeOffset now)
    {
        int asked = 0, evidenced = 0;
        foreach (var deal in open)
            if (StagePlan.Of(deal.File.Book, deal.Row.StageId).Onward?.WithLapsed(deal.File, now) is { } asks)
                foreach (var (_, criterion) in asks.Criteria)
                {
                    if (!criterion.Required) continue;
                    asked++;
                    if (StageGate.StateOf(deal.File, criterion, deal.Today, now) == AnswerState.Evidenced) evidenced++;
                }
        return new Rate(evidenced, asked);
    }
}
