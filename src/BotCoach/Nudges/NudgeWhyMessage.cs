using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;

namespace BotCoach.Nudges;

/// <summary>What is open of a deal, and when it is looked at next without anybody touching it; null: when somebody does.</summary>
public sealed record WhyView(DealFile File, IReadOnlyList<Nudge> Open, DateTimeOffset? NextLook, WorkCalendar Calendar, DateTimeOffset Now)
{
    /// <summary>The nudges are of another person than the reader: the deal's owner.</summary>
    public string? Owner { get; init; }
}

/// <summary>Why a nudge is there: the rule, its facts, its clock, and what would make it stop.</summary>
public static class NudgeWhyMessage
{
    public static Message Of(WhyView view)
    {
        var name = view.File.Deal.Name;
        if (view.Open.Count == 0) return Message.Say(Nothing(view));
        var whose = view.Owner is { } owner ? $"{owner}'s" : "your";
        List<Block> blocks = [new Heading($"Why {Wording.Short(name, 80)} is in {whose} brief")];
        foreach (var nudge in view.Open) blocks.AddRange(Of(nudge, view));
        blocks.Add(new Paragraph(NextLook(view), Quiet: true));
        return new Message($"Why {name} is in {whose} brief: {Wording.Count(view.Open.Count, "reason")}.", blocks);
    }

    private static IEnumerable<Block> Of(Nudge nudge, WhyView view)
    {
        var it = new Spoken(nudge, new DealCase(view.File, null, view.Calendar, view.Now));
        if (NudgeRules.Find(nudge.Rule) is not { } rule) yield break;
        yield return new Paragraph($"{Text.Strong(rule.Name)}. {rule.Sentence(it)}");
        yield return new Facts([.. rule.Facts(it), new("Since", $"{it.Day(nudge.Since)}, {it.DaysSince(nudge.Since)}"), new("Weight", Weight(nudge))]);
        yield return new Paragraph($"{rule.Clock(it)}{Answer(nudge, it)}");
        yield return new Paragraph($"What makes it stop: {Wording.LowerFirst(rule.Stops(it))}");
    }

    private static Text Nothing(WhyView view)
    {
        var deal = view.File.Deal;
        if (!deal.IsOpen) return $"{NudgeMessage.Who(deal)} is {deal.Status.ToString().ToLowerInvariant()}: it is in nobody's brief.";
        if (deal.Triage == Triage.Waiting) return $"{NudgeMessage.Who(deal)} came in by an import and waits to be sorted: until then nothing is said of it.";
        if (deal.IsParkedOn(view.Calendar.Today(view.Now))) return $"{NudgeMessage.Who(deal)} is parked: until it wakes nothing is said of it.";
        return $"Nothing speaks of {NudgeMessage.Who(deal)} right now. {NextLook(view)}";
    }

    private static string NextLook(WhyView view) => view.NextLook is { } at && at > view.Now
        ? $"I look at it again {Wording.On(at, view.Calendar.Zone, view.Now)}, and whenever it changes."
        : "I look at it again whenever it changes.";

    private static string Answer(Nudge nudge, Spoken it) => nudge.IsSnoozed(it.Case.Now)
        ? $" It is snoozed: back {it.On(nudge.SnoozedUntil!.Value)}, if it still holds by then."
        : "";

    private static string Weight(Nudge nudge) => $"{nudge.Severity} of 5; it grows with age, up to three times {Wording.Days(nudge.ThresholdDays)}";
}
