using System.Globalization;
using BotCoach.Channels;
using BotCoach.Stages;

namespace BotCoach.Nudges.Rules;

/// <summary>
/// A handoff lies before its receiver longer than the process allows, in the receiver's working time. The sender, whose deal it still is, hears of it; the
/// receiver and the receiver's manager hear by the handoff's own clock. The episode is the day by which an answer was due.
/// </summary>
public sealed class HandoffLate : INudgeRule
{
    public const string RuleId = "handoff-late";

    public string Id => RuleId;
    public string Name => "Handoff not accepted";

    public Finding Judge(DealCase deal, SignalTuning? tuned)
    {
        if (deal.Deal.HandoffDueAt is not { } due) return Finding.Silent;
        if (deal.Now < due) return new Finding(null, due);
        return new Finding(new Signal(RuleId, string.Create(CultureInfo.InvariantCulture, $"handoff-{due.ToUnixTimeMilliseconds()}"), tuned?.Severity ?? 4, due, 1, Clearing.Accept), null);
    }

    public Text Sentence(Spoken it) => $"The handoff of {it.Who} waits to be accepted.";

    public string InPassing(Spoken it) => "its handoff waits to be accepted";

    public IEnumerable<Button> Clears(Spoken it) => [new Button("See the handoff", "deal.handover", $"{it.Deal.Id}", Look.Main)];

    public IEnumerable<Fact> Facts(Spoken it) => [new("An answer was due", it.Deal.HandoffDueAt is { } due ? it.Day(due) : "none"), it.InStage()];

    public string Clock(Spoken it) => "It speaks once the time to accept it, in working hours, is over.";

    public Text? Settled(Spoken it) => it.Deal.HandoffDueAt is not null ? null : (Text)$"Done. The handoff of {it.Who} was answered.";

    public string Stops(Spoken it) => "The receiver's yes, or the handoff returned with what is missing.";
}
