using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// One single person is known at the buyer, in a stage by which several should be. Where nobody at all was ever recorded, people are data
/// that never arrived: that is no single thread but none that we know of, and silent. A week's grace in the stage. The episode is this stay.
/// </summary>
public sealed class SingleThreaded : INudgeRule
{
    public const string RuleId = "single-threaded";
    private const int GraceDays = 7;

    public string Id => RuleId;
    public string Name => "Single-threaded";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.File.Stakeholders.Length == 0 || !(deal.Plan.NeedsSeveral || tuned is not null) || deal.OnlyPerson() is null) return Finding.Silent;
        var days = tuned?.Days ?? GraceDays;
        var from = deal.Deal.StageEnteredAt.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, deal.Deal.StageEnteredAt, days, Clearing.AddPerson), null);
    }

    public Text Sentence(Spoken it) => $"At {it.Who} you know {it.Case.OnlyPerson() ?? "one person"} alone. Who else has a say?";

    public string InPassing(Spoken it) => "you know one person there alone";

    public Text? Settled(Spoken it)
    {
        if (it.HasMoved) return $"Settled: {it.Who} is in {it.Stage} now.";
        if (it.Case.OnlyPerson() is not null) return null;
        return $"Done. You know more than one person at {it.Who}.";
    }

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Ways([Way.ToFill(it.Deal, "stakeholders")]);

    public IEnumerable<Fact> Facts(Spoken it) => [new("People known", it.Case.OnlyPerson() ?? "several"), it.InStage()];

    public string Clock(Spoken it) => $"It speaks {it.Threshold} after the stage was entered, from the stage on that asks for several people.";

    public string Stops(Spoken it) => "A second person on their side.";
}
