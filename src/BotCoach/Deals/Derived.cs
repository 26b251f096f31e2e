using BotCoach.Chat;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Evidence that the deal's own data gives: a field, a rule over the deal, a named stakeholder, an artifact.</summary>
internal static class Derived
{
    public static CriterionStanding? From(DealFile file, Criterion criterion, LocalDate today)
    {
        foreach (var evidence in criterion.Accepts)
        {
            if (Proof(file, evidence, today) is not var (what, origins)) continue;
            var from = origins.Select(o => file.Origins.GetValueOrDefault(o)).Where(o => o is not null).MaxBy(o => o!.At);
            return new CriterionStanding(criterion, AnswerState.Evidenced) { Kind = evidence.Kind, What = what, From = from };
        }
        return null;
    }

    /// <summary>What proves it, and the names in the history under which it changes; null when it does not.</summary>
    private static (string What, string[] Origins)? Proof(DealFile file, Evidence evidence, LocalDate today)
    {
        switch (evidence.Kind)
        {
            case EvidenceKind.Field when FieldRules.Holds(file, evidence.Of ?? "", "present", today):
                return (What(file, evidence.Of!), OriginsOf(evidence.Of!));
            case EvidenceKind.Rule when FieldWords.Split(evidence.Of) is var (field, rule) && FieldRules.Holds(file, field, rule, today):
                return (What(file, field), OriginsOf(field));
            case EvidenceKind.Stakeholder when file.InRole(evidence.Of ?? "") is { } person:
                return (NameOf(person), [$"stakeholder:{person.Role}"]);
            case EvidenceKind.Artifact when file.Artifacts.LastOrDefault(a => a.SpecId == evidence.Of && !string.IsNullOrWhiteSpace(a.Link)) is { } artifact:
                return (artifact.Link, [$"artifact:{artifact.SpecId}"]);
            default:
                return null;
        }
    }

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
