using System.Globalization;
using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Deals;

/// <summary>The fields of a deal in a form: how each is asked for, and what is wrong with what was typed.</summary>
public static partial class FieldInput
{
    private static readonly HashSet<string> Names = ["name", "account", "person", "title", "department"];

    /// <summary>The name that a field of a process has in the history, and as a form's field.</summary>
    public static string KeyOf(string field) => field switch
    {
        "close-date" => "close-on",
        _ when KnownFields.Facts.Contains(field) => $"fact:{field}",
        _ => field,
    };

    /// <summary>The company's own field of this name, as it is called among the fields.</summary>
    public static string OwnKey(string name) => $"custom:{name}";

    /// <summary>It can be filled in here: a field that every process may ask for, or one of the company's own that this one asks for.</summary>
    public static bool IsAsked(string field, StageBook book) => KnownFields.Rules.ContainsKey(field)
        || book.Criteria().SelectMany(c => c.Accepts).Any(e => e.Rule?.Leaves().Any(l => l.Subject.Of == RuleTerm.Custom && OwnKey(l.Subject.Name).Equals(field, StringComparison.OrdinalIgnoreCase)) == true);

    /// <summary>How a field is asked for, with what stands in it now.</summary>
    public static Field Ask(string field, Deal deal, bool optional)
    {
        var key = KeyOf(field);
        var asked = Blank(field, key, deal.Currency);
        return asked with { Optional = optional, Value = DealSnapshot.Of(deal)[key], Hint = Hint(field) };
    }

    /// <summary>The value as it is kept, or what is wrong with it and what would be right. Empty is null.</summary>
    public static (string? Value, string? Fault) Read(string key, string? typed, LocalDate today)
    {
        if (string.IsNullOrWhiteSpace(typed)) return (null, null);
        typed = typed.Trim();
        return key switch
        {
            "amount" => Amount(typed),
            "close-on" or "next-step-on" => Day(typed, today),
            "champion" => int.TryParse(typed, out var of5) && of5 is >= 1 and <= 5 ? (typed, null) : (null, "Choose 1 to 5."),
            "fact:start-date" => LocalDatePattern.Iso.Parse(typed).Success ? (typed, null) : (null, "Write a day as 2026-03-31."),
            _ => Words(typed, Names.Contains(key)),
        };
    }

    /// <summary>Money as people write it: 12500, 12,500.50, $12,500.</summary>
    private static (string?, string?) Amount(string typed)
    {
        var plain = typed.Trim('$', '€', '£', ' ');
        // a comma stands between thousands only: 12,50 and 12.500,00 mean different things to different people, and neither is guessed
        if (!Money().IsMatch(plain)) return (null, "Write a number with a point for cents, for example 12500 or 12500.50.");
        var amount = decimal.Parse(plain, NumberStyles.Number, CultureInfo.InvariantCulture);
        if (amount < 0) return (null, "An amount cannot be below zero. Write what the buyer would pay, for example 12500.");
        if (amount > 1_000_000_000_000m) return (null, "That is more than a trillion. Write what the buyer would pay, for example 12500.");
        return (Math.Round(amount, 2).ToString("0.####", CultureInfo.InvariantCulture), null);
    }

    private static (string?, string?) Day(string typed, LocalDate today)
    {
        if (!LocalDatePattern.Iso.Parse(typed).TryGetValue(default, out var day)) return (null, $"Write a day as {today:yyyy-MM-dd}.");
        if (day < today) return (null, "That day has passed. Pick today or later.");
        return day > today.PlusYears(10) ? (null, "That is more than ten years off. Pick an earlier day.") : (typed, null);
    }

    private static (string?, string?) Words(string typed, bool isName)
    {
        if (isName ? Placeholders.IsNoName(typed) : Placeholders.IsOne(typed)) return (null, "That reads like a placeholder. Write what you know, or leave it as it was.");
        return typed.Length > 3000 ? (null, "That is more than 3,000 characters. Please say it shorter.") : (typed, null);
    }

    private static Field Blank(string field, string key, string currency) => field switch
    {
        "amount" => new NumberField(key, $"Amount ({currency})"),
        "close-date" => new DateField(key, "Close date"),
        "start-date" => new DateField(key, "Start date"),
        "champion" => new ChoiceField(key, "Champion strength", [.. Enumerable.Range(1, 5).Select(n => new Option($"{n}", Strength(n)))]),
        "fit" => new ChoiceField(key, "Fit", [new Option("strong", "Strong"), new Option("possible", "Possible"), new Option("not", "Not a fit")]),
        "account" or "segment" or "lead-source" or "price" or "budget" or "term" => new TextField(key, FieldWords.Title(field)),
        _ => new TextField(key, FieldWords.Title(field), KnownFields.Facts.Contains(field) ? 3 : 1),
    };

    private static string Strength(int of5) => of5 switch
    {
        1 => "1 · a contact, no more",
        2 => "2 · likes it, does little",
        3 => "3 · helps when asked",
        4 => "4 · sells for us inside",
        _ => "5 · sells for us, and has the power",
    };

    [GeneratedRegex(@"^-?(\d{1,15}|\d{1,3}(,\d{3}){1,4})(\.\d{1,6})?\z")]
    private static partial Regex Money();

    private static string? Hint(string field) => field switch
    {
        "problem" => "In the buyer's words: what hurts, and whom.",
        "impact" => "What it costs them in money, risk or time, with a figure.",
        "success-criteria" => "What must be true in their eyes for this to have worked.",
        "why-now" => "What happens if they wait.",
        "decision-process" => "Who decides, in what order, by when.",
        "scope" => "What is included, what is excluded, and what is assumed.",
        "role-specifics" => "Task on day one, place, level, pay and start.",
        "hiring-criteria" => "What a person must have, and what can be learned.",
        "concessions" => "What you gave, and what it bought.",
        _ => null,
    };
}
