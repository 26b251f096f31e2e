using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

/// <summary>Rules that nobody would write, over all that can be asked of a deal.</summary>
internal sealed class RandomRules(Random random)
{
    private static readonly string[] Odd = ["strong", "possible", "not", "mid-market", "Mid market", "known", "one", "or", "2nd", "10", "a\"b", "\"", "", "ü", "a/b", "x,y", "present", "not-poor", "-", "(z"];
    private static readonly string[] Asked = ["next-step/dated", "next-step/confirmed", "impact/quantified", "fit/not-poor"];

    /// <summary>Everything that rules are about.</summary>
    public static readonly IReadOnlyList<RuleSubject> All =
    [
        .. KnownFields.Rules.Keys.Where(f => f != "stakeholders").Select(f => new RuleSubject(RuleTerm.Field, f)),
        new(RuleTerm.Stakeholders), new(RuleTerm.Stakeholders, "economic-buyer"), new(RuleTerm.Stakeholders, "user"), new(RuleTerm.Departments),
        new(RuleTerm.Artifacts, "business-case"), new(RuleTerm.Artifacts, "2-pager"), new(RuleTerm.Artifacts, "Plan \"B\""),
        new(RuleTerm.Custom, "Contract type"), new(RuleTerm.Custom, "a \"b\" (c)"), .. Asked.Select(a => new RuleSubject(RuleTerm.Asked, a)),
    ];

    /// <summary>Of these subjects alone.</summary>
    public IReadOnlyList<RuleSubject> Subjects { get; init; } = All;

    /// <summary>Small figures, and words of which there are few, so that the parts of a rule meet.</summary>
    public bool IsSmall { get; init; }

    public DealRule Next(int depth = 4) => random.Next(depth == 0 ? 1 : 5) switch
    {
        1 => new DealRule.Both(Next(depth - 1), Next(depth - 1)),
        2 => new DealRule.Either(Next(depth - 1), Next(depth - 1)),
        3 => new DealRule.Not(Next(depth - 1)),
        _ => Leaf(Subjects[random.Next(Subjects.Count)]),
    };

    private DealRule Leaf(RuleSubject subject) => subject.Kind switch
    {
        RuleKind.Flag => new DealRule.Meets(subject),
        RuleKind.Count => Compared(subject, random.Next(IsSmall ? 4 : 2000)),
        _ when random.Next(4) == 0 => new DealRule.Known(subject),
        RuleKind.Money => Compared(subject, IsSmall ? random.Next(4) : Math.Round((decimal)(random.NextDouble() * Math.Pow(10, random.Next(12))), random.Next(5))),
        RuleKind.Strength => Compared(subject, random.Next(7)),
        RuleKind.Day when random.Next(3) == 0 => new DealRule.Within(subject, random.Next(IsSmall ? 4 : 3651)),
        RuleKind.Day => Compared(subject, IsSmall ? random.Next(-3, 4) : random.Next(-3650, 3651)),
        RuleKind.Choice => new DealRule.OneOf(subject, [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Odd[random.Next(IsSmall ? 3 : Odd.Length)])]),
        _ => new DealRule.Known(subject),
    };

    private DealRule.Compared Compared(RuleSubject subject, decimal with) => new(subject, (RuleOrder)random.Next(5), with);
}
