using System.Globalization;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>The event since which a deal is without a dated next step: its number names the episode.</summary>
public sealed record NextStepGap(int Seq, DateTimeOffset Since);

/// <summary>A deal as the rules see it: the file, the owner's calendar, and now. What several rules ask is worked out once.</summary>
public sealed class DealCase(DealFile file, NextStepGap? gap, WorkCalendar calendar, DateTimeOffset now)
{
    private string? _stay;

    public DealFile File => file;
    public NextStepGap? Gap => gap;
    public WorkCalendar Calendar => calendar;
    public DateTimeOffset Now => now;
    public Deal Deal => file.Deal;
    public LocalDate Today { get; } = calendar.Today(now);

    /// <summary>What the stage asks; of a stage that its process knows no longer it asks nothing.</summary>
    public StagePlan Plan { get; } = StagePlan.Of(file.Book, file.Deal.StageId);

    /// <summary>Null when its process knows the stage no longer: then what a stage would say is unknown, and silent.</summary>
    public Stage? Stage => Plan.Stage;

    /// <summary>How long a deal usually stays here: the team's own median as it was pinned, else the guideline.</summary>
    public double? HealthyDays => (Deal.StageMedianDays ?? Stage?.Guideline.For(Deal.Segment)) is { } days and > 0 ? days : null;

    public bool IsParked => Deal.IsParkedOn(Today);

    /// <summary>A parked deal wakes at its owner's midnight.</summary>
    public DateTimeOffset? ParkedEnd => Deal.ParkedUntil is { } until ? Calendar.Midnight(until) : null;

    /// <summary>A step without a day can never be overdue, so it is none.</summary>
    public bool HasNextStep => NextSteps.IsDated(Deal);

    /// <summary>It is agreed who does what when: the deal is not stale, it waits for that day.</summary>
    public bool HasConfirmedFutureStep => HasNextStep && Deal.NextStepConfirmed && Deal.NextStepOn >= Today;

    /// <summary>Whose move it is; asked before anything is called stale.</summary>
    public Waiting Turn => DealTurn.Of(Deal, Today);

    /// <summary>This stay in this stage.</summary>
    public string Stay => _stay ??= string.Create(CultureInfo.InvariantCulture, $"{Deal.StageId}@{Deal.StageEnteredAt.ToUnixTimeMilliseconds()}");

    /// <summary>The end of a day that is not over yet; null for one that is, and for none.</summary>
    public DateTimeOffset? EndOf(LocalDate? day) => day is { } on && on >= Today ? After(on) : null;

    /// <summary>The first instant after a day: when a date that was not met becomes one that was missed.</summary>
    public DateTimeOffset After(LocalDate day) => Calendar.Midnight(day.PlusDays(1));

    /// <summary>Silent while a confirmed step lies ahead, until its day is over.</summary>
    public Finding WaitingForStep() => new(null, After(Deal.NextStepOn!.Value));

    /// <summary>
    /// The earliest instant at which what the gate reads runs out by time alone: days in the future, waivers, overrides.
    /// </summary>
    public DateTimeOffset? ProofRunsOutAt()
    {
        var first = NudgeRules.Earliest([EndOf(Deal.CloseOn), EndOf(Deal.NextStepOn)]);
        foreach (var answer in file.Answers) if (answer.WaivedUntil > now && !(first <= answer.WaivedUntil)) first = answer.WaivedUntil;
        foreach (var given in file.Overrides) if (given.ExpiresAt > now && !(first <= given.ExpiresAt)) first = given.ExpiresAt;
        return first;
    }
}

/// <summary>When a deal counts as having a next step.</summary>
public static class NextSteps
{
    public static bool IsDated(Deal deal) => !string.IsNullOrWhiteSpace(deal.NextStep) && deal.NextStepOn is not null;
}
