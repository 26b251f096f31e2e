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

    [Theory]
    [InlineData("What could still stop it, and have you asked them?", "nobody knows")] [InlineData("Why now", "Tom knows")] [InlineData("Problem", "weiß ich noch nicht")]
    [InlineData("Champion", "à définir")] [InlineData("Champion", "{{champion}}")] [InlineData("Champion", "John Doe")] [InlineData("Success criteria", "KPI 1, KPI 2, KPI 3")]
    [InlineData("Why now", "12345")] [InlineData("Impact", "drive growth and improve efficiency")] [InlineData("Problem", "dskfjhsdkjfh")] [InlineData("Decision people", "t  b  d")]
    [InlineData("Is the close date theirs or ours?", "Is the close date theirs or ours")] [InlineData("Budget", "tbd w/ finance, will add")]
    [InlineData("Which success criteria did they call met, and which not?", "👍")] [InlineData("Legal", "see Anna's email")] [InlineData("Current stack", "{stack}")]
    [InlineData("Problem", "SEE THE NOTES")] [InlineData("Champion", "Wefwef")] [InlineData("Champion", "Yes")] [InlineData("Requirements", "requirements doc")] [InlineData("Budget", "999999")]
    [InlineData("Concessions", "to be negotiated")] [InlineData("Problem", "kommer senere")] [InlineData("Success criteria", "good feedback")]
    public void What_would_fit_any_other_deal_is_no_answer(string question, string text) => Assert.True(Placeholders.IsOne(text, question, 1), text);

    [Theory]
    [InlineData("Is the close date theirs or ours?", "theirs")] [InlineData("Is a tender required?", "no")] [InlineData("Blockers", "none")] [InlineData("Amount", "12345")]
    [InlineData("Budget", "tbd by Dana on 3 Dec after the board")] [InlineData("Segment", "NA midmarket")] [InlineData("Champion", "Jan")] [InlineData("Champion", "Bo")]
    [InlineData("Champion", "Ms Ask")] [InlineData("What did they do since the last call?", "nothing")] [InlineData("Why now", "no pressure from anybody")]
    [InlineData("The buyer has named a problem in their own words.", "“it's slow”")] [InlineData("Signed agreement.", "only we signed")] [InlineData("Objections", "too complex")]
    [InlineData("Current stack", "AS/400")] [InlineData("Close date", "next month")] [InlineData("Procurement", "walk-in")] [InlineData("Fit", "weak")]
    [InlineData("Problem", "customers wait")] [InlineData("Decision process", "she decides alone")] [InlineData("Current stack", "close.io")] [InlineData("Account", "The Very Group")]
    [InlineData("Economic buyer", "ms early")] [InlineData("Blockers", "time")] [InlineData("Segment", "HE")] [InlineData("Expansion", "more users")] [InlineData("Lead source", "they called us")]
    public void What_is_short_may_be_an_answer_to_its_question(string question, string text) => Assert.False(Placeholders.IsOne(text, question, 1), text);

    /// <summary>It stops reading as soon as it knows, and would have said the same at the end.</summary>
    [Fact]
    public void What_it_says_early_it_would_say_of_the_whole_text()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] criteria = ["Buyer has confirmed the problem.", "Economic buyer is identified and engaged", "Is it the price, or the date?", "Who decides, and how do you know?", "Next step", "Yes", "..."];
        string[] words =
        [
            "n/a", "tbd", "to be", "determined", "yes", "ok", "Done", "buyer", "has", "confirmed", "the", "problem", "Economic", "identified", "engaged", "asdf", "aaaa", "blabla", "x", "no", "nobody", "see", "notes", "will",
            "111", "Dana", "CFO,", "予算は", "Ответ", "I", "don't", "know", "yet", "--", "ÄÖ", "ababab", "1)", "2)", "none", "İ", "qwer", "later", "NA", "IT", "Mr", "GmbH", "3 May", "Monday", "growth", "good", "walk-in", "and/or", "They", "knows", new string('k', 300),
        ];
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Join(random.Next(4) == 0 ? "  " : " ", Enumerable.Range(0, random.Next(random.Next(2) == 0 ? 7 : 20)).Select(_ => words[random.Next(words.Length)]));
            var criterion = criteria[random.Next(criteria.Length)];
            Assert.True(Wholly(text, Asked.Nothing) == Placeholders.IsOne(text), $"“{text}”, seed {seed}");
            Assert.True(Wholly(text, new Asked(criterion)) == Placeholders.IsOne(text, criterion, 1), $"“{text}” to “{criterion}”, seed {seed}");
        }
    }

    [Fact]
    public void A_word_is_read_as_its_letters_without_case_and_accents()
    {
        const string text = "  Don't “VERIFY” this: naïve follow-up at 21:30 — Łódź/Köln (EUR 1.200,50)… İ";
        string[] plain = ["dont", "verify", "this", "naive", "followup", "at", "2130", "lodzkoln", "eur", "1200", "50", "i"];
        var read = new List<ulong>();
        for (var words = new Spelled(text); words.Next();) read.Add(words.Hash);
        Assert.Equal(plain.Select(w => PlaceholderWords.HashOf(w)), read);
    }

    /// <summary>It is asked of every text of every deal.</summary>
    [Fact]
    public void To_judge_a_text_takes_no_memory()
    {
        const string criterion = "Buyer has confirmed the problem.";
        string[] texts = ["Dana, their CFO, confirmed on 3 March that month end takes two days too long", "see notes", "tbd w/ client", "walk-in", "Łódź, 予算は確保済み", new string('k', 300)];
        foreach (var text in texts) Placeholders.IsOne(text, criterion, 1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var text in texts) Assert.True(Placeholders.IsOne(text, criterion, 1) == Placeholders.IsOne(text, criterion, 1) && (Placeholders.IsOne(text) || !Placeholders.IsNoName(text)));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Wholly(string text, Asked asked)
    {
        if (string.IsNullOrWhiteSpace(text)) return true;
        var weighed = new Weighed(asked);
        for (var words = new Spelled(text, asked.IsKnown && Spelled.IsShouted(text)); words.Next();) weighed.Read(ref words);
        return weighed.SaysNothing;
    }
}
