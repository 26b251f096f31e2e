using BotCoach.Deals;
using BotCoach.Nudges.Rules;
using BotCoach.People;

namespace BotCoach.Nudges;

/// <summary>What a rule says of a deal, and of which episode it says it.</summary>
/// <param name="Occurrence">The fact's own episode: this stay in the stage, this missed date. The same episode never makes a second nudge.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="ThresholdDays">What age is measured against.</param>
/// <param name="Clearing">The one thing that clears it.</param>
public sealed record Signal(string Rule, string Occurrence, int Severity, DateTimeOffset Since, double ThresholdDays, Clearing Clearing);

/// <summary>What clears a signal.</summary>
public enum Clearing { SetNextStep, SetCloseDate, Advance, NextStepOrBack }

/// <summary>A rule's answer: its signal, if it has one, and the earliest instant at which time alone could change the answer.</summary>
public readonly record struct Finding(Signal? Signal, DateTimeOffset? NextAt)
{
    public static readonly Finding Silent = new(null, null);
}

/// <summary>All rules' answers for one deal, and when it is next worth asking if nobody touches it.</summary>
public sealed record Judgement(IReadOnlyList<Signal> Signals, DateTimeOffset? NextAt)
{
    public static readonly Judgement Silent = new([], null);
}

/// <summary>One rule over a deal. Pure: the same deal at the same instant gets the same answer.</summary>
public interface INudgeRule
{
    /// <summary>Permanent: it stands in the ledger and in the failure modes of every process.</summary>
    string Id { get; }

    Finding Judge(DealCase deal);
}

/// <summary>
/// Which rules there are, and which deals they speak of: open ones whose owner has said what to do with them. Nobody in here acts.
/// </summary>
public static class NudgeRules
{
    public static readonly IReadOnlyList<INudgeRule> All =
        [new NoNextStep(), new NextStepOverdue(), new TooLongInStage(), new CloseDatePassed(), new ReadyToAdvance()];

    /// <param name="gap">Since when the deal is without a next step; null where it has one.</param>
    public static Judgement Judge(DealFile file, NextStepGap? gap, WorkCalendar ownersCalendar, DateTimeOffset now)
    {
        var deal = new DealCase(file, gap, ownersCalendar, now);
        if (!SpeakOf(file.Deal)) return Judgement.Silent;
        if (deal.IsParked) return new Judgement([], deal.ParkedEnd);
        var findings = All.Select(rule => rule.Judge(deal)).ToList();
        return new Judgement(
            [.. findings.Select(f => f.Signal).OfType<Signal>()],
            Earliest(findings.Select(f => f.NextAt)));
    }

    /// <summary>Closed deals, and those that their owner has not sorted yet, are silent whatever their file says.</summary>
    public static bool SpeakOf(Deal deal) => deal.IsOpen && deal.Triage != Triage.Waiting;

    public static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset?> instants) => instants.Where(i => i is not null).Min();
}
