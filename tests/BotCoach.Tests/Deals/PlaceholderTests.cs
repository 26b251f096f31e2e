using BotCoach.Deals;

namespace BotCoach.Tests.Deals;

public sealed class PlaceholderTests
{
    [Theory]
    [InlineData(null)] [InlineData("")] [InlineData("   ")] [InlineData("-")] [InlineData("--")] [InlineData("...")] [InlineData("?")] [InlineData("???")]
    [InlineData("n/a")] [InlineData("N/A")] [InlineData("N.A.")] [InlineData("na")] [InlineData("n/a for now")] [InlineData("tbd")] [InlineData("TBD!")]
    [InlineData("tbd next week")] [InlineData("T.B.D.")] [InlineData("to be determined")] [InlineData("tbc")] [InlineData("todo")] [InlineData("asdf")]
    [InlineData("asdfasdf")] [InlineData("ASDF asdf")] [InlineData("qwerty")] [InlineData("sdfg")] [InlineData("test")] [InlineData("test test")]
    [InlineData("Testing")] [InlineData("xxx")] [InlineData("x")] [InlineData("XXXXX")] [InlineData("aaaa")] [InlineData("zzz zzz")] [InlineData("blabla")]
    [InlineData("blah blah")] [InlineData("unknown")] [InlineData("don't know")] [InlineData("I don't know yet")] [InlineData("pending")] [InlineData("not sure")]
    [InlineData("will update")] [InlineData("see CRM")] [InlineData("lorem ipsum")] [InlineData("foo bar")] [InlineData("placeholder")]
    public void These_are_no_answers(string? text) => Assert.True(Placeholders.IsOne(text), text);

    [Theory]
    [InlineData("Na Li", false)] [InlineData("NA Capital", false)] [InlineData("Todo Group", false)] [InlineData("N/A", true)] [InlineData("tbd", true)] [InlineData("", true)]
    public void A_name_may_begin_like_a_placeholder(string name, bool isNone) => Assert.Equal(isNone, Placeholders.IsNoName(name));

    [Theory]
    [InlineData("Reports take two days each month")] [InlineData("12500")] [InlineData("111")] [InlineData("5")] [InlineData("Q3")] [InlineData("SAP")]
    [InlineData("Net 30")] [InlineData("strong")] [InlineData("Dana Lee")] [InlineData("smb")] [InlineData("none, they build it themselves")]
    [InlineData("IT")] [InlineData("Ana said the test went well")] [InlineData("The unknown is who signs, Dana will tell on Monday")]
    [InlineData("予算は確保済み")] [InlineData("Ответ будет в понедельник")] [InlineData("Naomi")] [InlineData("Later than June is too late for them")]
    public void These_are_answers(string text) => Assert.False(Placeholders.IsOne(text), text);

    [Theory]
    [InlineData("Buyer has confirmed the problem.", "buyer has confirmed the problem")]
    [InlineData("Buyer has confirmed the problem.", "Yes, the buyer has confirmed the problem!")]
    [InlineData("Buyer has confirmed the problem.", "problem confirmed buyer has")]
    [InlineData("Buyer has confirmed the problem.", "yes")]
    [InlineData("Buyer has confirmed the problem.", "Done, ok")]
    [InlineData("Economic buyer is identified and engaged", "Economic buyer identified and engaged")]
    public void The_criterions_own_words_pasted_back_are_no_answer(string criterion, string text) => Assert.True(Placeholders.IsOne(text, criterion, 1));

    [Theory]
    [InlineData("Buyer has confirmed the problem.", "Dana, their CFO, confirmed on 3 March that month end takes two days too long")]
    [InlineData("Economic buyer is identified", "Bert Lang, CFO")]
    [InlineData("Success criteria are agreed", "Close the books in three days by June; Dana and Bert agreed in the call")]
    public void An_answer_to_a_criterion_may_use_some_of_its_words(string criterion, string text) => Assert.False(Placeholders.IsOne(text, criterion, 1));

    [Fact]
    public void The_same_text_on_five_deals_is_none_on_any_of_them()
    {
        Assert.False(Placeholders.IsOne("They need better reports", 4));
        Assert.True(Placeholders.IsOne("They need better reports", 5));
    }

    [Fact]
    public void Texts_that_differ_in_case_and_punctuation_only_are_the_same() =>
        Assert.Equal(SaidText.KeyOf("They need better reports!"), SaidText.KeyOf("they need  BETTER reports"));
}
