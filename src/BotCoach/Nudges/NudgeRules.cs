using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Nudges;

/// <summary>All rules' answers for one deal, and when it is next worth asking if nobody touches it.</summary>
public sealed record Judgement(IReadOnlyList<Signal> Signals, DateTimeOffset? NextAt)
{
    public static readonly Judgement Silent = new([], null);
}

/// <summary>
/// Which rules there are, and which deals they speak of: open ones whose owner has said what to do with them. Nobody in here acts.
/// </summary>
public static class NudgeRules
{
    /// <summary>One for every signal of <see cref="Stages.KnownSignals"/>.</summary>
    public static readonly IReadOnlyList<INudgeRule> All =
    [
        new NoNextStep(), new NextStepOverdue(), new NextStepUnconfirmed(), new FollowUpDue(), new BuyerSilent(), new TooLongInStage(), new CloseDatePassed(), new CloseDateSlipped(),
        new CloseDateImplausible(), new SingleThreaded(), new NoEconomicBuyer(), new ChampionWeak(), new ArtifactMissing(), new FieldMissing(), new ReadyToAdvance(),
        new ThinEvidence(), new WentBackwards(), new HandoffLate(), new LeadUntouched(), new OverrideExpiring(),
    ];

    private static readonly Dictionary<string, INudgeRule> ById = All.ToDictionary(r => r.Id);

    // a delegate is called as it is, while a call through the interface looks for the rule's own method each time
    private static readonly Func<DealCase, SignalTuning?, Finding>[] Asked = [.. All.Select(rule => (Func<DealCase, SignalTuning?, Finding>)rule.Judge)];

    /// <summary>The rule that a row of the ledger names; null for one that is no more.</summary>
    public static INudgeRule? Find(string id) => ById.GetValueOrDefault(id);

    /// <param name="gap">Since when the deal is without a next step; null where it has one.</param>
    public static Judgement Judge(DealFile file, NextStepGap? gap, WorkCalendar ownersCalendar, DateTimeOffset now)
    {
        if (!SpeakOf(file.Deal)) return Judgement.Silent;
        var deal = new DealCase(file, gap, ownersCalendar, now);
        if (deal.IsParked) return new Judgement([], deal.ParkedEnd);
        List<Signal>? signals = null;
        DateTimeOffset? next = null;
        for (var i = 0; i < Asked.Length; i++)
        {
            var tuned = deal.Plan.Tuned(i);
            if (tuned is { Off: true }) continue;
            var finding = Asked[i](deal, tuned);
            if (finding.Signal is { } signal) (signals ??= []).Add(signal);
            if (finding.NextAt is { } at) next = Earlier(next, at);
        }
        if (deal.Plan.Days.Length > 0) next = Earlier(next, deal.RulesTurnAt());
        return signals is null && next is null ? Judgement.Silent : new Judgement(signals is null ? [] : signals, next);
    }

    /// <summary>Closed deals, and those that their owner has not sorted yet, are silent whatever their file says.</summary>
    public static bool SpeakOf(Deal deal) => deal.IsOpen && deal.Triage != Triage.Waiting;

    public static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset?> instants) => instants.Where(i => i is not null).Min();

    /// <summary>The earlier of two, or the one that there is.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => other is null || one <= other ? one : other;
}
