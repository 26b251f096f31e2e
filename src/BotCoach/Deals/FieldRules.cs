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
    public static bool Holds(DealFile file, FieldAsk ask, LocalDate today) => ask.Of switch
    {
        AskedField.Fact => Fact(file, ask),
        AskedField.Amount => ask.Must == AskedRule.Present ? file.Deal.Amount is not null : ask.Must == AskedRule.Positive && file.Deal.Amount > 0,
        AskedField.CloseDate => ask.Must == AskedRule.Present ? file.Deal.CloseOn is not null : ask.Must == AskedRule.Future && file.Deal.CloseOn >= today,
        AskedField.NextStep => NextStep(file.Deal, ask.Must, today),
        AskedField.Champion => Champion(file, ask.Must),
        AskedField.EconomicBuyer => ask.Must == AskedRule.Present && file.InRole("economic-buyer") is not null,
        AskedField.Stakeholders => Stakeholders(file, ask.Must),
        AskedField.Account => ask.Must == AskedRule.Present && !Placeholders.IsNoName(file.Deal.Account),
        AskedField.Segment => ask.Must == AskedRule.Present && !Placeholders.IsOne(file.Deal.Segment),
        AskedField.LeadSource => ask.Must == AskedRule.Present && !Placeholders.IsOne(file.Deal.LeadSource),
        _ => false,
    };

    /// <summary>A number in somebody's words: "$12,500 a month" is 12500.</summary>
    public static decimal? NumberIn(string? words)
    {
        if (words is null) return null;
        var digits = string.Concat(words.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(c => char.IsAsciiDigit(c) || c is ',' or '.')).TrimEnd('.', ',');
        return decimal.TryParse(digits.Replace(",", ""), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>How many people these are: one who stands there twice is one, and a name that says nothing is none.</summary>
    public static int DifferentPeople(IEnumerable<Stakeholder> some) => DifferentPeople(some.Select(s => s.Name));

    public static int DifferentPeople(IEnumerable<string> names) => names.Where(n => !Placeholders.IsNoName(n)).Select(n => n.Trim().ToLowerInvariant()).Distinct().Count();

    private static bool NextStep(Deal deal, AskedRule rule, LocalDate today)
    {
        if (Placeholders.IsOne(deal.NextStep)) return false;
        return rule switch
        {
            AskedRule.Present => true,
            AskedRule.Dated => deal.NextStepOn is not null,
            AskedRule.Future => deal.NextStepOn >= today,
            AskedRule.Confirmed => deal.NextStepOn is not null && deal.NextStepConfirmed,
            _ => false,
        };
    }

    private static bool Champion(DealFile file, AskedRule rule) => rule switch
    {
        AskedRule.Present => file.InRole("champion") is not null,
        AskedRule.Strong => file.InRole("champion") is not null && file.Deal.ChampionStrength >= KnownFields.StrongChampion,
        _ => false,
    };

    private static bool Stakeholders(DealFile file, AskedRule rule)
    {
        var named = file.Stakeholders.Where(s => !Placeholders.IsNoName(s.Name)).ToList();
        return rule switch
        {
            AskedRule.AtLeastTwo => DifferentPeople(named) >= 2,
            AskedRule.AtLeastThree => DifferentPeople(named) >= 3,
            AskedRule.TwoDepartments => named.Where(s => !Placeholders.IsNoName(s.Department))
                .Select(s => s.Department!.Trim().ToLowerInvariant()).Distinct().Count() >= 2,
            _ => false,
        };
    }

    private static bool Fact(DealFile file, FieldAsk ask)
    {
        if (!file.Deal.Facts.TryGetValue(ask.Field, out var value) || Placeholders.IsOne(value, SameWords(file, ask.Field))) return false;
        return ask.Must switch
        {
            AskedRule.Present => true,
            AskedRule.Positive => NumberIn(value) > 0,
            AskedRule.Quantified => value!.Any(char.IsAsciiDigit),
            AskedRule.NotPoor => value!.Trim().ToLowerInvariant() is not ("not" or "no" or "poor" or "none" or "weak" or "not a fit" or "no fit"),
            _ => false,
        };
    }

    private static int SameWords(DealFile file, string fact) =>
        file.SameWordsOn.Count > 0 && CountedAs.TryGetValue(fact, out var counted) ? file.SameWords(counted) : 1;
}
