using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>A nudge and the deal it speaks of as it is now: what the words of a rule are made from.</summary>
public sealed record Spoken(Nudge Nudge, DealCase Case)
{
    public DealFile File => Case.File;
    public Deal Deal => Case.Deal;
    public LocalDate Today => Case.Today;

    public string Name => Deal.Called;
    public Span Who => Text.Strong(Name);
    public string Stage => NudgeMessage.StageName(File);
    public string Step => Wording.Short(Deal.NextStep ?? "", 100);

    /// <summary>The deal is no longer in the stay that the nudge spoke of.</summary>
    public bool HasMoved => Nudge.Occurrence.Contains('@', StringComparison.Ordinal) && Nudge.Occurrence != Case.Stay;

    /// <summary>"Thu 27 Nov"; nothing for none.</summary>
    public string Day(LocalDate? day) => day is { } on ? Wording.Day(on, Today) : "";

    public string Day(DateTimeOffset at) => Wording.Day(Case.Calendar.Today(at), Today);

    /// <summary>"yesterday", "on Thu 27 Nov".</summary>
    public string On(LocalDate? day) => day is { } on ? Wording.On(on, Today) : "";

    public string On(DateTimeOffset at) => On(Case.Calendar.Today(at));

    /// <summary>"since Tuesday", "since 3 Nov".</summary>
    public string Since(DateTimeOffset at) => NudgeMessage.Since(Case.Calendar.Today(at), Today);

    public string DaysSince(DateTimeOffset at) => Wording.Days(Math.Floor((Case.Now - at).TotalDays));

    public string Threshold => Wording.Days(Nudge.ThresholdDays);

    public Fact InStage() => new("In the stage", $"{Stage} since {Day(Deal.StageEnteredAt)}, {DaysSince(Deal.StageEnteredAt)}");

    public Fact NextStep() => new("Next step", NextSteps.IsDated(Deal) ? $"“{Step}”, {Day(Deal.NextStepOn)}{(Deal.NextStepConfirmed ? ", confirmed by them" : "")}" : "none with a day");

    public Fact CloseDate() => new("Close date", Deal.CloseOn is null ? "none" : Day(Deal.CloseOn));

    /// <summary>What is healthy here, and whose figure that is.</summary>
    public string Healthy() => Deal.StageMedianDays is { } median
        ? $"your team usually takes {Wording.Days(median)}"
        : $"{Wording.Days(Case.HealthyDays ?? 0)} is healthy there";

    /// <summary>"impact, success criteria and 2 more".</summary>
    public static string Some(IReadOnlyList<string> things) => things.Count <= 3 ? Wording.List(things) : $"{string.Join(", ", things.Take(2))} and {things.Count - 2} more";
}
