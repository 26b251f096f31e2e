using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// What the stage requires is not filled in, although the healthy time here is over: until then it is what the stage is there to find out.
/// The empty field is no data that never arrived but what the process asks for. What has a rule of its own is left to it. The episode is this stay.
/// </summary>
public sealed class FieldMissing : INudgeRule
{
    public const string RuleId = "field-missing";

    public string Id => RuleId;
    public string Name => "Required field missing";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Plan.Fields.Length == 0 || (tuned?.Days ?? deal.HealthyDays) is not { } days) return Finding.Silent;
        var from = deal.Deal.StageEnteredAt.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return IsAnyMissing(deal)
            ? new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 2, from, days, Clearing.FillIn), null)
            : Finding.Silent;
    }

    public Text Sentence(Spoken it) => $"{it.Who} has been in {it.Stage} for {it.DaysSince(it.Deal.StageEnteredAt)}. Still open: {Names(it)}.";

    public string InPassing(Spoken it) => $"still open: {Names(it)}";

    public Text? Settled(Spoken it)
    {
        if (it.HasMoved) return $"Settled: {it.Who} is in {it.Stage} now.";
        if (IsAnyMissing(it.Case)) return null;
        return $"Done. All that {it.Stage} requires is filled in for {it.Who}.";
    }

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Ways(Missing(it.Case).Select(f => Way.ToFill(it.Deal, f.Field)));

    public IEnumerable<Fact> Facts(Spoken it) => [new("Open", Names(it)), it.InStage(), new("Usual", it.Healthy())];

    public string Clock(Spoken it) => $"It speaks {it.Threshold} after the stage was entered.";

    public string Stops(Spoken it) => "Each of them filled in, or the next stage.";

    private static bool IsAnyMissing(DealCase deal)
    {
        foreach (var asked in deal.Plan.Fields) if (IsMissing(deal, asked)) return true;
        return false;
    }

    private static IEnumerable<RequiredField> Missing(DealCase deal) => deal.Plan.Fields.Where(asked => IsMissing(deal, asked));

    private static bool IsMissing(DealCase deal, RequiredField asked) => !HasItsRule(deal, asked) && !FieldRules.Holds(deal.File, asked.Asks, deal.Today);

    /// <summary>People are left to their own rules once anybody is recorded; until then those are silent.</summary>
    private static bool HasItsRule(DealCase deal, RequiredField asked) => asked.Field switch
    {
        "next-step" => true,
        "close-date" => asked.Rule == "future" && deal.Deal.CloseOn is not null,
        "economic-buyer" or "stakeholders" => deal.File.Stakeholders.Length > 0,
        _ => false,
    };

    private static string Names(Spoken it) => Spoken.Some([.. Missing(it.Case).Select(f => FieldWords.Name(f.Field)).Distinct()]);
}
