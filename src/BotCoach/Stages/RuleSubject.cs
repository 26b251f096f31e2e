namespace BotCoach.Stages;

/// <summary>What of a deal a rule asks about: a field, its people or their departments, documents of a kind, a field of the company's own, a rule of a field.</summary>
public enum RuleTerm { Field, Stakeholders, Departments, Artifacts, Custom, Asked }

/// <summary>What can be asked of it: numbers and days are compared, choices are one of some words, of the rest only whether it is known.</summary>
public enum RuleKind { Money, Count, Strength, Day, Choice, Person, Words, Flag }

/// <param name="Name">The field's name, the stakeholders' role or none, the document's id, the company's column, or <c>field/rule</c>.</param>
public sealed record RuleSubject(RuleTerm Of, string Name = "")
{
    public RuleKind Kind { get; } = Of switch
    {
        RuleTerm.Stakeholders or RuleTerm.Departments or RuleTerm.Artifacts => RuleKind.Count,
        RuleTerm.Custom => RuleKind.Choice,
        RuleTerm.Asked => RuleKind.Flag,
        _ => KindOf(Name),
    };

    /// <summary>That the field is there; or the field's rule, looked up once.</summary>
    public FieldAsk Asks { get; } = Of == RuleTerm.Asked ? FieldAsk.Parse(Name) : new FieldAsk(Of == RuleTerm.Field ? Name : "", "present");

    /// <summary>The field of <see cref="KnownFields"/> or the role that it reads; null for documents and the company's own fields.</summary>
    public string? Field => Of switch
    {
        RuleTerm.Field => Name,
        RuleTerm.Asked => Asks.Field,
        RuleTerm.Stakeholders when Name.Length > 0 => Name,
        RuleTerm.Stakeholders or RuleTerm.Departments => "stakeholders",
        _ => null,
    };

    public bool Equals(RuleSubject? other) => other is not null && Of == other.Of && Name == other.Name;

    public override int GetHashCode() => HashCode.Combine(Of, Name);

    private static RuleKind KindOf(string field) => field switch
    {
        "amount" or "price" or "budget" => RuleKind.Money,
        "close-date" or "start-date" or "next-step" => RuleKind.Day,
        "champion" => RuleKind.Strength,
        "economic-buyer" => RuleKind.Person,
        "fit" or "segment" or "lead-source" => RuleKind.Choice,
        _ => RuleKind.Words,
    };
}
