using System.Collections.Immutable;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Who last said something of a deal, when, on which channel, and by what means.</summary>
public sealed record Origin(Guid? PersonId, DateTimeOffset At, string Channel, By By);

/// <summary>
/// Everything that a judgement of a deal needs, read once: two judgements of the same file agree, whoever asks and on whatever path.
/// </summary>
public sealed record DealFile(
    Deal Deal,
    StageBook Book,
    ImmutableArray<Answer> Answers,
    ImmutableArray<Stakeholder> Stakeholders,
    ImmutableArray<Artifact> Artifacts,
    ImmutableArray<GateOverride> Overrides)
{
    /// <summary>The owner's zone: days are judged in the owner's calendar, whoever asks.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZone.Utc;

    /// <summary>On how many deals the same words stand, by the field they stand in (see <see cref="SaidText.Field"/>); absent is one.</summary>
    public IReadOnlyDictionary<string, int> SameWordsOn { get; init; } = new Dictionary<string, int>();

    /// <summary>Who last changed what, by the fields' names in the history; only in a file opened for a single deal.</summary>
    public IReadOnlyDictionary<string, Origin> Origins { get; init; } = new Dictionary<string, Origin>();

    /// <summary>The stage the deal is in; null when its process knows it no longer.</summary>
    public Stage? Stage => Book.Find(Deal.StageId);

    /// <summary>How long a deal usually stays where this one is: the team's own median as it was pinned, else the guideline; null where nobody ever said.</summary>
    public double? HealthyDays => (Deal.StageMedianDays ?? Stage?.Guideline.For(Deal.Segment)) is { } days and > 0 ? days : null;

    public LocalDate Today(DateTimeOffset now) => Day(now, Zone);

    public static LocalDate Day(DateTimeOffset at, DateTimeZone zone) => Instant.FromDateTimeOffset(at).InZone(zone).Date;

    public Answer? AnswerTo(string criterionId)
    {
        foreach (var answer in Answers) if (answer.CriterionId == criterionId) return answer;
        return null;
    }

    public Stakeholder? InRole(string role)
    {
        foreach (var person in Stakeholders) if (person.Role == role && !Placeholders.IsNoName(person.Name)) return person;
        return null;
    }

    /// <summary>The last link to a document of this kind.</summary>
    public string? LinkOf(string? specId)
    {
        for (var i = Artifacts.Length - 1; i >= 0; i--) if (Artifacts[i].SpecId == specId && !string.IsNullOrWhiteSpace(Artifacts[i].Link)) return Artifacts[i].Link;
        return null;
    }

    public int SameWords(string field) => SameWordsOn.Count == 0 ? 1 : SameWordsOn.GetValueOrDefault(field, 1);
}
