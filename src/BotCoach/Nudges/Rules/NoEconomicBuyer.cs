using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// No economic buyer is named, in or after the stage that needs one. Where nobody at all was ever recorded, people are data that never arrived,
/// and silent; what the stage requires of them is then said with the other missing fields. A week's grace. The episode is this stay.
/// </summary>
public sealed class NoEconomicBuyer : INudgeRule
{
    public const string RuleId = "no-economic-buyer";
    private const int GraceDays = 7;

    public string Id => RuleId;
    public string Name => "No economic buyer";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.File.Stakeholders.Length == 0 || !(deal.Plan.NeedsBuyer || tuned is not null) || deal.EconomicBuyer is not null) return Finding.Silent;
        var days = tuned?.Days ?? GraceDays;
        var from = deal.Deal.StageEnteredAt.AddDays(days);
        if (deal.Now < from) return new Finding(null, from);
        return new Finding(new Signal(RuleId, deal.Stay, tuned?.Severity ?? 3, deal.Deal.StageEnteredAt, days, Clearing.NameBuyer), null);
    }

    public Text Sentence(Spoken it) => $"{it.Who} is in {it.Stage} without an economic buyer. Who signs for the money?";

    public string InPassing(Spoken it) => "no economic buyer is named";

    public Text? Settled(Spoken it)
    {
        if (it.Case.EconomicBuyer is { } buyer) return $"Done. The economic buyer at {it.Who}: {buyer.Name}.";
        if (!it.HasMoved) return null;
        return $"Settled: {it.Who} is in {it.Stage} now.";
    }

    public IEnumerable<Button> Clears(Spoken it) => NudgeWays.Ways([Way.ToFill(it.Deal, "economic-buyer")]);

    public IEnumerable<Fact> Facts(Spoken it) =>
        [new("People known", Spoken.Some([.. it.File.Stakeholders.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase)])), new("Economic buyer", "nobody"), it.InStage()];

    public string Clock(Spoken it) => $"It speaks {it.Threshold} after the stage was entered, from the stage on that needs one.";

    public string Stops(Spoken it) => "The name of whoever decides over the money.";
}
