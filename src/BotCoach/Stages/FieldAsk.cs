namespace BotCoach.Stages;

/// <summary>Whose value is asked for: a column of the deal, its people, one of its facts; or nothing that is known.</summary>
public enum AskedField { Unknown, Amount, CloseDate, NextStep, Champion, EconomicBuyer, Stakeholders, Account, Segment, LeadSource, Fact }

/// <summary>What must be true of it. A rule that is not known never is.</summary>
public enum AskedRule { Unknown, Present, Positive, Future, Dated, Confirmed, Strong, AtLeastTwo, AtLeastThree, TwoDepartments, Quantified, NotPoor }

/// <summary>A field and a rule of <see cref="KnownFields"/>, looked up once: every judgement of a deal asks a dozen.</summary>
public sealed record FieldAsk(string Field, string Rule)
{
    /// <summary>Never holds.</summary>
    internal static readonly FieldAsk None = new("", "");

    public AskedField Of { get; } = Field switch
    {
        "amount" => AskedField.Amount,
        "close-date" => AskedField.CloseDate,
        "next-step" => AskedField.NextStep,
        "champion" => AskedField.Champion,
        "economic-buyer" => AskedField.EconomicBuyer,
        "stakeholders" => AskedField.Stakeholders,
        "account" => AskedField.Account,
        "segment" => AskedField.Segment,
        "lead-source" => AskedField.LeadSource,
        _ => KnownFields.Facts.Contains(Field) ? AskedField.Fact : AskedField.Unknown,
    };

    public AskedRule Must { get; } = Rule switch
    {
        "present" => AskedRule.Present,
        "positive" => AskedRule.Positive,
        "future" => AskedRule.Future,
        "dated" => AskedRule.Dated,
        "confirmed" => AskedRule.Confirmed,
        "strong" => AskedRule.Strong,
        "at-least-2" => AskedRule.AtLeastTwo,
        "at-least-3" => AskedRule.AtLeastThree,
        "two-departments" => AskedRule.TwoDepartments,
        "quantified" => AskedRule.Quantified,
        "not-poor" => AskedRule.NotPoor,
        _ => AskedRule.Unknown,
    };

    /// <summary>That the field is there at all.</summary>
    internal FieldAsk Known => Must == AskedRule.Present ? this : new FieldAsk(Field, "present");

    /// <summary>It is a field and a rule, and not a <see cref="DealRule"/>: <c>next-step/confirmed</c>.</summary>
    public static bool IsOne(string fieldAndRule) =>
        fieldAndRule.Count(c => c == '/') == 1 && !fieldAndRule.AsSpan().ContainsAny(" \t\r\n\"()<>=");

    /// <summary>As evidence names it: <c>field/rule</c>; without a rule, that it is there.</summary>
    public static FieldAsk Parse(string? fieldAndRule)
    {
        var (field, rule) = FieldWords.Split(fieldAndRule);
        return new FieldAsk(field, rule);
    }
}
