using BotCoach.Channels;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>A new lead was not touched in time. When a lead came in is not recorded yet, so it is unknown of every deal, and silent.</summary>
public sealed class LeadUntouched : INudgeRule
{
    public const string RuleId = "lead-untouched";

    public string Id => RuleId;
    public string Name => "Lead not touched";

    public Finding Judge(DealCase deal, SignalTuning? tuned) => Finding.Silent;

    public Text Sentence(Spoken it) => $"{it.Who} waits for a first word from us.";

    public string InPassing(Spoken it) => "it waits for a first word from us";

    public IEnumerable<Button> Clears(Spoken it) => [new Button("I touched them", "deal.touched", $"{it.Deal.Id}", Look.Main)];

    public IEnumerable<Fact> Facts(Spoken it) => [it.InStage()];

    public string Clock(Spoken it) => "It speaks once the process's response time, in working hours, is over.";

    public string Stops(Spoken it) => "A first touch.";
}
