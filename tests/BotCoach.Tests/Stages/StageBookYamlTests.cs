using BotCoach.Stages;
using Xunit.Abstractions;

namespace BotCoach.Tests.Stages;

public sealed class StageBookYamlTests(ITestOutputHelper output)
{
    private const string Small =
        """
        name: Small
        description: A small one
        source: ours
        stages:
          - id: only
            name: Only
            purpose: To be there
            owner: AE
            guideline: { days: 7, source: ours }
            forecast: { category: pipeline, probability: 10, source: ours }
            exit:
              - id: done
                text: It is done
                source: ours
                accepts: [note, quote, { field: problem }, { rule: next-step/confirmed }]
        """;

    [Theory]
    [InlineData("trailing *a")]
    [InlineData("mid & market")]
    [InlineData("smb &a *b")]
    public void A_segment_of_any_name_survives_yaml(string name)
    {
        var seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);
        var book = seven with { Stages = [seven.Stages[0] with { Guideline = seven.Stages[0].Guideline with { BySegment = new Dictionary<string, int> { [name] = 84 } } }, .. seven.Stages.Skip(1)] };
        var reading = StageBookYaml.Read(StageBookYaml.Write(book));
        Assert.Empty(reading.Problems);
        Assert.Null(Same.Difference(book, reading.Book!));
    }

    [Fact]
    public void A_book_survives_yaml_and_json_without_loss()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var books = new RandomBooks(seed);
        for (var i = 0; i < 200; i++)
        {
            var book = books.Next();
            var yaml = StageBookYaml.Write(book);
            var reading = StageBookYaml.Read(yaml);
            Assert.True(reading.Book is not null, $"seed {seed}, book {i}: {string.Join(" ", reading.Problems)}\n{yaml}");
            Assert.True(Same.Difference(book, reading.Book) is null, $"seed {seed}, book {i}: {Same.Difference(book, reading.Book)}\n{yaml}");
            Assert.Equal(yaml, StageBookYaml.Write(reading.Book!));
            var json = StageBookJson.Write(book);
            Assert.True(Same.Difference(book, StageBookJson.Read(json)) is null, $"seed {seed}, book {i}: {Same.Difference(book, StageBookJson.Read(json))}\n{json}");
        }
    }

    [Fact]
    public void A_template_survives_both_forms()
    {
        foreach (var name in BuiltInBooks.Names)
        {
            var book = BuiltInBooks.Open(name);
            Assert.Null(Same.Difference(book, StageBookYaml.Read(StageBookYaml.Write(book)).Book));
            Assert.Null(Same.Difference(book, StageBookJson.Read(StageBookJson.Write(book))));
        }
    }

    [Fact]
    public void Signals_are_switched_off_and_tuned_as_a_person_would_write_it()
    {
        var text = Small + "\n    signals:\n      - { signal: too-long-in-stage, days: 30, severity: 4, source: ours }\nrules:\n  signals:\n    - { signal: buyer-silent, switched-off: true, source: ours }\n";
        var book = StageBookYaml.Read(text).Book!;
        Assert.Equal([new SignalTuning("buyer-silent", "ours") { Off = true }], book.Rules.Signals);
        Assert.Equal([new SignalTuning("too-long-in-stage", "ours") { Days = 30, Severity = 4 }], book.Stages[0].Signals);
        Assert.Contains("    - signal: buyer-silent\n      switched-off: true\n      source: ours\n", StageBookYaml.Write(book));
        Assert.Equal("'severity' must be a whole number, not 'high'.", Assert.Single(StageBookYaml.Read(text.Replace("severity: 4", "severity: high")).Problems).Sentence);
        Assert.DoesNotContain("signals", StageBookYaml.Write(StageBookYaml.Read(Small).Book!));
    }

    [Fact]
    public void Evidence_reads_as_a_person_would_write_it()
    {
        var criterion = StageBookYaml.Read(Small).Book!.Stages[0].Exit[0];
        Assert.True(criterion.Required);
        Assert.Equal<Evidence>(
            [new(EvidenceKind.Note), new(EvidenceKind.Quote), new(EvidenceKind.Field, "problem"), new(EvidenceKind.Rule, "next-step/confirmed")],
            criterion.Accepts);
        var written = StageBookYaml.Write(StageBookYaml.Read(Small).Book!);
        Assert.Contains("          - note\n", written);
        Assert.Contains("          - rule: next-step/confirmed\n", written);
    }

    [Theory]
    [InlineData("name: Small", "nome: Small", 1, 1, "'nome' is not known here")]
    [InlineData("name: Small", "nome: Small", 1, 1, "'name' is missing here")]
    [InlineData("days: 7", "days: 7d", 9, 24, "'days' must be a whole number, not '7d'")]
    [InlineData("days: 7", "days: 99999999999", 9, 24, "'days' must be a whole number")]
    [InlineData("days: 7", "days: [7]", 9, 24, "'days' must be a whole number")]
    [InlineData("    owner: AE", "    owner:", 8, 11, "'owner' has no value")]
    [InlineData("    owner: AE", "    owner: { a: b }", 8, 12, "'owner' must be text")]
    [InlineData("    owner: AE", "    owner: AE\n    kind: afterwards", 9, 11, "'kind' must be one of pipeline and after-win, not 'afterwards'")]
    [InlineData("        source: ours\n", "        source: ours\n        required: maybe\n", 15, 19, "'required' must be true or false, not 'maybe'")]
    [InlineData("{ field: problem }", "{ feeld: problem }", 15, 32, "Evidence is one of")]
    [InlineData("{ field: problem }", "proof", 15, 32, "Evidence is one of")]
    [InlineData("stages:", "stages: 7\nrest:", 4, 9, "'stages' must be a list")]
    [InlineData("  - id: only", "  - just words\n  - id: only", 5, 5, "Keys and values are expected here")]
    [InlineData("name: Small", "name: Small\nname: Twice", 2, 1, "uplicate key")]
    [InlineData("name: Small", "name: &x Small\nother: *x", 2, 8, "Aliases (*name) are not read here")]
    [InlineData("name: Small", "name: 'Small", 1, 7, "not well-formed YAML")]
    [InlineData("name: Small", "name: Small\n\tx: 1", 1, 7, "not well-formed YAML")]
    [InlineData("source: ours\nstages", "source: ours\n---\nstages", 4, 1, "A second document begins here")]
    public void What_is_wrong_is_said_with_line_and_column(string right, string wrong, int line, int column, string sentence)
    {
        Assert.Contains(right, Small);
        var reading = StageBookYaml.Read(Small.Replace(right, wrong));
        Assert.Null(reading.Book);
        Assert.True(
            reading.Problems.Any(p => p.Sentence.Contains(sentence, StringComparison.Ordinal) && (p.Line, p.Column) == (line, column)),
            string.Join("\n", reading.Problems));
    }

    [Fact]
    public void Every_problem_is_reported_in_one_reading()
    {
        var reading = StageBookYaml.Read(Small.Replace("name: Small", "nome: Small").Replace("days: 7", "days: soon").Replace("owner: AE", "owner:"));
        Assert.Equal(4, reading.Problems.Count);
        Assert.Equal(reading.Problems.OrderBy(p => p.Line).ThenBy(p => p.Column), reading.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n# nothing but a comment")]
    [InlineData("just words")]
    [InlineData("[]")]
    [InlineData("~")]
    [InlineData("{}")]
    [InlineData("%YAML 9.9\n---\nname: x")]
    [InlineData("? [a, b]\n: c")]
    [InlineData("\u0000")]
    public void What_is_no_process_at_all_is_a_problem_and_no_exception(string yaml)
    {
        var reading = StageBookYaml.Read(yaml);
        Assert.Null(reading.Book);
        Assert.All(reading.Problems, p => Assert.True(p.Line >= 1 && p.Column >= 1 && !p.Sentence.Contains("Exception"), p.ToString()));
        Assert.NotEmpty(reading.Problems);
    }

    [Fact]
    public void Nesting_without_end_and_text_without_end_are_refused()
    {
        Assert.Contains("nested deeper", Assert.Single(StageBookYaml.Read(new string('[', 200_000)).Problems).Sentence);
        Assert.Contains("at most 1,000,000", Assert.Single(StageBookYaml.Read(new string('a', 1_000_001)).Problems).Sentence);
    }

    [Fact]
    public void A_damaged_text_never_throws()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        const string Marks = " :-#[]{}&*!|>'\"%@`,?\n\t\0é\ud83d";
        for (var i = 0; i < 2000; i++)
        {
            var text = Small.ToCharArray().ToList();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(text.Count);
                if (random.Next(3) == 0) text.RemoveAt(at);
                else text.Insert(at, Marks[random.Next(Marks.Length)]);
            }
            var yaml = new string([.. text]);
            var thrown = Record.Exception(() => StageBookYaml.Read(yaml));
            Assert.True(thrown is null, $"seed {seed}, text {i}: {thrown}\n{yaml}");
        }
    }
}
