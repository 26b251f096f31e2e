using System.Globalization;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Nudges;

/// <summary>The event since which a deal is without a dated next step: its number names the episode.</summary>
public sealed record NextStepGap(int Seq, DateTimeOffset Since);

/// <summary>A deal as the rules see it: the file, the owner's calendar, and now. What several rules ask is worked out once.</summary>
public sealed class DealCase(DealFile file, NextStepGap? gap, WorkCalendar calendar, DateTimeOffset now)
{
    private string? _stay;
    private GuidelineDays? _guideline;
    private DateTimeOffset? _stepOver;
    private DateTimeOffset? _closeOver;
    private (DateTimeOffset? At, bool IsKnown) _proofRunsOut;

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
    public double? HealthyDays => (Deal.StageMedianDays ?? Guideline?.Here) is { } days and > 0 ? days : null;

    /// <summary>The guideline of the deal's segment; null where the stage is not known.</summary>
    public GuidelineDays? Guideline => _guideline ??= Plan.DaysOf(Deal.Segment);

    public bool IsParked => Deal.IsParkedOn(Today);

    /// <summary>A parked deal wakes at its owner's midnight.</summary>
    public DateTimeOffset? ParkedEnd => Deal.ParkedUntil is { } until ? Calendar.Midnight(until) : null;

    /// <summary>A step without a day can never be overdue, so it is none.</summary>
    public bool HasNextStep => NextSteps.IsDated(Deal);

    /// <summary>It is agreed who does what when: the deal is not stale, it waits for that day.</summary>
    public bool HasConfirmedFutureStep => HasNextStep && Deal.NextStepConfirmed && Deal.NextStepOn >= Today;

    /// <summary>The stage's cadence is under way: what comes next is the next touch.</summary>
    public bool IsFollowedUp => Cadence is { Days.Count: > 0 } && Touches.Of(Deal) is not null;

    /// <summary>When this stage follows up; null where the stage is not known.</summary>
    public Cadence? Cadence => Stage is null ? null : Stage.Cadence ?? Cadence.Usual;

    public Stakeholder? Champion => file.InRole("champion");
    public Stakeholder? EconomicBuyer => file.InRole("economic-buyer");

    /// <summary>Who is known at the buyer where it is a single one, by names that say something; null for nobody, and for several.</summary>
    public string? OnlyPerson()
    {
        string? only = null;
        foreach (var person in file.Stakeholders)
        {
            if (Placeholders.IsNoName(person.Name)) continue;
            if (only is not null && !only.AsSpan().Trim().Equals(person.Name.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase)) return null;
            only ??= person.Name;
        }
        return only?.Trim();
    }

    /// <summary>Whose move it is; asked before anything is called stale.</summary>
    public Waiting Turn => DealTurn.Of(Deal, Today);

    /// <summary>This stay in this stage.</summary>
    public string Stay => _stay ??= string.Create(CultureInfo.InvariantCulture, $"{Deal.StageId}@{Deal.StageEnteredAt.ToUnixTimeMilliseconds()}");

    /// <summary>The first instant after the next step's day, of a step that has one: when a date that was not met becomes one that was missed.</summary>
    public DateTimeOffset StepOver => _stepOver ??= After(Deal.NextStepOn!.Value);

    /// <summary>The first instant after the close date, where there is one.</summary>
    public DateTimeOffset CloseOver => _closeOver ??= After(Deal.CloseOn!.Value);

    public AnswerState StateOf(Criterion criterion) => StageGate.StateOf(file, criterion, Today, now);

    public bool Passes(Criterion criterion) => StageGate.Passes(file, criterion, Today, now);

    /// <summary>Silent while a confirmed step lies ahead, until its day is over.</summary>
    public Finding WaitingForStep() => new(null, StepOver);

    /// <summary>
    /// The earliest instant at which what the gate reads runs out by time alone: days in the future, waivers, overrides.
    /// </summary>
    public DateTimeOffset? ProofRunsOutAt()
    {
        if (!_proofRunsOut.IsKnown) _proofRunsOut = (FirstEnd(), true);
        return _proofRunsOut.At;
    }

    /// <summary>The earliest instant at which a rule of the process over the deal's days may answer otherwise by time alone.</summary>
    public DateTimeOffset? RulesTurnAt()
    {
        DateTimeOffset? first = null;
        foreach (var (field, days) in Plan.Days)
            if (DayOf(field)?.PlusDays(-days) is { } day)
                foreach (var turn in (LocalDate[])[day, day.PlusDays(1)])
                    if (turn > Today) first = NudgeRules.Earlier(first, calendar.Midnight(turn));
        return first;
    }

    private LocalDate? DayOf(string field) => field switch
    {
        "close-date" => Deal.CloseOn,
        "next-step" => Deal.NextStepOn,
        _ => LocalDatePattern.Iso.Parse(Deal.Facts.GetValueOrDefault(field, "").Trim()).TryGetValue(default, out var day) ? day : null,
    };

    private DateTimeOffset? FirstEnd()
    {
        var first = NudgeRules.Earlier(Deal.CloseOn >= Today ? CloseOver : null, Deal.NextStepOn >= Today ? StepOver : null);
        foreach (var answer in file.Answers) if (answer.WaivedUntil > now) first = NudgeRules.Earlier(first, answer.WaivedUntil);
        foreach (var given in file.Overrides) if (given.ExpiresAt > now) first = NudgeRules.Earlier(first, given.ExpiresAt);
        return first;
    }

    private DateTimeOffset After(LocalDate day) => calendar.Midnight(day.PlusDays(1));
}
