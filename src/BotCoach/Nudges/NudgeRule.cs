using BotCoach.Channels;
using BotCoach.Stages;

namespace BotCoach.Nudges;

/// <summary>What a rule says of a deal, and of which episode it says it.</summary>
/// <param name="Occurrence">The fact's own episode: this stay in the stage, this missed date. The same episode never makes a second nudge.</param>
/// <param name="Severity">1 to 5.</param>
/// <param name="Since">Since when it holds.</param>
/// <param name="ThresholdDays">What age is measured against.</param>
/// <param name="Clearing">The one thing that clears it.</param>
public sealed record Signal(string Rule, string Occurrence, int Severity, DateTimeOffset Since, double ThresholdDays, Clearing Clearing);

/// <summary>What clears a signal.</summary>
public enum Clearing
{
    SetNextStep, SetCloseDate, Advance, NextStepOrBack, ConfirmNextStep, HearFromThem, AddPerson, NameBuyer, RateChampion, LinkArtifact, FillIn, Prove, Accept, Touch,
}

/// <summary>A rule's answer: its signal, if it has one, and the earliest instant at which time alone could change the answer.</summary>
public readonly record struct Finding(Signal? Signal, DateTimeOffset? NextAt)
{
    public static readonly Finding Silent = new(null, null);
}

/// <summary>
/// One rule over a deal, with all that is said of it. Pure: the same deal at the same instant gets the same answer. What a rule needs and
/// never arrived is unknown, and of what is unknown it is silent.
/// </summary>
public interface INudgeRule
{
    /// <summary>Permanent: it stands in the ledger and in the failure modes of every process.</summary>
    string Id { get; }

    /// <summary>What it is called where its facts are shown: "Buyer silent".</summary>
    string Name { get; }

    /// <param name="tuned">What the process says of it in this stage; null: the rule's own figures hold. Rules that are off are not asked.</param>
    Finding Judge(DealCase deal, SignalTuning? tuned);

    /// <summary>The matter, in one sentence.</summary>
    Text Sentence(Spoken it);

    /// <summary>The same matter in passing, behind another of the same deal.</summary>
    string InPassing(Spoken it);

    /// <summary>How it was settled, in one sentence; null where the deal as it is now does not show how.</summary>
    Text? Settled(Spoken it) => null;

    /// <summary>The buttons that clear it.</summary>
    IEnumerable<Button> Clears(Spoken it);

    /// <summary>What it rests on, with its numbers and dates.</summary>
    IEnumerable<Fact> Facts(Spoken it);

    /// <summary>When it speaks, as a sentence.</summary>
    string Clock(Spoken it);

    /// <summary>What would make it stop, as a sentence.</summary>
    string Stops(Spoken it);
}
