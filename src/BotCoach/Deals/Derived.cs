using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Evidence that the deal's own data gives: a field, a rule over the deal, a named stakeholder, an artifact.</summary>
internal static class Derived
{
    /// <summary>A rule that reads more is told by so much of it.</summary>
    private const int MostTold = 3;

    /// <summary>The first evidence for a criterion that holds; null where none does.</summary>
    public static Evidence? Proof(DealFile file, Criterion criterion, LocalDate today)
    {
        foreach (var evidence in criterion.Accepts) if (Proves(file, evidence, today)) return evidence;
        return null;
    }

    /// <summary>A criterion that this proves, in words.</summary>
    public static CriterionStanding Standing(DealFile file, Criterion criterion, Evidence proof) => new(criterion, AnswerState.Evidenced)
    {
        Kind = proof.Kind, What = What(file, proof), From = OriginsOf(file, proof).Select(o => file.Origins.GetValueOrDefault(o)).Where(o => o is not null).MaxBy(o => o!.At),
    };

    private static bool Proves(DealFile file, Evidence evidence, LocalDate today) => evidence.Kind switch
    {
        EvidenceKind.Rule when evidence.Rule is { } rule => DealRuleGate.Holds(file, rule, today),
        EvidenceKind.Field or EvidenceKind.Rule => FieldRules.Holds(file, evidence.Asks, today),
        EvidenceKind.Stakeholder => file.InRole(evidence.Of ?? "") is not null,
        EvidenceKind.Artifact => file.LinkOf(evidence.Of) is not null,
        _ => false,
    };

    private static string What(DealFile file, Evidence proof) => proof.Kind switch
    {
        EvidenceKind.Stakeholder => NameOf(file.InRole(proof.Of ?? "")!),
        EvidenceKind.Artifact => file.LinkOf(proof.Of)!,
        EvidenceKind.Rule when proof.Rule is { } rule => What(file, rule),
        _ => What(file, proof.Asks.Field),
    };

    /// <summary>The names in the history under which it changes.</summary>
    private static string[] OriginsOf(DealFile file, Evidence proof) => proof.Kind switch
    {
        EvidenceKind.Stakeholder => [$"stakeholder:{proof.Of}"],
        EvidenceKind.Artifact => [$"artifact:{proof.Of}"],
        EvidenceKind.Rule when proof.Rule is { } rule => [.. rule.Leaves().SelectMany(l => OriginsOf(file.Deal, l.Subject)).Distinct()],
        _ => OriginsOf(proof.Asks.Field),
    };

    /// <summary>Counts of stakeholders are told by the same names, and a field by the same value, whatever is asked of it.</summary>
    private static (RuleTerm, string) Told(RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Asked => (RuleTerm.Field, subject.Asks.Field),
        RuleTerm.Departments => (RuleTerm.Stakeholders, ""),
        _ => (subject.Of, subject.Name),
    };

    /// <summary>The values that it reads; where there are none to show, as for people who are not there, what it asks.</summary>
    private static string What(DealFile file, DealRule rule)
    {
        var told = rule.Leaves().Select(l => l.Subject).DistinctBy(Told).Select(s => What(file, s)).Where(w => w.Length > 0).Take(MostTold).ToList();
        return told.Count > 0 ? string.Join("; ", told) : RuleWords.Of(rule);
    }

    private static string What(DealFile file, RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Field when subject.Name == "amount" && file.Deal.Amount is null => "",
        RuleTerm.Stakeholders when subject.Name.Length > 0 => file.InRole(subject.Name) is { } person ? NameOf(person) : "",
        RuleTerm.Artifacts => file.LinkOf(subject.Name) ?? "",
        RuleTerm.Custom => RuleFacts.Custom(file.Deal, subject.Name) ?? "",
        _ => What(file, subject.Field!),
    };

    private static string[] OriginsOf(Deal deal, RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Stakeholders when subject.Name.Length > 0 => [$"stakeholder:{subject.Name}"],
        RuleTerm.Artifacts => [$"artifact:{subject.Name}"],
        RuleTerm.Custom => [FieldInput.OwnKey(RuleFacts.NameOf(deal, subject.Name))],
        _ => OriginsOf(subject.Field!),
    };

    private static string What(DealFile file, string field) => field switch
    {
        "amount" => Wording.Money(file.Deal.Amount ?? 0, file.Deal.Currency),
        "close-date" => file.Deal.CloseOn?.ToString("d MMM yyyy", System.Globalization.CultureInfo.InvariantCulture) ?? "",
        "next-step" => file.Deal.NextStep ?? "",
        "champion" => file.InRole("champion") is { } champion ? NameOf(champion) : "",
        "economic-buyer" => file.InRole("economic-buyer") is { } buyer ? NameOf(buyer) : "",
        "stakeholders" => Wording.List([.. file.Stakeholders.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Take(4)]),
        "account" => file.Deal.Account ?? "",
        "segment" => file.Deal.Segment ?? "",
        "lead-source" => file.Deal.LeadSource ?? "",
        _ => file.Deal.Facts.GetValueOrDefault(field, ""),
    };

    private static string[] OriginsOf(string field) => field switch
    {
        "close-date" => ["close-on"],
        "next-step" => ["next-step", "next-step-on", "next-step-confirmed"],
        "champion" => ["champion", "stakeholder:champion"],
        "economic-buyer" => ["stakeholder:economic-buyer"],
        "stakeholders" => [.. KnownFields.StakeholderRoles.Select(r => $"stakeholder:{r}")],
        "amount" or "account" or "segment" or "lead-source" => [field],
        _ => [$"fact:{field}"],
    };

    private static string NameOf(Stakeholder person) => string.IsNullOrWhiteSpace(person.Title) ? person.Name : $"{person.Name}, {person.Title}";
}
