using System.Globalization;
using System.Text.RegularExpressions;
using BotCoach.Chat;

namespace BotCoach.Approvals;

/// <summary>Somebody whom a rule may name.</summary>
/// <param name="Decides">A manager or an admin.</param>
public sealed record NamedDecider(Guid Id, string Name, string? Email, bool Decides);

/// <summary>Reads the lines in which an admin says what is approved in advance and who decides over the rest, and writes them as they are read. Every fault is said at its field. Pure.</summary>
public static partial class ApprovalPolicyRules
{
    public const string Advance = "advance";
    public const string Rules = "rules";
    public const string Hours = "hours";
    public const string Remind = "remind";

    private const string TheManager = "manager";
    private const string Anything = "anything";
    private const int MostLines = 40;
    private const int MostHours = 200;

    public static (ApprovalBook? Book, IReadOnlyDictionary<string, string> Errors) Read(string? advance, string? rules, string? hours, string? remind, IReadOnlyList<NamedDecider> people)
    {
        var errors = new Dictionary<string, string>();
        var tiers = Lines(advance, Advance, errors, InAdvance);
        var routes = Lines(rules, Rules, errors, line => Rule(line, people));
        var (stands, reminded) = (Whole(hours, Hours, errors), Whole(remind, Remind, errors));
        if (stands is not null && reminded >= stands) errors.TryAdd(Remind, $"Remind before the question ends: after less than {stands} working hours.");
        return errors.Count > 0 ? (null, errors) : (new ApprovalBook(tiers, routes, stands!.Value, reminded!.Value), errors);
    }

    public static string Written(TermLimits tier) => string.Join(", ", Bounds(tier, "up to"));

    /// <summary>"discount over 20 %, amount over 50,000: Ada Park and manager".</summary>
    public static string Written(ApprovalRule rule, IReadOnlyDictionary<Guid, string> names) => $"{When(rule)}: {Who(rule, names)}";

    /// <summary>"discount over 20 %".</summary>
    public static string When(ApprovalRule rule) =>
        string.Join(", ", (rule.Of is { } of ? (string[])[of.ToString().ToLowerInvariant()] : []).Where(_ => !Says(rule)).Concat(Bounds(rule.Over, "over")).DefaultIfEmpty(Anything));

    private static string Who(ApprovalRule rule, IReadOnlyDictionary<Guid, string> names) =>
        string.Join(rule.All ? " and " : " or ", rule.Who.Select(w => w is { } id ? names.GetValueOrDefault(id, "somebody who is gone") : TheManager));

    /// <summary>Its bound names the question already.</summary>
    private static bool Says(ApprovalRule rule) => rule.Of switch
    {
        ApprovalKind.Discount => rule.Over.Discount is not null,
        ApprovalKind.Payment => rule.Over.PaymentDays is not null,
        ApprovalKind.Term => rule.Over.TermMonths is not null,
        _ => false,
    };

    private static IEnumerable<string> Bounds(TermLimits limits, string how)
    {
        if (limits.Discount is { } discount) yield return string.Create(CultureInfo.InvariantCulture, $"discount {how} {discount:0.##} %");
        if (limits.PaymentDays is { } days) yield return $"payment {how} {days} days";
        if (limits.TermMonths is { } months) yield return $"term {how} {months} months";
        if (limits.Amount is { } amount) yield return string.Create(CultureInfo.InvariantCulture, $"amount {how} {amount:0.##}");
    }

    private static List<T> Lines<T>(string? typed, string field, Dictionary<string, string> errors, Func<string, (T? Read, string? Fault)> read) where T : class
    {
        var (lines, all) = ((typed ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), new List<T>());
        if (lines.Length > MostLines) errors[field] = $"Please use at most {MostLines} lines.";
        foreach (var line in lines)
        {
            var (one, fault) = read(line);
            if (one is not null) all.Add(one);
            else errors.TryAdd(field, $"“{Wording.Short(line, 60)}”: {fault}");
        }
        return all;
    }

    private static (TermLimits?, string?) InAdvance(string line)
    {
        var limits = TermLimits.None;
        foreach (var part in Parts(line))
        {
            var (read, fault) = Bound(part, "up to", limits);
            if (read is null) return (null, fault);
            limits = read;
        }
        return limits with { Amount = null } == TermLimits.None ? (null, "name a discount, a payment or a term, such as discount up to 10 %.") : (limits, null);
    }

    private static (ApprovalRule?, string?) Rule(string line, IReadOnlyList<NamedDecider> people)
    {
        if (line.IndexOf(':') is not (> 0 and var at)) return (null, "write when, a colon, and who decides, such as discount over 20 %: manager.");
        var (of, limits) = ((ApprovalKind?)null, TermLimits.None);
        foreach (var part in Parts(line[..at]))
        {
            if (part == Anything) continue;
            if (Enum.TryParse<ApprovalKind>(part, ignoreCase: true, out var kind) && char.IsAsciiLetter(part[0]))
            {
                of = kind;
                continue;
            }
            var (read, fault) = Bound(part, "over", limits);
            if (read is null) return (null, fault);
            limits = read;
        }
        var (who, all, wrong) = Deciders(line[(at + 1)..].Trim(), people);
        return wrong is null ? (new ApprovalRule(of, limits, all, who), null) : (null, wrong);
    }

    /// <summary>A bound more, or what is wrong with it.</summary>
    private static (TermLimits?, string?) Bound(string part, string how, TermLimits so)
    {
        if (IsBound().Match(part) is not { Success: true } bound) return (null, $"I cannot read “{Wording.Short(part, 40)}”. Write it like discount {how} 10 %, payment {how} 60 days, term {how} 12 months or amount {how} 50,000.");
        if (bound.Groups["how"].Value != how) return (null, $"here it is {how}, not {bound.Groups["how"].Value}.");
        var (of, unit) = (bound.Groups["of"].Value, bound.Groups["unit"].Value);
        if (!decimal.TryParse(bound.Groups["number"].Value.Replace(",", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number > 1_000_000_000_000m) return (null, "the number is too large.");
        if (unit.Length > 0 && unit != UnitOf(of)) return (null, of == "amount" ? "an amount is in your company’s own currency, and needs no unit." : $"a {of} is in {UnitOf(of)}.");
        if (of == "discount" && number > 100) return (null, "a discount is at most 100 %.");
        if (of is "payment" or "term" && (number != Math.Truncate(number) || number > 10_000)) return (null, $"a {of} is a whole number of {UnitOf(of)}.");
        return (of switch
        {
            "discount" => so with { Discount = number },
            "payment" => so with { PaymentDays = (int)number },
            "term" => so with { TermMonths = (int)number },
            _ => so with { Amount = number },
        }, null);
    }

    private static string UnitOf(string of) => of switch { "discount" => "%", "payment" => "days", "term" => "months", _ => "" };

    private static (IReadOnlyList<Guid?> Who, bool All, string? Fault) Deciders(string said, IReadOnlyList<NamedDecider> people)
    {
        var (all, any) = (said.Contains(" and ", StringComparison.OrdinalIgnoreCase), said.Contains(" or ", StringComparison.OrdinalIgnoreCase));
        if (all && any) return ([], false, "say either that all decide (and), or that one of them does (or).");
        List<Guid?> who = [];
        foreach (var name in AndOr().Split(said).Select(n => n.Trim()))
        {
            if (name.Length == 0) return ([], false, "say who decides: manager, or a name.");
            var (id, fault) = Decider(name, people);
            if (fault is not null) return ([], false, fault);
            if (!who.Contains(id)) who.Add(id);
        }
        return (who, !any, null);
    }

    private static (Guid?, string?) Decider(string name, IReadOnlyList<NamedDecider> people)
    {
        if (name.ToLowerInvariant() is TheManager or "the manager" or "owner's manager" or "owner’s manager") return (null, null);
        var found = people.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase) || name.Equals(p.Email, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count > 1) return (null, $"several people are called {Wording.Short(name, 40)}. Write the e-mail address.");
        if (found is not [var one]) return (null, $"nobody here is called {Wording.Short(name, 40)}.");
        return one.Decides ? (one.Id, null) : (null, $"{one.Name} is no manager and no admin, and cannot decide.");
    }

    private static IEnumerable<string> Parts(string words) =>
        ThousandsComma().Replace(words, "").ToLowerInvariant().Split((string[])[",", " and "], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static int? Whole(string? typed, string field, Dictionary<string, string> errors)
    {
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostHours) return number;
        errors[field] = $"Write working hours as a whole number from 1 to {MostHours}.";
        return null;
    }

    [GeneratedRegex(@"^(?<of>discount|payment|term|amount) (?<how>up to|over) (?<number>\d{1,15}(?:\.\d{1,4})?) ?(?<unit>%|days|months|[a-z]*)$")]
    private static partial Regex IsBound();

    [GeneratedRegex(@"(?<=\d),(?=\d{3}(?!\d))")]
    private static partial Regex ThousandsComma();

    [GeneratedRegex(@" (?:and|or) |,|;", RegexOptions.IgnoreCase)]
    private static partial Regex AndOr();
}
