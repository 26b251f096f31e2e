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

    /// <summary>What is fast says just what the plain way says, of texts that are mixed from all that it knows.</summary>
    [Fact]
    public void It_says_what_words_in_sets_would_say()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] criteria = ["Buyer has confirmed the problem.", "Economic buyer is identified and engaged", "Yes", "..."];
        string[] words =
        [
            "n/a", "tbd", "to be", "determined", "yes", "ok", "Done", "buyer", "has", "confirmed", "the", "problem", "Economic", "identified", "engaged", "asdf", "aaaa", "blabla", "x",
            "111", "Dana", "CFO,", "予算は", "Ответ", "I", "don't", "know", "yet", "--", "ÄÖ", "ababab", "abcabc", "none", "İ", "qwer", "later", "abcd", "ab", "qwertyuiopasdf", "They", "onboard", new string('k', 300),
        ];
        for (var n = 0; n < 20_000; n++)
        {
            var text = string.Join(random.Next(4) == 0 ? "  " : " ", Enumerable.Range(0, random.Next(random.Next(2) == 0 ? 7 : 20)).Select(_ => words[random.Next(words.Length)]));
            var criterion = criteria[random.Next(criteria.Length)];
            Assert.True(Plainly.IsOne(text) == Placeholders.IsOne(text), $"“{text}”, seed {seed}");
            Assert.True(Plainly.IsNoName(text) == Placeholders.IsNoName(text), $"“{text}”, seed {seed}");
            Assert.True(Plainly.IsOne(text, criterion) == Placeholders.IsOne(text, criterion, 1), $"“{text}” to “{criterion}”, seed {seed}");
        }
    }

    /// <summary>The same rule with words in sets.</summary>
    private static class Plainly
    {
        public static bool IsOne(string text) => string.IsNullOrWhiteSpace(text) || IsEmpty(WordsOf(text)) || Begins(WordsOf(text));

        public static bool IsNoName(string text) => string.IsNullOrWhiteSpace(text) || IsEmpty(WordsOf(text));

        public static bool IsOne(string text, string criterion)
        {
            if (IsOne(text)) return true;
            var said = WordsOf(text).ToHashSet();
            if (said.All(w => w is "yes" or "y" or "ok" or "okay" or "done" or "true" or "no" or "none" or "sure" or "confirmed" or "checked" or "good" or "fine" or "complete" or "completed")) return true;
            said.ExceptWith(["yes", "ok", "okay", "done", "true", "confirmed"]);
            var asked = WordsOf(criterion).ToHashSet();
            if (asked.Count == 0) return false;
            var shared = said.Count(asked.Contains);
            return (shared == said.Count && shared * 2 >= asked.Count) || shared >= 0.75 * said.Union(asked).Count();
        }

        private static bool Begins(List<string> words) => words.Count <= 4 && words[0] is "na" or "tbd" or "tba" or "tbc" or "todo";

        private static bool IsEmpty(List<string> words) => string.Concat(words) is var joined
            && (joined.Length == 0 || IsKnown(joined) || words.All(w => IsKnown(w) || IsMash(w)) || IsMash(joined));

        private static bool IsKnown(string word) => word is "na" or "tbd" or "asdf" or "tobedetermined" or "tobeconfirmed" or "tobedone" or "noneyet" or "later" or "dontknow" or "idontknow" or "idontknowyet";

        private static bool IsMash(string word) => word.All(c => char.IsLetter(c) && c <= 0x24f)
            && (word.Distinct().Count() == 1 || (word.Length >= 4 && new[] { "qwertyuiop", "asdfghjkl", "zxcvbnm" }.Any(r => r.Contains(word, StringComparison.Ordinal)))
                || (word.Length >= 6 && Enumerable.Range(2, 3).Any(p => word.Length % p == 0 && word.Length > p && Enumerable.Range(p, word.Length - p).All(i => word[i] == word[i - p]))));

        private static List<string> WordsOf(string text) =>
            [.. text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(w.Where(char.IsLetterOrDigit))).Where(w => w.Length > 0)];
    }
}
