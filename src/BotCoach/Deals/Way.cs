using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>What a person does to satisfy something.</summary>
public enum WayKind { Facts, NextStep, Person, Artifact, Note, Quote, Approval }

/// <summary>
/// A way to satisfy a criterion or a required field: a button's label, and the wire action with its value that leads there.
/// </summary>
public sealed record Way(WayKind Kind, string Label, Guid DealId, string Of, string CriterionId = "")
{
    /// <summary>Short enough for a button.</summary>
    public string Label { get; } = Chat.Wording.Short(Label, 60);

    public string Action => Kind switch
    {
        WayKind.Facts => "deal.facts",
        WayKind.NextStep => "deal.next",
        WayKind.Person => "deal.person",
        WayKind.Artifact => "deal.artifact",
        _ => "walk.do",
    };

    public string Value => Kind switch
    {
        WayKind.NextStep => $"{DealId}",
        WayKind.Facts or WayKind.Person or WayKind.Artifact => $"{DealId}:{Of}",
        _ => WalkValue,
    };

    /// <summary>The same way, taken from within the walk: the criterion goes along.</summary>
    public string WalkValue => $"{DealId}:{CriterionId}|{Kind}|{Of}";

    /// <summary>Every way to satisfy this criterion, shortest first: what proves comes before what merely claims. Never empty.</summary>
    /// <param name="today">The owner's.</param>
    public static IReadOnlyList<Way> ToSatisfy(DealFile file, Criterion criterion, Stage? stage, LocalDate today) =>
        [.. criterion.Accepts.DefaultIfEmpty(new Evidence(EvidenceKind.Note))
            .Select(evidence => evidence.Rule is { } rule ? DealRuleGate.WayTo(file, rule, criterion.Id, stage, today) : For(file.Deal, evidence, criterion.Id, stage))
            .DistinctBy(way => (way.Kind, way.Of))
            .OrderBy(way => Length(way.Kind))];

    /// <summary>How a required field is filled.</summary>
    public static Way ToFill(Deal deal, string field, string criterionId = "") => field switch
    {
        "next-step" => new(WayKind.NextStep, "Set the next step", deal.Id, "", criterionId),
        "economic-buyer" => new(WayKind.Person, "Name the economic buyer", deal.Id, "economic-buyer", criterionId),
        "champion" => new(WayKind.Person, "Name the champion", deal.Id, "champion", criterionId),
        "stakeholders" => new(WayKind.Person, "Add a stakeholder", deal.Id, "", criterionId),
        _ => new(WayKind.Facts, $"Fill in {FieldWords.Name(field)}", deal.Id, field, criterionId),
    };

    /// <summary>How strong somebody is who is named already.</summary>
    public static Way ToRate(Deal deal, string criterionId = "") => new(WayKind.Facts, "Rate the champion", deal.Id, "champion", criterionId);

    private static Way For(Deal deal, Evidence evidence, string criterionId, Stage? stage) => evidence.Kind switch
    {
        EvidenceKind.Field => ToFill(deal, evidence.Of ?? "", criterionId),
        EvidenceKind.Rule => ForRule(deal, evidence, criterionId),
        EvidenceKind.Stakeholder => new(WayKind.Person, $"Name the {FieldWords.Name(evidence.Of ?? "stakeholder")}", deal.Id, evidence.Of ?? "", criterionId),
        EvidenceKind.Artifact => new(WayKind.Artifact, $"Link the {FieldWords.ArtifactName(evidence.Of, stage)}", deal.Id, evidence.Of ?? "", criterionId),
        EvidenceKind.Approver => new(WayKind.Approval, $"Ask for the {FieldWords.Name(evidence.Of ?? "manager")}'s yes", deal.Id, evidence.Of ?? "manager", criterionId),
        EvidenceKind.Quote => new(WayKind.Quote, "Write what they said", deal.Id, "", criterionId),
        _ => new(WayKind.Note, "Write a note", deal.Id, "", criterionId),
    };

    private static Way ForRule(Deal deal, Evidence evidence, string criterionId)
    {
        var (field, rule) = FieldWords.Split(evidence.Of);
        return (field, rule) == ("champion", "strong")
            ? ToRate(deal, criterionId)
            : ToFill(deal, field, criterionId);
    }

    private static int Length(WayKind kind) => kind switch
    {
        WayKind.Facts => 0,
        WayKind.NextStep => 1,
        WayKind.Person => 2,
        WayKind.Artifact => 3,
        WayKind.Note => 4,
        WayKind.Approval => 5,
        _ => 6,
    };
}
