using System.Collections.Frozen;
using System.Globalization;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Deals;

/// <summary>Whether a field of a deal satisfies a rule of <see cref="KnownFields.Rules"/>.</summary>
public static class FieldRules
{
    /// <summary>Facts in which the same words on many deals betray that nobody asked. Terms, dates and prices repeat by nature.</summary>
    public static readonly FrozenSet<string> Prose = FrozenSet.Create(
    [
        "trigger", "hypothesis", "outreach-angle", "problem", "impact", "success-criteria", "desired-outcome",
        "decision-process", "decision-people", "decision-criteria", "why-now", "requirements", "first-milestone", "expansion",
    ]);

    /// <summary>Under which name the words of each are counted: see <see cref="SaidText.Field"/>.</summary>
    private static readonly FrozenDictionary<string, string> CountedAs = Prose.ToFrozenDictionary(fact => fact, fact => $"fact:{fact}");

    /// <summary>A rule that is not known holds never, so that a typo cannot open a gate.</summary>
    public static bool Holds(DealFile file, string field, string rule, LocalDate today) => field switch
    {
        "amount" => rule == "present" ? file.Deal.Amount is not null : rule == "positive" && file.Deal.Amount > 0,
        "close-date" => rule == "present" ? file.Deal.CloseOn is not null : rule == "future" && file.Deal.CloseOn >= today,
        "next-step" => NextStep(file.Deal, rule, today),
        "champion" => Champion(file, rule),
        "economic-buyer" => rule == "present" && file.InRole("economic-buyer") is not null,
        "stakeholders" => Stakeholders(file, rule),
        "account" => rule == "present" && !Placeholders.IsNoName(file.Deal.Account),
        "segment" => rule == "present" && !Placeholders.IsOne(file.Deal.Segment),
        "lead-source" => rule == "present" && !Placeholders.IsOne(file.Deal.LeadSource),
        _ => Fact(file, field, rule),
    };

    /// <summary>A number in somebody's words: "$12,500 a month" is 12500.</summary>
    public static decimal? NumberIn(string? words)
    {
        if (words is null) return null;
        var digits = string.Concat(words.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c is ',' or '.')).TrimEnd('.', ',');
        return decimal.TryParse(digits.Replace(",", ""), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool NextStep(Deal deal, string rule, LocalDate today)
    {
        if (Placeholders.IsOne(deal.NextStep)) return false;
        return rule switch
        {
            "present" => true,
            "dated" => deal.NextStepOn is not null,
            "future" => deal.NextStepOn >= today,
            "confirmed" => deal.NextStepOn is not null && deal.NextStepConfirmed,
            _ => false,
        };
    }

    private static bool Champion(DealFile file, string rule) => rule switch
    {
        "present" => file.InRole("champion") is not null,
        "strong" => file.InRole("champion") is not null && file.Deal.ChampionStrength >= KnownFields.StrongChampion,
        _ => false,
    };

    private static bool Stakeholders(DealFile file, string rule)
    {
        var named = file.Stakeholders.Where(s => !Placeholders.IsNoName(s.Name)).ToList();
        return rule switch
        {
            "at-least-2" => DistinctNames(named) >= 2,
            "at-least-3" => DistinctNames(named) >= 3,
            "two-departments" => named.Where(s => !Placeholders.IsNoName(s.Department))
                .Select(s => s.Department!.Trim().ToLowerInvariant()).Distinct().Count() >= 2,
            _ => false,
        };
    }

    private static int DistinctNames(List<Stakeholder> named) => named.Select(s => s.Name.Trim().ToLowerInvariant()).Distinct().Count();

    private static bool Fact(DealFile file, string field, string rule)
    {
        if (!file.Deal.Facts.TryGetValue(field, out var value) || !KnownFields.Facts.Contains(field)) return false;
        if (Placeholders.IsOne(value, CountedAs.TryGetValue(field, out var counted) ? file.SameWords(counted) : 1)) return false;
        return rule switch
        {
            "present" => true,
            "positive" => NumberIn(value) > 0,
            "quantified" => value!.Any(char.IsAsciiDigit),
            "not-poor" => value!.Trim().ToLowerInvariant() is not ("not" or "no" or "poor" or "none" or "weak" or "not a fit" or "no fit"),
            _ => false,
        };
    }
}
