using System.Text;
using BotCoach.Stages;
using Xunit.Abstractions;

namespace BotCoach.Tests.Stages;

public sealed class DealRulePropertyTests(ITestOutputHelper output)
{
    private const int Rules = 3000;

    [Fact]
    public void What_is_written_is_read_again_without_loss()
    {
        var rules = new RandomRules(Seeded());
        var read = 0;
        for (var i = 0; i < Rules; i++)
        {
            var rule = rules.Next();
            var text = RuleWriter.Write(rule);
            if (text.Length > DealRuleReader.MostCharacters) continue;
            var reading = DealRuleReader.Read(text);
            Assert.True(rule.Equals(reading.Rule), $"{text}\n{string.Join("\n", reading.Problems)}");
            Assert.Equal(rule.GetHashCode(), reading.Rule!.GetHashCode());
            Assert.NotEmpty(RuleWords.Of(rule));
            read++;
        }
        Assert.True(read > Rules / 2, $"only {read} were short enough");
    }

    [Fact]
    public void Any_text_gives_a_rule_or_its_problems()
    {
        var random = Seeded();
        var rules = new RandomRules(random);
        var good = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = random.Next(2) == 0 ? Broken(RuleWriter.Write(rules.Next(2)), random) : Pieces(random);
            var (rule, problems) = DealRuleReader.Read(text);
            Assert.True(rule is null == problems.Count > 0, text);
            Assert.All(problems, p => Assert.True(p.Column >= 1 && p.Column <= text.Length + 1 && p.Sentence.Length is > 0 and < 500, $"{text}\n{p}"));
            if (rule is null) continue;
            good++;
            Assert.True(rule.Equals(DealRuleReader.Read(RuleWriter.Write(rule)).Rule), text);
        }
        Assert.True(good > 100, $"only {good} were rules");
    }

    [Fact]
    public void What_is_called_impossible_is_and_what_asks_nothing_does()
    {
        var random = Seeded();
        var (never, always) = (0, 0);
        for (var i = 0; i < Rules; i++)
        {
            RuleSubject[] subjects = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomRules.All[random.Next(RandomRules.All.Count)]).Distinct()];
            var rule = new RandomRules(random) { Subjects = subjects, IsSmall = true }.Next(random.Next(1, 4));
            var truths = Possible(subjects).Select(facts => RuleVerdict.Of(rule, facts)).ToHashSet();
            Assert.True(truths.Contains(RuleTruth.Yes) == RuleReach.CanHold(rule), RuleWriter.Write(rule));
            Assert.True(truths.Contains(RuleTruth.No) == RuleReach.CanFail(rule), RuleWriter.Write(rule));
            if (!truths.Contains(RuleTruth.Yes)) never++;
            if (!truths.Contains(RuleTruth.No)) always++;
        }
        Assert.True(never > 20 && always > 20, $"{never} never, {always} always");
    }

    [Fact]
    public void What_is_too_much_to_look_at_is_taken_to_be_possible()
    {
        var many = string.Join(" and ", "abcdefghij".Select(c => $"custom \"{c}\" is known"));
        var tangled = $"not ({many}) and ({many.Replace(" and ", " or ")}) and {many}";
        Assert.True(RuleReach.CanHold(DealRuleReader.Read(tangled).Rule!));
    }

    private Random Seeded()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        return new Random(seed);
    }

    private static string Broken(string text, Random random)
    {
        var broken = new StringBuilder(text);
        for (var times = random.Next(3); times > 0; times--)
        {
            var at = random.Next(broken.Length);
            switch (random.Next(3))
            {
                case 0: broken.Remove(at, 1); break;
                case 1: broken.Insert(at, (char)random.Next(32, 0x2100)); break;
                default: broken.Remove(at, Math.Min(random.Next(8), broken.Length - at)); break;
            }
            if (broken.Length == 0) break;
        }
        return broken.ToString();
    }

    private static string Pieces(Random random)
    {
        string[] pieces =
        [
            "amount", "closeDate", "fit", "custom", "stakeholders", "departments", "artifacts", "of", "with", "role", "user", "champion", "problem", "next-step/confirmed", "is", "not", "known",
            "one", "in", "future", "within", "days", "after", "today", "+", "-", ">", ">=", ">>", "=", "(", ")", "and", "or", ",", "\"", "\"x\"", "5", "10k", "2026-01-01", "$", "😀", "\0", "/", "a/b/c", "zzz",
        ];
        return string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    /// <summary>Every combination of values on a finer grid than the rules' own figures.</summary>
    private static IEnumerable<Said> Possible(RuleSubject[] subjects)
    {
        IEnumerable<Dictionary<RuleSubject, RuleState>> all = [[]];
        foreach (var subject in subjects) all = all.SelectMany(said => States(subject).Select(state => new Dictionary<RuleSubject, RuleState>(said) { [subject] = state }));
        return all.Select(said => new Said(said));
    }

    private static IEnumerable<RuleState> States(RuleSubject subject) =>
    [
        default, new(true),
        .. subject.Kind switch
        {
            RuleKind.Flag => [new(true, 0), new(true, 1)],
            RuleKind.Strength => Enumerable.Range(1, 5).Select(n => new RuleState(true, n)),
            RuleKind.Count => Enumerable.Range(0, 6).Select(n => new RuleState(true, n)),
            RuleKind.Day => Enumerable.Range(-5, 11).Select(n => new RuleState(true, n)),
            RuleKind.Money => Enumerable.Range(-2, 11).Select(n => new RuleState(true, n * 0.5m)),
            RuleKind.Choice => new[] { "strong", "Possible", "not", "other" }.Select(w => new RuleState(true, null, w)),
            _ => Array.Empty<RuleState>(),
        },
    ];

    private sealed class Said(Dictionary<RuleSubject, RuleState> states) : IRuleFacts
    {
        public RuleState Of(RuleSubject subject) => states[subject];
    }
}
