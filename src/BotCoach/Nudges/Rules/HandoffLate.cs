using BotCoach.Channels;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>A handoff was not accepted in time. No handoff is recorded yet, so it is unknown of every deal, and silent.</summary>
public sealed class HandoffLate : INudgeRule
{
    public const string RuleId = "handoff-late";

    public string Id => RuleId;
    public string Name => "Handoff not accepted";

    public Finding Judge(DealCase deal, SignalTuning? tuned) => Finding.Silent;

    public Text Sentence(Spoken it) => $"The handoff of {it.Who} waits to be accepted.";

    public string InPassing(Spoken it) => "its handoff waits to be accepted";

    public IEnumerable<Button> Clears(Spoken it) => [new Button("Open the deal", "deal.show", $"{it.Deal.Id}", Look.Main)];

    public IEnumerable<Fact> Facts(Spoken it) => [it.InStage()];

    public string Clock(Spoken it) => "It speaks once the time to accept it, in working hours, is over.";

    public string Stops(Spoken it) => "The receiver's yes, or the handoff returned with what is missing.";
}
