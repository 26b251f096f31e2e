using System.Globalization;

namespace BotCoach.Stages;

/// <summary>Writes a rule in the form in which <see cref="DealRuleReader"/> reads it, without loss.</summary>
public static class RuleWriter
{
    public static string Write(DealRule rule) => rule switch
    {
        DealRule.Both both => $"{Part(both.First, both.First is DealRule.Either)} and {Part(both.Second, both.Second is DealRule.Either or DealRule.Both)}",
        DealRule.Either either => $"{Write(either.First)} or {Part(either.Second, either.Second is DealRule.Either)}",
        DealRule.Not { Rule: DealRule.Known known } => $"{Of(known.Subject)} is not known",
        DealRule.Not { Rule: DealRule.OneOf choice } => $"{Of(choice.Subject)} is not {Choice(choice)}",
        DealRule.Not not => $"not {Part(not.Rule, not.Rule is DealRule.Either or DealRule.Both)}",
        DealRule.Known known => $"{Of(known.Subject)} is known",
        DealRule.OneOf choice => $"{Of(choice.Subject)} is {Choice(choice)}",
        DealRule.Within within => $"{Of(within.Subject)} within {Days(within.Days)}",
        DealRule.Compared compared => $"{Of(compared.Subject)} {Comparison(compared)}",
        DealRule.Meets meets => meets.Subject.Name,
        _ => "",
    };

    public static string Sign(RuleOrder order) => order switch { RuleOrder.Above => ">", RuleOrder.AtLeast => ">=", RuleOrder.Equal => "=", RuleOrder.AtMost => "<=", _ => "<" };

    internal static string Word(string word) => RuleNames.IsPlain(word) ? word : RuleNames.Quoted(word);

    private static string Part(DealRule rule, bool inBrackets) => inBrackets ? $"({Write(rule)})" : Write(rule);

    private static string Of(RuleSubject subject) => subject.Of switch
    {
        RuleTerm.Stakeholders => subject.Name.Length > 0 ? $"stakeholders with role {subject.Name}" : "stakeholders",
        RuleTerm.Departments => "departments of stakeholders",
        RuleTerm.Artifacts => $"artifacts of {(RuleNames.IsPlain(subject.Name) && RuleNames.Dashed(subject.Name) == subject.Name ? subject.Name : RuleNames.Quoted(subject.Name))}",
        RuleTerm.Custom => $"custom {RuleNames.Quoted(subject.Name)}",
        _ => subject.Name,
    };

    private static string Choice(DealRule.OneOf choice) => choice.Words is [var only] ? Word(only, choice.Subject) : $"one of {string.Join(", ", choice.Words.Select(Word))}";

    /// <summary>A word that is a rule of the field too is quoted, to be a word: <c>fit is not-poor</c> is that rule.</summary>
    private static string Word(string word, RuleSubject subject) =>
        subject.Of == RuleTerm.Field && KnownFields.Rules[subject.Name].Contains(RuleNames.Dashed(word)) ? RuleNames.Quoted(word) : Word(word);

    private static string Comparison(DealRule.Compared compared)
    {
        if (compared.Subject.Kind != RuleKind.Day) return $"{Sign(compared.Order)} {compared.With.ToString("0.####", CultureInfo.InvariantCulture)}";
        var days = (int)compared.With;
        if (days == 0 && compared.Order is RuleOrder.AtLeast or RuleOrder.Below) return compared.Order == RuleOrder.AtLeast ? "in future" : "in past";
        var order = compared.Order switch { RuleOrder.Above => "after", RuleOrder.Equal => "on", RuleOrder.Below => "before", _ => Sign(compared.Order) };
        return days == 0 ? $"{order} today" : $"{order} today {(days > 0 ? "+" : "-")} {Days(Math.Abs(days))}";
    }

    private static string Days(int days) => days == 1 ? "1 day" : $"{days.ToString(CultureInfo.InvariantCulture)} days";
}
