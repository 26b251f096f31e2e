using BotCoach.Stages;
using Xunit.Abstractions;

namespace BotCoach.Tests.Stages;

public sealed class OverlaysTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names() => [.. BuiltInOverlays.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_methodology_has_no_problem_and_each_line_a_source(string name)
    {
        var overlay = BuiltInOverlays.Open(name);
        Assert.Empty(OverlayRules.Check(overlay));
        Assert.Equal(name, overlay.Id);
        Assert.All(overlay.Questions.Select(q => q.Criterion.Source).Append(overlay.Source), s => Assert.Matches("^(ours|001: |002: )", s));
        Assert.All(overlay.Questions, q => Assert.False(q.Criterion.Required));
    }

    [Theory]
    [InlineData(BuiltInOverlays.Bant, "Budget", "Authority", "Need", "Timeline")]
    [InlineData(BuiltInOverlays.Meddicc, "Metrics", "Economic buyer", "Decision criteria", "Decision process", "Identify pain", "Champion", "Competition")]
    [InlineData(BuiltInOverlays.Spiced, "Situation", "Pain", "Impact", "Critical event", "Decision")]
    public void A_methodology_asks_for_each_of_its_letters(string name, params string[] letters) =>
        Assert.Equal(letters, BuiltInOverlays.Open(name).Questions.Select(q => q.Criterion.Text.Split(':')[0]).Distinct());

    [Theory]
    [MemberData(nameof(Names))]
    public void Laid_over_a_template_it_adds_advisory_questions_and_leaves_all_else_as_it_is(string name)
    {
        var overlay = BuiltInOverlays.Open(name);
        foreach (var book in BuiltInBooks.Names.Select(BuiltInBooks.Open))
        {
            var laid = Overlays.Lay(book, overlay);
            Assert.Empty(StageBookRules.Check(laid));
            var added = laid.Stages.Select((s, i) => s.Exit.Skip(book.Stages[i].Exit.Count)).SelectMany(c => c).ToList();
            Assert.All(added, c => Assert.Equal((false, true), (c.Required, c.Id.StartsWith($"{name}-", StringComparison.Ordinal))));
            Assert.Null(Same.Difference(book, laid with { Stages = [.. laid.Stages.Select((s, i) => s with { Exit = [.. s.Exit.Take(book.Stages[i].Exit.Count)] })] }));
        }
    }

    [Fact]
    public void No_criterion_of_a_template_can_be_taken_for_a_methodologys()
    {
        var ids = BuiltInBooks.Names.SelectMany(n => BuiltInBooks.Open(n).Stages).SelectMany(s => s.Entry.Concat(s.Exit)).Select(c => c.Id);
        Assert.DoesNotContain(ids, id => BuiltInOverlays.Names.Any(n => id.StartsWith($"{n}-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Laying_twice_changes_nothing_and_lifting_gives_the_very_book_back()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var (odd, random) = (new RandomBooks(seed), new Random(seed));
        var added = 0;
        for (var i = 0; i < 400; i++)
        {
            var book = i % 2 == 0 ? odd.Next() : Woven(random);
            var overlay = BuiltInOverlays.Open(BuiltInOverlays.Names[random.Next(BuiltInOverlays.Names.Count)]);
            var laid = Overlays.Lay(book, overlay);
            var (twice, lifted) = (Same.Difference(laid, Overlays.Lay(laid, overlay)), Same.Difference(book, Overlays.Lift(laid, overlay)));
            Assert.True(twice is null && lifted is null, $"seed {seed}, book {i}: {twice} {lifted}");
            Assert.All(laid.Stages, s => Assert.True(s.Kind == StageKind.Pipeline || !s.Exit.Any(c => c.Id.StartsWith($"{overlay.Id}-", StringComparison.Ordinal)), $"seed {seed}, book {i}"));
            added += laid.Stages.Sum(s => s.Exit.Count) - book.Stages.Sum(s => s.Exit.Count);
        }
        Assert.True(added > 400, $"only {added} questions were laid");
    }

    [Fact]
    public void A_book_that_has_some_of_the_questions_gets_the_others_and_loses_all()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var i = 0; i < 200; i++)
        {
            var (book, overlay) = (Woven(random), BuiltInOverlays.Open(BuiltInOverlays.Names[random.Next(BuiltInOverlays.Names.Count)]));
            var whole = Overlays.Lay(book, overlay);
            var some = whole with { Stages = [.. whole.Stages.Select(s => s with { Exit = [.. s.Exit.Where(c => !c.Id.StartsWith($"{overlay.Id}-", StringComparison.Ordinal) || random.Next(2) == 0)] })] };
            var again = Overlays.Lay(some, overlay);
            Assert.True(Standing(whole).SetEquals(Standing(again)), $"seed {seed}, book {i}");
            Assert.True(Same.Difference(book, Overlays.Lift(some, overlay)) is null, $"seed {seed}, book {i}");
        }
    }

    [Fact]
    public void Two_methodologies_lie_side_by_side_and_each_is_lifted_alone()
    {
        var (meddicc, spiced) = (BuiltInOverlays.Open(BuiltInOverlays.Meddicc), BuiltInOverlays.Open(BuiltInOverlays.Spiced));
        foreach (var book in BuiltInBooks.Names.Select(BuiltInBooks.Open))
        {
            var one = Overlays.Lay(book, meddicc);
            var both = Overlays.Lay(one, spiced);
            Assert.Null(Same.Difference(one, Overlays.Lift(both, spiced)));
            Assert.Equal(Standing(both).Where(s => s.Id.StartsWith("spiced-", StringComparison.Ordinal)), Standing(Overlays.Lift(both, meddicc)).Where(s => s.Id.StartsWith("spiced-", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void What_the_stage_asks_for_already_is_left_out()
    {
        var bant = BuiltInOverlays.Open(BuiltInOverlays.Bant);
        var common = BuiltInBooks.Open(BuiltInBooks.SevenCommonBant);
        Assert.Same(common, Overlays.Lay(common, bant));
        Assert.All(Overlays.Places(common, bant), p => Assert.Equal((true, "qualification"), (p.IsAskedAlready, common.Stages[p.Stage].Id)));
        // the seven stages qualify by people, problem and why now, and never ask for a budget
        Assert.Equal([("qualification", "bant-budget")], Added(BuiltInBooks.SevenStages, BuiltInOverlays.Bant));
    }

    [Theory]
    [InlineData(BuiltInBooks.SevenStages, "business-case", "meddicc-economic-buyer-heard")]
    [InlineData(BuiltInBooks.SevenStages, "business-case", "meddicc-champion")]
    [InlineData(BuiltInBooks.SevenStages, "discovery", "meddicc-decision-criteria")]
    [InlineData(BuiltInBooks.SevenStages, "discovery", "meddicc-competition")]
    [InlineData(BuiltInBooks.SmbVelocity, "solution-exploring", "meddicc-economic-buyer-heard")]
    [InlineData(BuiltInBooks.SmbVelocity, "solution-exploring", "meddicc-metrics")]
    [InlineData(BuiltInBooks.MidMarketBuyerCentric, "solution-exploring", "meddicc-champion")]
    [InlineData(BuiltInBooks.Recruiting, "qualification", "meddicc-economic-buyer-heard")]
    public void A_question_goes_to_the_first_stage_that_asks_for_what_it_is_near_to(string template, string stage, string question) =>
        Assert.Contains((stage, question), Added(template, BuiltInOverlays.Meddicc));

    [Fact]
    public void A_field_asked_for_by_a_weaker_rule_is_asked_for_by_the_stronger_one_too()
    {
        Assert.DoesNotContain("meddicc-champion", Added(BuiltInBooks.Enterprise, BuiltInOverlays.Meddicc, s => s with { Fields = [new("champion", "strong", "ours")] }));
        Assert.Contains("meddicc-champion", Added(BuiltInBooks.Enterprise, BuiltInOverlays.Meddicc, s => s with { Fields = [new("champion", "present", "ours")] }));
        Assert.DoesNotContain("meddicc-pain", Added(BuiltInBooks.Enterprise, BuiltInOverlays.Meddicc, s => s with { Fields = [new("problem", "present", "ours")] }));
        Assert.DoesNotContain("bant-budget", Added(BuiltInBooks.Enterprise, BuiltInOverlays.Bant, s => s with { Fields = [new("budget", "positive", "ours")] }));
    }

    [Theory]
    [InlineData(1, 0, 0, 0)]
    [InlineData(2, 0, 0, 0)]
    [InlineData(3, 0, 1, 1)]
    [InlineData(5, 1, 2, 3)]
    [InlineData(6, 1, 2, 4)]
    [InlineData(12, 2, 5, 10)]
    public void Where_no_stage_asks_for_it_a_question_goes_to_its_part_of_the_pipeline(int stages, int early, int middle, int late)
    {
        var overlay = new Overlay
        {
            Id = "ours", Name = "Ours", Description = "Ours", Source = "ours",
            Questions = [.. Enum.GetValues<PipelinePart>().Select(part => new OverlayQuestion(Question($"ours-{part}"), ["term"], part))],
        };
        var book = Bare(stages);
        Assert.Equal([early, middle, late], Overlays.Places(book, overlay).Select(p => p.Stage));
        Assert.Empty(Overlays.Lay(book, overlay).Stages[^1].Exit);
    }

    [Fact]
    public void A_book_without_a_pipeline_has_no_place_for_a_question()
    {
        var book = Bare(0);
        Assert.Same(book, Overlays.Lay(book, BuiltInOverlays.Open(BuiltInOverlays.Bant)));
    }

    [Fact]
    public void A_question_that_was_reworded_or_moved_stays_so_and_is_lifted_all_the_same()
    {
        var (book, bant) = (Bare(3), BuiltInOverlays.Open(BuiltInOverlays.Bant));
        var laid = Overlays.Lay(book, bant);
        var reworded = laid.Stages[0].Exit[0] with { Text = "Is there money?", Required = true };
        var edited = laid with { Stages = [laid.Stages[0] with { Entry = [reworded], Exit = [.. laid.Stages[0].Exit.Skip(1)] }, .. laid.Stages.Skip(1)] };
        Assert.Same(edited, Overlays.Lay(edited, bant));
        Assert.Null(Same.Difference(book, Overlays.Lift(edited, bant)));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_an_overlay_is_said_with_its_place(string place, string sentence, Func<Overlay, Overlay> spoil)
    {
        var problems = OverlayRules.Check(spoil(BuiltInOverlays.Open(BuiltInOverlays.Bant)));
        Assert.True(problems.Any(p => p.Place == place && p.Sentence.Contains(sentence, StringComparison.Ordinal) && !p.IsWarning), string.Join("\n", problems));
    }

    public static TheoryData<string, string, Func<Overlay, Overlay>> Wrong() => new()
    {
        { "", "The source is empty.", o => o with { Source = "" } },
        { "", "The overlay's id 'Bant!' is malformed", o => o with { Id = "Bant!" } },
        { "questions", "There is no question", o => o with { Questions = [] } },
        { "questions/1 bant-budget", "must begin with 'meddicc-'", o => o with { Id = "meddicc" } },
        { "questions/2 bant-budget", "is taken by questions/1 bant-budget", o => o with { Questions = [o.Questions[0], o.Questions[0]] } },
        { "questions/1 bant-budget", "The text is empty.", o => First(o, c => c with { Text = " " }) },
        { "questions/1 bant-budget", "The source is empty.", o => First(o, c => c with { Source = "" }) },
        { "questions/1 bant-budget", "The why is empty.", o => First(o, c => c with { Why = null }) },
        { "questions/1 bant-budget", "The good is empty.", o => First(o, c => c with { Good = "" }) },
        { "questions/1 bant-budget", "is advisory", o => First(o, c => c with { Required = true }) },
        { "questions/1 bant-budget", "The field 'mood' is not known", o => First(o, c => c with { Accepts = [new(EvidenceKind.Field, "mood")] }) },
        { "questions/1 bant-budget", "The artifact 'business-case' is defined by no stage", o => First(o, c => c with { Accepts = [new(EvidenceKind.Artifact, "business-case")] }) },
        { "questions/1 bant-budget/near", "The field 'mood' is not known", o => o with { Questions = [o.Questions[0] with { Near = ["mood"] }] } },
    };

    private static Overlay First(Overlay overlay, Func<Criterion, Criterion> spoil) =>
        overlay with { Questions = [overlay.Questions[0] with { Criterion = spoil(overlay.Questions[0].Criterion) }, .. overlay.Questions.Skip(1)] };

    /// <summary>Stages of all templates in any order, each with only some of what it asks.</summary>
    private static StageBook Woven(Random random)
    {
        var stages = BuiltInBooks.Names.SelectMany(n => BuiltInBooks.Open(n).Stages).OrderBy(_ => random.Next()).Take(random.Next(9)).ToList();
        List<T> Some<T>(IEnumerable<T> all) => [.. all.Where(_ => random.Next(3) == 0)];
        return BuiltInBooks.Open(BuiltInBooks.SevenStages) with { Stages = [.. stages.Select(s => s with { Entry = Some(s.Entry), Exit = Some(s.Exit), Fields = Some(s.Fields) })] };
    }

    private static HashSet<(int Stage, string Id)> Standing(StageBook book) => [.. book.Stages.SelectMany((s, i) => s.Exit.Select(c => (i, c.Id)))];

    private static IEnumerable<(string Stage, string Id)> Added(string template, string overlay)
    {
        var book = BuiltInBooks.Open(template);
        return Overlays.Lay(book, BuiltInOverlays.Open(overlay)).Stages.SelectMany((s, i) => s.Exit.Skip(book.Stages[i].Exit.Count).Select(c => (s.Id, c.Id)));
    }

    /// <summary>What is added to a process of one stage.</summary>
    private static IEnumerable<string> Added(string template, string overlay, Func<Stage, Stage> change)
    {
        var book = BuiltInBooks.Open(template);
        var one = book with { Stages = [change(book.Stages[0] with { Exit = [], Fields = [] })] };
        return Overlays.Lay(one, BuiltInOverlays.Open(overlay)).Stages[0].Exit.Select(c => c.Id);
    }

    private static Criterion Question(string id) => new() { Id = id, Text = "Is it so?", Required = false, Source = "ours", Accepts = [new(EvidenceKind.Note)] };

    /// <summary>So many pipeline stages that ask for nothing, and one after the win.</summary>
    private static StageBook Bare(int stages)
    {
        var stage = BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages[0] with { Entry = [], Exit = [], Fields = [] };
        return BuiltInBooks.Open(BuiltInBooks.SevenStages) with
        {
            Stages = [.. Enumerable.Range(1, stages).Select(n => stage with { Id = $"stage-{n}" }), stage with { Id = "late", Kind = StageKind.AfterWin }],
        };
    }
}
