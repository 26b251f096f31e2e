using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// A new lead was not touched in time: the process's response time has passed in its owner's working hours since they wrote, and nobody has said that we touched
/// them. Silent of a deal that was no lead, or of which nobody knows when it came in. The episode is the lead itself.
/// </summary>
public sealed class LeadUntouched : INudgeRule
{
    public const string RuleId = "lead-untouched";

    /// <summary>What age is measured against: a lead is old after a day.</summary>
    private const double FreshDays = 1;

    public string Id => RuleId;
    public string Name => "Lead not touched";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (LeadClock.DueAt(deal.Deal, deal.File.Book.Rules.LeadResponseMinutes, deal.Calendar) is not { } due) return Finding.Silent;
        if (deal.Now < due) return new Finding(null, due);
        return new Finding(new Signal(RuleId, $"lead-{deal.Deal.LeadReceivedAt!.Value.ToUnixTimeMilliseconds()}", tuned?.Severity ?? 4, due, FreshDays, Clearing.Touch), null);
    }

    public Text Sentence(Spoken it) => $"{it.Who} waits for a first word from us. They wrote {Written(it)}.";

    public string InPassing(Spoken it) => "it waits for a first word from us";

    public Text? Settled(Spoken it)
    {
        if (it.Deal.LeadAnsweredAt is not { } answered) return null;
        return $"Done. {it.Who} had a first word {it.On(answered)}.";
    }

    public IEnumerable<Button> Clears(Spoken it) => [new Button("I touched them", "deal.touched", $"{it.Deal.Id}", Look.Main)];

    public IEnumerable<Fact> Facts(Spoken it) =>
    [
        new("They wrote", Written(it)), new("Time to answer a lead here", Wording.Count(Minutes(it), "minute")),
        new("Answered", it.Deal.LeadAnsweredAt is { } answered ? it.Day(answered) : "nobody said"), it.InStage(),
    ];

    public string Clock(Spoken it) => $"It speaks once {Wording.Count(Minutes(it), "minute")} of your working time have passed since they wrote.";

    public string Stops(Spoken it) => "A first touch, or a word of theirs.";

    private static int Minutes(Spoken it) => it.File.Book.Rules.LeadResponseMinutes;

    private static string Written(Spoken it) => it.Deal.LeadReceivedAt is { } at ? Wording.On(at, it.Case.Calendar.Zone, it.Case.Now) : "at a time that nobody knows";
}
