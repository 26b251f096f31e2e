using BotCoach.Chat;

namespace BotCoach.Stages;

/// <summary>Reads one comparison: what it is about, and what is asked of it.</summary>
internal sealed class ComparisonReader(RuleCursor cursor)
{
    private static readonly Dictionary<string, RuleOrder> Orders =
        new() { [">"] = RuleOrder.Above, [">="] = RuleOrder.AtLeast, ["="] = RuleOrder.Equal, ["<="] = RuleOrder.AtMost, ["<"] = RuleOrder.Below };

    private static readonly Dictionary<string, RuleOrder> DayOrders = new() { ["after"] = RuleOrder.Above, ["on"] = RuleOrder.Equal, ["before"] = RuleOrder.Below };

    private readonly RuleOperands _operands = new(cursor);
    private RuleToken _from;

    /// <summary>Null where there is none; why is noted then.</summary>
    public DealRule? Read()
    {
        _from = cursor.Peek;
        if (_from.Kind == RuleTokenKind.Word && _from.Text.Contains('/')) return FieldAndRule(cursor.Next());
        if (new SubjectReader(cursor).Read() is not { } subject) return null;
        if (cursor.IsAtJoint)
        {
            cursor.Note(_from, $"`{cursor.Since(_from)}` alone asks nothing: it must be a field and its rule, as in `{RuleFaults.Example(subject)}`.");
            return null;
        }
        if (!cursor.Take("is") && !cursor.Take("are")) return What(subject);
        if (!cursor.Take("not")) return What(subject, isSaid: true);
        return What(subject, isSaid: true) is { } rule ? new DealRule.Not(rule) : null;
    }

    private DealRule? What(RuleSubject subject, bool isSaid = false)
    {
        var at = cursor.Peek;
        if (at.Kind == RuleTokenKind.Sign) return Ordered(subject);
        if (cursor.Take("in")) return Side(subject, at);
        if (cursor.Take("within")) return _operands.Days() is { } days ? OfDay(subject, at, new DealRule.Within(subject, days)) : null;
        if (at.Kind == RuleTokenKind.Word && DayOrders.TryGetValue(at.Text.ToLowerInvariant(), out var order))
        {
            cursor.Next();
            return _operands.Day(orFault: subject.Kind == RuleKind.Day) is { } day ? OfDay(subject, at, new DealRule.Compared(subject, order, day)) : null;
        }
        if (isSaid) return Word(subject, at);
        cursor.Note(at, at.Says("known") || at.Says("unknown") ? $"`is` is missing before {at.Shown}." : $"{at.Shown} is no comparison here; {RuleFaults.Signs} are.");
        return null;
    }

    private DealRule? Ordered(RuleSubject subject)
    {
        var sign = cursor.Next();
        if (!Orders.TryGetValue(sign.Text, out var order))
        {
            cursor.Note(sign, $"{sign.Shown} is no comparison here; {RuleFaults.Signs} are.");
            return null;
        }
        switch (subject.Kind)
        {
            case RuleKind.Day: return _operands.Day() is { } day ? new DealRule.Compared(subject, order, day) : null;
            case RuleKind.Money: return _operands.Number() is { } amount ? new DealRule.Compared(subject, order, amount) : null;
            case RuleKind.Count or RuleKind.Strength: return _operands.Whole() is { } number ? new DealRule.Compared(subject, order, number) : null;
            case RuleKind.Choice when order == RuleOrder.Equal: return _operands.Word() is { } word ? new DealRule.OneOf(subject, [word]) : null;
        }
        if (!cursor.IsAtJoint) cursor.Next();
        return Unfit(subject, sign);
    }

    private DealRule? Side(RuleSubject subject, RuleToken at)
    {
        if (cursor.Take("future")) return OfDay(subject, at, new DealRule.Compared(subject, RuleOrder.AtLeast, 0));
        if (cursor.Take("past")) return OfDay(subject, at, new DealRule.Compared(subject, RuleOrder.Below, 0));
        cursor.Note(cursor.Peek, "`in future` or `in past` is expected here.");
        return null;
    }

    private DealRule? Word(RuleSubject subject, RuleToken at)
    {
        if (at.Says("known") || at.Says("unknown"))
        {
            cursor.Next();
            if (subject.Kind == RuleKind.Count) return Unfit(subject, at);
            return at.Says("known") ? new DealRule.Known(subject) : new DealRule.Not(new DealRule.Known(subject));
        }
        if (at.Kind == RuleTokenKind.Word && subject.Of == RuleTerm.Field && KnownFields.Rules[subject.Name].Contains(RuleNames.Dashed(at.Text)))
            return OfField(subject.Name, RuleNames.Dashed(cursor.Next().Text));
        if (subject.Kind != RuleKind.Choice)
        {
            if (!cursor.IsAtJoint) cursor.Next();
            return Unfit(subject, at);
        }
        if (!cursor.Take("one")) return _operands.Word() is { } word ? new DealRule.OneOf(subject, [word]) : null;
        if (cursor.Take("of")) return _operands.Words() is { } words ? new DealRule.OneOf(subject, words) : null;
        cursor.Note(cursor.Peek, $"`of` is expected behind `one`, not {cursor.Peek.Shown}.");
        return null;
    }

    private DealRule? FieldAndRule(RuleToken token)
    {
        var (field, rule) = FieldWords.Split(token.Text);
        if (KnownFields.Rules.TryGetValue(RuleNames.Dashed(field), out var rules) && rules.Contains(rule)) return OfField(RuleNames.Dashed(field), rule);
        cursor.Note(token, rules is null ? $"`{Wording.Short(field, 40)}` is no field that is known." : $"the rule `{Wording.Short(rule, 40)}` does not fit the field `{field}`. It can be {Wording.List(rules)}.");
        return null;
    }

    /// <summary>A field's own rule, as the comparison that it is, where it is one.</summary>
    private static DealRule OfField(string field, string rule)
    {
        var subject = new RuleSubject(RuleTerm.Field, field);
        return rule switch
        {
            "present" => new DealRule.Known(subject),
            "positive" => new DealRule.Compared(subject, RuleOrder.Above, 0),
            "future" => new DealRule.Compared(subject, RuleOrder.AtLeast, 0),
            "strong" => new DealRule.Compared(subject, RuleOrder.AtLeast, KnownFields.StrongChampion),
            "at-least-2" => new DealRule.Compared(new RuleSubject(RuleTerm.Stakeholders), RuleOrder.AtLeast, 2),
            "at-least-3" => new DealRule.Compared(new RuleSubject(RuleTerm.Stakeholders), RuleOrder.AtLeast, 3),
            "two-departments" => new DealRule.Compared(new RuleSubject(RuleTerm.Departments), RuleOrder.AtLeast, 2),
            _ => new DealRule.Meets(new RuleSubject(RuleTerm.Asked, $"{field}/{rule}")),
        };
    }

    private DealRule? OfDay(RuleSubject subject, RuleToken at, DealRule rule) => subject.Kind == RuleKind.Day ? rule : Unfit(subject, at);

    private DealRule? Unfit(RuleSubject subject, RuleToken at)
    {
        cursor.Note(at, $"`{Wording.Short(cursor.Since(_from), 80)}`: {RuleFaults.Fits(subject)}.");
        return null;
    }
}
