using System.Globalization;
using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>How a rule is said to a person: "close date in the future", "two departments among the stakeholders".</summary>
public static class RuleWords
{
    private static readonly string[] Few = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

    public static string Of(DealRule rule) => Of(rule, holds: true);

    /// <summary>A part of it that has to be so, or not.</summary>
    public static string Of((DealRule.Leaf Part, bool Holds) asked) => Of(asked.Part, asked.Holds);

    /// <summary>What is not to be so is said as what is: "not amount &gt; 5" is "amount of at most 5".</summary>
    private static string Of(DealRule rule, bool holds) => rule switch
    {
        DealRule.Not not => Of(not.Rule, !holds),
        DealRule.Both both => Joined(both.First, both.Second, holds, both: holds),
        DealRule.Either either => Joined(either.First, either.Second, holds, both: !holds),
        DealRule.Known known => Known(known.Subject, holds),
        DealRule.OneOf choice => $"{Named(choice.Subject)} {(holds ? "that is" : "other than")} {string.Join(" or ", choice.Words)}",
        DealRule.Within within => $"{Named(within.Subject)} {(holds ? "" : "not ")}within {Wording.Days(within.Days)}",
        DealRule.Compared compared => Compared(compared.Subject, holds ? compared.Order : Turned(compared.Order), compared.With, isNot: !holds && compared.Order == RuleOrder.Equal),
        DealRule.Meets meets => $"{(holds ? "" : "not that ")}{Wording.LowerFirst(FieldWords.Needed(meets.Subject.Asks.Field, meets.Subject.Asks.Rule))}",
        _ => "",
    };

    private static string Joined(DealRule first, DealRule second, bool holds, bool both)
    {
        if (both) return $"{Part(first, holds)} and {Part(second, holds)}";
        return $"{Of(first, holds)} or {Of(second, holds)}";

        string Part(DealRule part, bool so) => IsChoice(part, so) ? $"either {Of(part, so)}" : Of(part, so);
    }

    private static bool IsChoice(DealRule rule, bool holds) => rule switch
    {
        DealRule.Not not => IsChoice(not.Rule, !holds),
        DealRule.Either => holds,
        DealRule.Both => !holds,
        _ => false,
    };

    private static string Known(RuleSubject subject, bool holds) => (subject.Name, holds) switch
    {
        ("economic-buyer" or "champion", true) when subject.Of == RuleTerm.Field => $"{FieldWords.Article(Named(subject))} named",
        ("economic-buyer" or "champion", false) when subject.Of == RuleTerm.Field => $"no {Named(subject)}",
        _ => $"{Named(subject)} {(holds ? "filled in" : "left open")}",
    };

    private static string Compared(RuleSubject subject, RuleOrder order, decimal with, bool isNot) => subject.Kind switch
    {
        RuleKind.Count => $"{Count(order, (int)Math.Min(with, 1000), isNot, subject)}{Among(subject)}",
        RuleKind.Strength => $"champion rated {Range(order, with, isNot)} of 5",
        RuleKind.Day => $"{Named(subject)} {Day(order, (int)with, isNot)}",
        _ => $"{Named(subject)} {(order == RuleOrder.Equal ? "" : "of ")}{Range(order, with, isNot)}".Replace("of more than", "above", StringComparison.Ordinal).Replace("of less than", "below", StringComparison.Ordinal),
    };

    private static string Range(RuleOrder order, decimal with, bool isNot)
    {
        var number = with.ToString("#,0.####", CultureInfo.InvariantCulture);
        return order switch
        {
            RuleOrder.Above => $"more than {number}",
            RuleOrder.AtLeast => $"{number} or more",
            RuleOrder.AtMost => $"{number} or less",
            RuleOrder.Below => $"less than {number}",
            _ => isNot ? $"other than {number}" : $"exactly {number}",
        };
    }

    private static string Day(RuleOrder order, int days, bool isNot)
    {
        if (days == 0 && order is RuleOrder.AtLeast or RuleOrder.Below) return order == RuleOrder.AtLeast ? "in the future" : "in the past";
        var day = days switch { 0 => "today", > 0 => $"{Wording.Days(days)} from today", _ => $"{Wording.Days(-days)} ago" };
        return order switch
        {
            RuleOrder.Above => $"after {day}",
            RuleOrder.AtLeast => $"{day} or later",
            RuleOrder.AtMost => $"{day} or before",
            RuleOrder.Below => $"before {day}",
            _ => isNot ? $"not {day}" : day,
        };
    }

    private static string Count(RuleOrder order, int with, bool isNot, RuleSubject subject) => order switch
    {
        RuleOrder.Above => Counted(with + 1, subject),
        RuleOrder.AtLeast => Counted(with, subject),
        RuleOrder.Equal when with == 0 && !isNot => Counted(0, subject),
        RuleOrder.Equal => $"{(isNot ? "other than" : "exactly")} {Counted(with, subject)}",
        _ when with <= (order == RuleOrder.AtMost ? 0 : 1) => Counted(0, subject),
        _ => $"at most {Counted(order == RuleOrder.AtMost ? with : with - 1, subject)}",
    };

    private static string Counted(int number, RuleSubject subject)
    {
        var one = subject.Of switch
        {
            RuleTerm.Stakeholders => subject.Name.Length > 0 ? FieldWords.Name(subject.Name) : "stakeholder",
            RuleTerm.Departments => "department",
            _ => $"link to the {FieldWords.Name(subject.Name)}",
        };
        if (number == 1 && subject.Of == RuleTerm.Stakeholders && subject.Name.Length > 0) return FieldWords.Article(one);
        var many = subject.Of == RuleTerm.Artifacts ? $"links to the {FieldWords.Name(subject.Name)}" : one + "s";
        var words = number is >= 0 and < 10 ? Few[number] : number.ToString("#,0", CultureInfo.InvariantCulture);
        return $"{words} {(number == 1 ? one : many)}";
    }

    private static string Among(RuleSubject subject) =>
        subject.Of == RuleTerm.Departments || (subject.Of == RuleTerm.Stakeholders && subject.Name.Length > 0) ? " among the stakeholders" : "";

    private static RuleOrder Turned(RuleOrder order) => order switch
    {
        RuleOrder.Above => RuleOrder.AtMost,
        RuleOrder.AtLeast => RuleOrder.Below,
        RuleOrder.AtMost => RuleOrder.Above,
        RuleOrder.Below => RuleOrder.AtLeast,
        _ => order,
    };

    private static string Named(RuleSubject subject) => subject.Of == RuleTerm.Custom ? $"“{Wording.Short(subject.Name, 60)}”" : FieldWords.Name(subject.Name);
}
