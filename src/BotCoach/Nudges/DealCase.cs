using System.Globalization;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The event since which a deal is without a dated next step: its number names the episode.</summary>
public sealed record NextStepGap(int Seq, DateTimeOffset Since);

/// <summary>A deal as the rules see it: the file, the owner's calendar, and now.</summary>
public sealed record DealCase(DealFile File, NextStepGap? Gap, WorkCalendar Calendar, DateTimeOffset Now)
{
    public Deal Deal => File.Deal;

    /// <summary>Null when its process knows the stage no longer: then what a stage would say is unknown, and silent.</summary>
    public Stage? Stage => File.Stage;

    public LocalDate Today => Calendar.Today(Now);

    public bool IsParked => Deal.IsParkedOn(Today);

    /// <summary>A parked deal wakes at its owner's midnight.</summary>
    public DateTimeOffset? ParkedEnd => Deal.ParkedUntil is { } until ? Calendar.Midnight(until) : null;

    /// <summary>A step without a day can never be overdue, so it is none.</summary>
    public bool HasNextStep => NextSteps.IsDated(Deal);

    /// <summary>It is agreed who does what when: the deal is not stale, it waits for that day.</summary>
    public bool HasConfirmedFutureStep => HasNextStep && Deal.NextStepConfirmed && Deal.NextStepOn >= Today;

    /// <summary>This stay in this stage.</summary>
    public string Stay => string.Create(CultureInfo.InvariantCulture, $"{Deal.StageId}@{Deal.StageEnteredAt.ToUnixTimeMilliseconds()}");

    /// <summary>The end of a day that is not over yet; null for one that is, and for none.</summary>
    public DateTimeOffset? EndOf(LocalDate? day) => day is { } on && on >= Today ? After(on) : null;

    /// <summary>The first instant after a day: when a date that was not met becomes one that was missed.</summary>
    public DateTimeOffset After(LocalDate day) => Calendar.Midnight(day.PlusDays(1));
}

/// <summary>When a deal counts as having a next step.</summary>
public static class NextSteps
{
    public static bool IsDated(Deal deal) => !string.IsNullOrWhiteSpace(deal.NextStep) && deal.NextStepOn is not null;
}
