using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed class DealRuleReaderTests
{
    public static TheoryData<string, string> Rules() => new()
    {
        { "amount > 0", "amount > 0" },
        { "amount>=10k", "amount >= 10000" },
        { "amount < 2.5m", "amount < 2500000" },
        { "amount = 10,000.50", "amount = 10000.5" },
        { "amount ≥ 5", "amount >= 5" },
        { "budget <= 5", "budget <= 5" },
        { "closeDate in future", "close-date in future" },
        { "CloseDate is in the past", "" },
        { "close_date is in past", "close-date in past" },
        { "close-date is not in past", "not close-date in past" },
        { "close-date within 2 weeks", "close-date within 14 days" },
        { "close-date within 1 day", "close-date within 1 day" },
        { "next-step after today", "next-step after today" },
        { "next-step >= today", "next-step in future" },
        { "close-date > tomorrow", "close-date after today + 1 day" },
        { "close-date on yesterday", "close-date on today - 1 day" },
        { "close-date before today + 2 weeks", "close-date before today + 14 days" },
        { "start-date <= today - 3 days", "start-date <= today - 3 days" },
        { "problem is known", "problem is known" },
        { "success-criteria are present", "success-criteria is known" },
        { "problem is unknown", "problem is not known" },
        { "economicBuyer is not known", "economic-buyer is not known" },
        { "fit is strong", "fit is strong" },
        { "fit is not strong", "fit is not strong" },
        { "fit is \"not\"", "fit is \"not\"" },
        { "fit is not-poor", "fit/not-poor" },
        { "segment = smb", "segment is smb" },
        { "segment is one of smb, mid-market", "segment is one of smb, mid-market" },
        { "segment is not one of SMB, “Mid market”, 2nd", "segment is not one of SMB, \"Mid market\", \"2nd\"" },
        { "stakeholders >= 2", "stakeholders >= 2" },
        { "stakeholders with role economic-buyer >= 1", "stakeholders with role economic-buyer >= 1" },
        { "stakeholders with role economicBuyer = 1", "stakeholders with role economic-buyer = 1" },
        { "departments of stakeholders >= 2", "departments of stakeholders >= 2" },
        { "artifacts of business-case >= 1", "artifacts of business-case >= 1" },
        { "artifacts of 2-pager >= 1", "artifacts of \"2-pager\" >= 1" },
        { "champion >= 4", "champion >= 4" },
        { "champion is strong", "champion >= 4" },
        { "champion is known", "champion is known" },
        { "custom \"Contract type\" is known", "custom \"Contract type\" is known" },
        { "custom \"The \"\"new\"\" one\" is annual", "custom \"The \"\"new\"\" one\" is annual" },
        { "next-step is confirmed", "next-step/confirmed" },
        { "next-step/confirmed and amount > 0", "next-step/confirmed and amount > 0" },
        { "amount/positive or close-date/future or stakeholders/two-departments", "amount > 0 or close-date in future or departments of stakeholders >= 2" },
        { "NOT amount > 5 AND (fit IS strong OR champion>=4)", "not amount > 5 and (fit is strong or champion >= 4)" },
        { "amount > 1 or amount > 2 and amount > 3", "amount > 1 or amount > 2 and amount > 3" },
        { "(amount > 1 or amount > 2) and amount > 3", "(amount > 1 or amount > 2) and amount > 3" },
        { "(amount > 1 and amount > 2) and amount > 3", "amount > 1 and amount > 2 and amount > 3" },
        { "amount > 1 and (amount > 2 and amount > 3)", "amount > 1 and (amount > 2 and amount > 3)" },
        { "not (not (amount > 1))", "not not amount > 1" },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_is_read_as_it_is_meant(string text, string written)
    {
        var (rule, problems) = DealRuleReader.Read(text);
        if (written.Length == 0) Assert.NotEmpty(problems);
        else Assert.Equal(written, rule is null ? string.Join("\n", problems) : RuleWriter.Write(rule));
    }

    [Theory]
    [InlineData("amount > 5 or champion >= 4 and fit is strong", "amount > 5 or (champion >= 4 and fit is strong)")]
    [InlineData("not amount > 5 and fit is strong", "(not amount > 5) and fit is strong")]
    [InlineData("closeDate in future", "close-date >= today")]
    [InlineData("segment is smb", "segment is one of smb")]
    public void Two_ways_of_writing_are_one_rule(string one, string other)
    {
        Assert.NotNull(DealRuleReader.Read(one).Rule);
        Assert.Equal(DealRuleReader.Read(one).Rule, DealRuleReader.Read(other).Rule);
    }

    public static TheoryData<string, string[]> Faults() => new()
    {
        { "amount >> 5", ["column 8: `>>` is no comparison here; `>`, `>=`, `=`, `<`, `<=` are."] },
        { "amount == 5", ["column 8: `==` is no comparison here"] },
        { "amount in future", ["column 8: `amount in future`: an amount is a number; compare it with one, as in `amount > 0`."] },
        { "amount after today", ["column 8: `amount after today`: an amount is a number"] },
        { "amount is big", ["column 11: `amount is big`: an amount is a number"] },
        { "amount", ["column 1: `amount` alone asks nothing: it must be a field and its rule, as in `amount > 0`."] },
        { "amout > 5", ["column 1: `amout` is no field that is known; did you mean `amount`?"] },
        { "amout > 5 and closeDate > 5", ["column 1: `amout`", "column 27: a day is expected here, as in `today + 30 days`, not `5`."] },
        { "amount > five and (fit is or stakeholders with role boss >= x)", ["column 10: a number is expected here, not `five`.", "column 27: a word is expected here, not `or`", "column 53: `boss` is no role that is known", "column 61: a number is expected here, not `x`."] },
        { "(amount > 5", ["column 1: this bracket is never closed."] },
        { "amount > 5)", ["column 11: this bracket was never opened."] },
        { "amount > 5) and amout > 5", ["column 11: this bracket was never opened.", "column 17: `amout`"] },
        { "()", ["column 2: a field is expected here, as in `amount > 0`, not `)`."] },
        { "amount > 5 champion >= 4", ["column 12: `champion` does not belong here: comparisons are joined by `and` or `or`."] },
        { "amount > 5 && champion >= 4", ["column 12: `&&` does not belong here"] },
        { "amount > $5", ["column 10: `$` does not belong here: amounts are compared in the deal's own currency."] },
        { "amount > -5", ["column 10: a number is expected here, not `-`."] },
        { "amount > 10kk", ["column 10: `10kk` is no number"] },
        { "amount > 8૯6", ["column 10: `8૯6` is no number"] },
        { "amount > 1,00", ["column 10: `1,00` is no number"] },
        { "amount > 999999999999999", ["column 10: `999999999999999` is more than a trillion."] },
        { "5 < amount", ["column 1: a field is expected here, as in `amount > 0`, not `5`."] },
        { "stakeholders >= 1.5", ["column 17: a whole number is expected here, not `1.5`."] },
        { "stakeholders with role boss >= 1", ["column 24: `boss` is no role that is known"] },
        { "stakeholders with role economic-byer >= 1", ["column 24: `economic-byer` is no role that is known; did you mean `economic-buyer`?"] },
        { "stakeholders is known", ["column 17: `stakeholders is known`: stakeholders are counted; compare them with a number, as in `stakeholders >= 2`."] },
        { "departments >= 2", ["column 13: `of` is expected here, not `>=`."] },
        { "artifacts >= 2", ["column 11: `of` is expected here, not `>=`."] },
        { "close-date within 30", ["column 21: `days` or `weeks` is expected behind `30`."] },
        { "close-date within 5000 days", ["column 19: `5000 days` is more than ten years."] },
        { "close-date after 2026-12-31", ["column 18: `2026-12-31` will have passed while the rule still stands"] },
        { "close-date in summer", ["column 15: `in future` or `in past` is expected here."] },
        { "problem > 5", ["column 9: `problem > 5`: problem is in words, which are there or not, as in `problem is known`."] },
        { "economic-buyer > 5", ["column 16: `economic-buyer > 5`: an economic buyer is a person, who is known or not, as in `economic-buyer is known`."] },
        { "fit is", ["column 7: a word is expected here, not the end."] },
        { "fit >= strong", ["column 5: `fit >= strong`: a fit is one of some words; say which, as in `fit is strong`."] },
        { "segment is mid market", ["column 12: several words go into quotes: `\"mid market\"`."] },
        { "segment is one smb", ["column 16: `of` is expected behind `one`, not `smb`."] },
        { "segment is \"smb", ["column 12: the quote that begins here does not end."] },
        { "custom Contract is known", ["column 8: the name of the company's own field is expected here, in quotes"] },
        { "amount known", ["column 8: `is` is missing before `known`."] },
        { "amount/confirmed and stakeholders >= 2", ["column 1: the rule `confirmed` does not fit the field `amount`. It can be present and positive."] },
        { "mood/present or amount > 0", ["column 1: `mood` is no field that is known."] },
        { "not", ["column 4: a field is expected here"] },
        { "amount > 5 and", ["column 15: a field is expected here, as in `amount > 0`, not the end."] },
        { "amount % 5", ["column 8: `%` means nothing here.", "column 10: `5` is no comparison here"] },
        { " ", ["column 1: there is nothing here"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Every_mistake_is_pointed_at(string text, string[] expected)
    {
        var (rule, problems) = DealRuleReader.Read(text);
        Assert.Null(rule);
        Assert.True(
            problems.Count == expected.Length && problems.Zip(expected).All(p => p.First.ToString().StartsWith(p.Second, StringComparison.Ordinal)),
            string.Join("\n", problems));
    }

    public static TheoryData<string, string, string> Giants() => new()
    {
        { "a megabyte", new string('x', 1_000_000), "this rule is 1,000,000 characters long; one has at most 1,000." },
        { "brackets without end", new string('(', 10_000), "this rule is 10,000 characters long" },
        { "as many brackets as go in", new string('(', 240) + "amount > 0", "from here on it is nested deeper than 20 times." },
        { "as many nots as go in", string.Concat(Enumerable.Repeat("not ", 240)) + "amount > 0", "from here on it is nested deeper than 20 times." },
        { "commas", "segment is one of a" + string.Concat(Enumerable.Repeat(",a", 400)), "this rule has 806 words and signs; one has at most 250." },
    };

    [Theory]
    [MemberData(nameof(Giants))]
    public void A_rule_of_any_size_is_answered_in_one_sentence(string name, string text, string sentence) =>
        Assert.True(DealRuleReader.Read(text).Problems is [var only] && only.Sentence.StartsWith(sentence, StringComparison.Ordinal), $"{name}: {string.Join("\n", DealRuleReader.Read(text).Problems)}");

    [Theory]
    [InlineData("close-date in future", "close date in the future")]
    [InlineData("departments of stakeholders >= 2", "two departments among the stakeholders")]
    [InlineData("stakeholders with role economic-buyer >= 1", "an economic buyer among the stakeholders")]
    [InlineData("stakeholders > 1", "two stakeholders")]
    [InlineData("stakeholders with role blocker = 0", "no blockers among the stakeholders")]
    [InlineData("stakeholders < 2", "at most one stakeholder")]
    [InlineData("artifacts of business-case >= 1", "one link to the business case")]
    [InlineData("amount > 0", "amount above 0")]
    [InlineData("amount >= 10k", "amount of 10,000 or more")]
    [InlineData("not amount >= 10k", "amount below 10,000")]
    [InlineData("amount = 5", "amount exactly 5")]
    [InlineData("champion >= 4", "champion rated 4 or more of 5")]
    [InlineData("close-date within 30 days", "close date within 30 days")]
    [InlineData("next-step after today + 1 week", "next step after 7 days from today")]
    [InlineData("problem is known", "problem filled in")]
    [InlineData("economic-buyer is known", "an economic buyer named")]
    [InlineData("champion is not known", "no champion")]
    [InlineData("segment is one of smb, mid-market", "segment that is smb or mid-market")]
    [InlineData("fit is not strong", "fit other than strong")]
    [InlineData("custom \"Contract type\" is known", "“Contract type” filled in")]
    [InlineData("next-step is confirmed", "the buyer has confirmed the next step and its date")]
    [InlineData("amount > 0 and (fit is strong or champion >= 4)", "amount above 0 and either fit that is strong or champion rated 4 or more of 5")]
    [InlineData("not (amount > 0 and fit is strong)", "amount of 0 or less or fit other than strong")]
    public void A_rule_is_said_in_plain_words(string text, string said)
    {
        Assert.Equal(said, RuleWords.Of(DealRuleReader.Read(text).Rule!));
        if (!FieldAsk.IsOne(text)) Assert.Equal(said, FieldWords.Counts(new Evidence(EvidenceKind.Rule, text), null));
    }
}
