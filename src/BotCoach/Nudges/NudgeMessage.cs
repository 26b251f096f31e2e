using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The sentences of the nudges: what is the matter, what often helps, and how it was settled.</summary>
public static class NudgeMessage
{
    /// <summary>Why a nudge can be of no use, as it is kept and as it is offered.</summary>
    public static readonly IReadOnlyList<(string Id, string Label)> Reasons =
        [("done", "I did it already"), ("waiting", "I am waiting on purpose"), ("wrong", "The data is wrong"), ("small", "Not worth it")];

    /// <summary>The reason that is kept where the person does not want to hear this kind at all.</summary>
    public const string Muted = "muted";

    /// <summary>The matter, in one sentence.</summary>
    public static Text Sentence(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now) =>
        NudgeRules.Find(nudge.Rule)?.Sentence(Of(nudge, file, calendar, now)) ?? $"{Who(file.Deal)} needs a look.";

    /// <summary>The same matter in passing, behind another of the same deal.</summary>
    public static string InPassing(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now) =>
        NudgeRules.Find(nudge.Rule)?.InPassing(Of(nudge, file, calendar, now)) ?? "it needs a look";

    /// <summary>What the stage says helps when this signal shows, or when the deal is as a condition says; first what both show. Null where it says nothing.</summary>
    public static string? Help(string rule, DealFile file, DateTimeOffset now) => file.Stage?.FailureModes
        .Select(f => (f.Action, Shown: (f.Signal == rule ? 1 : 0) + (f.Rule is { } condition && DealRuleGate.Holds(file, condition, file.Today(now)) ? 1 : 0)))
        .Where(f => f.Shown > 0).OrderByDescending(f => f.Shown).FirstOrDefault().Action;

    /// <summary>How it ended, in one sentence.</summary>
    public static Text Settled(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now)
    {
        if (nudge is { Verdict: NudgeVerdict.NotUseful, VerdictReason: Muted }) return $"Noted, {Who(file.Deal)}: you will not hear this kind again.";
        if (nudge.Verdict == NudgeVerdict.NotUseful) return $"Noted, {Who(file.Deal)}: not useful ({Reason(nudge.VerdictReason)}). This one will not come back.";
        if (nudge.Verdict is null && nudge.IsSnoozed(now))
            return $"Snoozed, {Who(file.Deal)}: back {Wording.On(calendar.Today(nudge.SnoozedUntil!.Value), calendar.Today(now))}, if it still holds by then.";
        return Outcome(Of(nudge, file, calendar, now));
    }

    /// <summary>"since Tuesday" within a week, else "since 3 Nov"; nothing for today.</summary>
    public static string Since(LocalDate day, LocalDate today) => Period.DaysBetween(day, today) switch
    {
        <= 0 => "yet",
        1 => "since yesterday",
        < 7 => $"since {day.DayOfWeek}",
        _ => $"since {Wording.Day(day, today)}",
    };

    public static Span Who(Deal deal) => Text.Strong(deal.Called);

    public static string StageName(DealFile file) => file.Stage?.Name ?? file.Deal.StageId;

    /// <summary>What holds of every deal first; then what the rule makes of the deal as it is now.</summary>
    private static Text Outcome(Spoken it)
    {
        if (!it.Deal.IsOpen) return $"Settled: {it.Who} is {it.Deal.Status.ToString().ToLowerInvariant()}.";
        if (it.Nudge.PersonId != it.Deal.OwnerId) return $"Settled: {it.Who} has another owner now.";
        if (it.Case.IsParked) return $"Settled: {it.Who} is parked.";
        return NudgeRules.Find(it.Nudge.Rule)?.Settled(it) ?? $"Settled: {it.Who}.";
    }

    private static Spoken Of(Nudge nudge, DealFile file, WorkCalendar calendar, DateTimeOffset now) => new(nudge, new DealCase(file, null, calendar, now));

    private static string Reason(string? id) => Reasons.FirstOrDefault(r => r.Id == id).Label is { } label ? Wording.LowerFirst(label) : "no reason given";
}
