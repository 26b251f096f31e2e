using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed class StageBookRulesTests
{
    private static readonly Criterion Done = new() { Id = "done", Text = "It is done", Source = "ours", Accepts = [new(EvidenceKind.Rule, "next-step/confirmed")] };

    private static readonly Stage First = new()
    {
        Id = "first", Name = "First", Purpose = "To begin", Owner = "AE",
        Guideline = new Guideline(7, "ours"), Forecast = new ForecastSpec("pipeline", 10, "ours"), Exit = [Done],
        NextSteps = [new("Call", "ours"), new("Write", "ours"), new("Visit", "ours")],
    };

    private static readonly StageBook Good = new()
    {
        Name = "Good", Description = "Good", Source = "ours", Stages = [First],
        Rules = new BookRules { LossReasons = [new("Price", "ours")], DisqualificationReasons = [new("Not a fit", "ours")] },
    };

    [Fact]
    public void A_good_book_has_no_problem() => Assert.Empty(StageBookRules.Check(Good));

    [Theory]
    [MemberData(nameof(Tunings))]
    public void A_signal_is_tuned_with_the_figures_it_has_in_their_range(string name, SignalTuning tuned, string sentence, bool isWarning)
    {
        foreach (var (book, place) in new[]
        {
            (Good with { Rules = Good.Rules with { Signals = [tuned] } }, "rules/signals/1 "), (Of(First with { Signals = [tuned] }), "stages/1 first/signals/1 "),
        })
        {
            var problem = Assert.Single(StageBookRules.Check(book));
            Assert.Equal((place + tuned.Signal, isWarning, true), (problem.Place, problem.IsWarning, problem.Sentence.Contains(sentence)));
        }
        Assert.NotEmpty(name);
    }

    public static TheoryData<string, SignalTuning, string, bool> Tunings() => new()
    {
        { "unknown", new("buyer-asleep", "ours"), "The signal 'buyer-asleep' is not known. Known are no-next-step,", false },
        { "without source", new("buyer-silent", ""), "The source is empty.", false },
        { "no days", new("buyer-silent", "ours") { Days = 0 }, "The days must lie between 1 and 365, not at 0.", false },
        { "too many days", new("buyer-silent", "ours") { Days = 366 }, "not at 366", false },
        { "days that it has not", new("no-next-step", "ours") { Days = 3 }, "'no-next-step' does not wait for days", false },
        { "too grave", new("no-next-step", "ours") { Severity = 6 }, "The severity must lie between 1 and 5, not at 6.", false },
        { "once is no habit", new("close-date-slipped", "ours") { Times = 1 }, "The times must lie between 2 and 20, not at 1.", false },
        { "times that it has not", new("buyer-silent", "ours") { Times = 3 }, "'buyer-silent' does not count times", false },
        { "off with figures", new("buyer-silent", "ours") { Off = true, Days = 3 }, "It is switched off: its figures do nothing.", true },
    };

    [Fact]
    public void Every_problem_of_the_signals_is_found_with_its_place()
    {
        var book = Of(First with { Signals = [new("no-next-step", "ours"), new("no-next-step", ""), new("x", "ours") { Days = 0, Times = 0, Severity = 0 }] });
        Assert.Equal(
            ["stages/1 first/signals/2 no-next-step", "stages/1 first/signals/3 x"], StageBookRules.Check(book).Select(p => p.Place).Distinct());
        Assert.Equal(8, StageBookRules.Check(book).Count);
    }

    public static TheoryData<string, StageBook, string, string, bool> Problems()
    {
        var table = new TheoryData<string, StageBook, string, string, bool>();
        void Error(string name, StageBook book, string place, string sentence) => table.Add(name, book, place, sentence, false);
        void Warning(string name, StageBook book, string place, string sentence) => table.Add(name, book, place, sentence, true);
        const string First1 = "stages/1 first";

        Error("empty name", Good with { Name = " " }, "", "The name is empty.");
        Error("no stages", Good with { Stages = [] }, "stages", "at least one pipeline stage");
        Error("no pipeline stage", Of(First with { Kind = StageKind.AfterWin }), "stages", "at least one pipeline stage");
        Error("pipeline after the win", Good with { Stages = [First with { Kind = StageKind.AfterWin }, Second()] }, "stages/2 second", "cannot follow a stage that comes after the win");
        Error("stage id taken", Good with { Stages = [First, Second() with { Id = "first" }] }, "stages/2 first", "The stage's id 'first' is taken by stages/1 first.");
        Error("stage id malformed", Of(First with { Id = "First Stage" }), "stages/1 First Stage", "malformed");
        Error("stage id missing", Of(First with { Id = "" }), "stages/1", "malformed");
        Warning("same stage name", Good with { Stages = [First, Second() with { Name = "first " }] }, "stages/2 second", "called 'first ' too");
        Error("empty purpose", Of(First with { Purpose = "" }), First1, "The purpose is empty.");
        Error("empty owner", Of(First with { Owner = "" }), First1, "The owner is empty.");
        Error("empty commitment", Of(First with { BuyerCommitments = [new("a", "b"), new("", "b")] }), $"{First1}/buyer-commitments/2", "The text is empty.");
        Error("line without source", Of(First with { Prompts = [new("Why?", "")] }), $"{First1}/prompts/1", "The source is empty.");

        Error("criterion id taken in another stage", Good with { Stages = [First, Second() with { Exit = [Done] }] }, "stages/2 second/exit/1 done", "taken by stages/1 first/exit/1 done");
        Error("criterion id taken by an entry criterion", Of(First with { Entry = [Done] }), $"{First1}/exit/1 done", "taken by stages/1 first/entry/1 done");
        Error("criterion id malformed", Exit(Done with { Id = "a--b" }), $"{First1}/exit/1 a--b", "malformed");
        Error("criterion id too long", Exit(Done with { Id = new string('a', 61) }), $"{First1}/exit/1 {new string('a', 61)}", "malformed");
        Error("criterion without text", Exit(Done with { Text = "" }), $"{First1}/exit/1 done", "The text is empty.");
        Error("criterion without evidence", Exit(Done with { Accepts = [] }), $"{First1}/exit/1 done", "accepts no evidence");
        Error("required on a note alone", Exit(Done with { Accepts = [new(EvidenceKind.Note)] }), $"{First1}/exit/1 done", "accepts only a note");
        Error("required on a quote alone", Exit(Done with { Accepts = [new(EvidenceKind.Quote)] }), $"{First1}/exit/1 done", "accepts only a quote");
        Error("required on words alone", Exit(Done with { Accepts = [new(EvidenceKind.Quote), new(EvidenceKind.Note)] }), $"{First1}/exit/1 done", "accepts only a quote");
        Error("entry required on a note alone", Of(First with { Entry = [Done with { Id = "in", Accepts = [new(EvidenceKind.Note)] }] }), $"{First1}/entry/1 in", "accepts only a note");
        Error("unknown field", Exit(Proof(EvidenceKind.Field, "problm")), $"{First1}/exit/1 done", "The field 'problm' is not known.");
        Error("unknown field, near one", Exit(Proof(EvidenceKind.Field, "decision")), $"{First1}/exit/1 done", "did you mean 'decision-process'?");
        Error("field that is a list", Exit(Proof(EvidenceKind.Field, "stakeholders")), $"{First1}/exit/1 done", "'rule: stakeholders/at-least-2'");
        Error("field without a name", Exit(Proof(EvidenceKind.Field, null)), $"{First1}/exit/1 done", "The evidence 'field' must say which.");
        Error("rule that does not fit", Exit(Proof(EvidenceKind.Rule, "amount/confirmed")), $"{First1}/exit/1 done", "The rule 'confirmed' does not fit the field 'amount'. It can be present and positive.");
        Error("rule of an unknown field", Exit(Proof(EvidenceKind.Rule, "mood/present")), $"{First1}/exit/1 done", "The field 'mood' is not known.");
        Error("rule that is none", Exit(Proof(EvidenceKind.Rule, "amount")), $"{First1}/exit/1 done", "must be a field and its rule");
        Error("rule with a mistake", Exit(Proof(EvidenceKind.Rule, "amount in future")), $"{First1}/exit/1 done",
            "In the rule `amount in future`, column 8: `amount in future`: an amount is a number; compare it with one, as in `amount > 0`.");
        Error("rule with two mistakes, the second", Exit(Proof(EvidenceKind.Rule, "amout > 5 and closeDate > 5")), $"{First1}/exit/1 done", "column 27: a day is expected here");
        Error("rule over an artifact of nobody", Exit(Proof(EvidenceKind.Rule, "artifacts of plan >= 1")), $"{First1}/exit/1 done", "The artifact 'plan' is defined by no stage up to here.");
        Warning("rule that can never hold", Exit(Proof(EvidenceKind.Rule, "amount > 5 and amount < 3")), $"{First1}/exit/1 done", "`amount > 5 and amount < 3` can never hold");
        Warning("part of a rule that can never hold", Exit(Proof(EvidenceKind.Rule, "fit is strong or champion > 5")), $"{First1}/exit/1 done", "`champion > 5` can never hold");
        Warning("rule that asks nothing", Exit(Proof(EvidenceKind.Rule, "amount > 5 or amount <= 5")), $"{First1}/exit/1 done", "`amount > 5 or amount <= 5` asks nothing but that something is said");
        Warning("rule that always holds", Of(First with { Artifacts = [Plan], Exit = [Proof(EvidenceKind.Rule, "artifacts of plan >= 0")] }), $"{First1}/exit/1 done", "`artifacts of plan >= 0` asks nothing: it always holds.");
        Warning("a fit that nobody can choose", Exit(Proof(EvidenceKind.Rule, "fit is great")), $"{First1}/exit/1 done", "The fit `great` cannot be chosen in chat; strong, possible and not can.");
        Error("unknown role", Exit(Proof(EvidenceKind.Stakeholder, "boss")), $"{First1}/exit/1 done", "The stakeholder's role 'boss' is not known.");
        Error("unknown approver", Exit(Proof(EvidenceKind.Approver, "rep")), $"{First1}/exit/1 done", "The approver's role 'rep' is not known.");
        Error("note of something", Exit(Proof(EvidenceKind.Quote, "x")), $"{First1}/exit/1 done", "A quote stands alone");
        Error("artifact of nobody", Exit(Proof(EvidenceKind.Artifact, "plan")), $"{First1}/exit/1 done", "The artifact 'plan' is defined by no stage up to here.");
        Error("artifact of a later stage", Good with { Stages = [First with { Exit = [Proof(EvidenceKind.Artifact, "plan")] }, Second() with { Artifacts = [Plan] }] },
            $"{First1}/exit/1 done", "only defined by a later stage");
        Warning("the same evidence twice", Exit(Done with { Accepts = [new(EvidenceKind.Quote), new(EvidenceKind.Quote)] }), $"{First1}/exit/1 done", "the same evidence twice");
        Warning("six required criteria", Of(First with { Exit = [.. Enumerable.Range(1, 6).Select(n => Done with { Id = $"done-{n}" })] }), First1, "6 criteria are required here");
        Warning("nothing required", Exit(Done with { Required = false }), $"{First1}/exit", "this stage proves nothing");

        Error("unknown required field", Fields(new RequiredField("mood", "present", "ours")), $"{First1}/fields/1 mood", "The field 'mood' is not known.");
        Error("rule unfit for the field", Fields(new RequiredField("amount", "future", "ours")), $"{First1}/fields/1 amount", "The rule 'future' does not fit");
        Warning("required twice", Fields(new RequiredField("amount", "positive", "ours"), new RequiredField("amount", "positive", "ours")), $"{First1}/fields/2 amount", "required twice");
        Warning("a field nobody reads", Fields(new RequiredField("term", "present", "ours")), $"{First1}/fields/1 term", "No criterion, handoff, signal or report reads 'term'");

        Error("artifact id taken", Good with { Stages = [First with { Artifacts = [Plan] }, Second() with { Artifacts = [Plan] }] }, "stages/2 second/artifacts/1 plan", "taken by stages/1 first/artifacts/1 plan");
        Error("artifact without name", Of(First with { Artifacts = [Plan with { Name = "" }] }), $"{First1}/artifacts/1 plan", "The name is empty.");
        Error("guideline of nothing", Of(First with { Guideline = new Guideline(0, "ours") }), $"{First1}/guideline", "must be 1 or more, not 0");
        Error("guideline of a segment", Of(First with { Guideline = new Guideline(7, "ours") { BySegment = new Dictionary<string, int> { ["smb"] = -2 } } }),
            $"{First1}/guideline/by-segment smb", "must be 1 or more, not -2");
        Error("unknown signal", Mode(Stalls with { Signal = "bad-mood" }), $"{First1}/failure-modes/1 stalls", "The signal 'bad-mood' is not known.");
        Error("failure mode that nothing shows", Mode(Stalls with { Signal = null }), $"{First1}/failure-modes/1 stalls", "Neither a signal nor a condition shows it.");
        Error("unreadable condition", Mode(new("stalls", "It stalls", null, "Call", "ours", "stakeholders few")), $"{First1}/failure-modes/1 stalls", "In the rule `stakeholders few`, column");
        Error("condition on a document that is not there", Mode(new("stalls", "It stalls", null, "Call", "ours", "artifacts of nothing >= 1")), $"{First1}/failure-modes/1 stalls", "The artifact 'nothing' is defined by no stage");
        Error("failure mode without action", Mode(Stalls with { Action = "" }), $"{First1}/failure-modes/1 stalls", "The action is empty.");
        Error("failure mode twice", Of(First with { FailureModes = [Stalls, Stalls] }), $"{First1}/failure-modes/2 stalls", "is taken by");
        Error("task before entry", Of(First with { Tasks = [new("call", "Call", -1, "ours")] }), $"{First1}/tasks/1 call", "cannot be due 1 working days before");
        Error("task id taken", Good with { Stages = [First with { Tasks = [new("call", "Call", 1, "ours")] }, Second() with { Tasks = [new("call", "Call", 1, "ours")] }] },
            "stages/2 second/tasks/1 call", "is taken by");
        Error("asset without a kind", Of(First with { Assets = [new("Deck", "", "ours")] }), $"{First1}/assets/1", "The kind is empty.");
        Error("asset that leads astray", Of(First with { Assets = [new("Deck", "deck", "ours", "javascript:alert(1)")] }), $"{First1}/assets/1", "must be a full https address");
        Error("asset in the clear", Of(First with { Assets = [new("Deck", "deck", "ours", "http://example.com/deck")] }), $"{First1}/assets/1", "must be a full https address");
        Warning("two next steps", Of(First with { NextSteps = [.. First.NextSteps.Take(2)] }), $"{First1}/next-steps", "there are only 2 here");
        Error("empty next step", Of(First with { NextSteps = [.. First.NextSteps, new("", "ours")] }), $"{First1}/next-steps/4", "The text is empty.");

        Error("probability above", Of(First with { Forecast = new ForecastSpec("pipeline", 101, "ours") }), $"{First1}/forecast", "between 0 and 100, not at 101");
        Error("probability below", Of(First with { Forecast = new ForecastSpec("pipeline", -1, "ours") }), $"{First1}/forecast", "between 0 and 100, not at -1");
        Error("unknown category", Of(First with { Forecast = new ForecastSpec("surely", 10, "ours") }), $"{First1}/forecast", "The category 'surely' is not known.");
        Warning("probability falls", Good with { Stages = [First, Second() with { Forecast = new ForecastSpec("pipeline", 5, "ours") }] }, "stages/2 second/forecast", "falls from 10 to 5");

        Error("response time", Rules(Good.Rules with { LeadResponseMinutes = 0 }), "rules/lead-response-minutes", "must be 1 or more");
        Error("override days", Rules(Good.Rules with { OverrideDays = 0 }), "rules/override-days", "must be 1 or more");
        Error("who may override", Rules(Good.Rules with { MayOverride = ["intern"] }), "rules/may-override", "The role 'intern' is not known.");
        Error("cadence", Rules(Good.Rules with { ReviewCadence = "" }), "rules", "The review cadence is empty.");
        Error("reversion", Rules(Good.Rules with { Reversion = new("", "ours") }), "rules/reversion", "The text is empty.");
        Error("empty reason", Rules(Good.Rules with { LossReasons = [new("", "ours")] }), "rules/loss-reasons/1", "The text is empty.");
        Warning("no loss reasons", Rules(Good.Rules with { LossReasons = [] }), "rules/loss-reasons", "nothing is learned");
        Warning("a reason twice", Rules(Good.Rules with { LossReasons = [new("Price", "ours"), new("price ", "ours")] }), "rules/loss-reasons", "is there twice");
        Error("handoff of what is not", Rules(Good.Rules with { Handoffs = [new("CS", ["gossip"], 8, "ours")] }), "rules/handoffs/1 CS", "'gossip', which must be passed on");
        Error("handoff in no time", Of(First with { Handoff = new("CS", ["problem"], 0, "ours") }), $"{First1}/handoff", "must be 1 or more, not 0");
        Error("handoff to nobody", Of(First with { Handoff = new("", ["problem"], 8, "ours") }), $"{First1}/handoff", "The receiver is empty.");
        return table;
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_problem_is_reported_with_its_place(string name, StageBook book, string place, string sentence, bool isWarning)
    {
        var found = StageBookRules.Check(book);
        Assert.True(
            found.Any(p => p.Place == place && p.Sentence.Contains(sentence, StringComparison.Ordinal) && p.IsWarning == isWarning),
            $"{name}:\n{string.Join("\n", found)}");
    }

    [Theory]
    [InlineData("closeDate in future and amount >= 10k")]
    [InlineData("stakeholders with role economic-buyer >= 1 or departments of stakeholders >= 2")]
    [InlineData("not (amount > 5 and amount < 3) and fit is strong")]
    public void A_rule_that_can_hold_and_can_fail_is_no_problem(string rule) => Assert.Empty(StageBookRules.Check(Exit(Proof(EvidenceKind.Rule, rule))));

    [Fact]
    public void A_field_that_a_rule_over_the_deal_reads_is_read() =>
        Assert.Empty(StageBookRules.Check(Of(First with { Fields = [new("term", "present", "ours")], Exit = [Proof(EvidenceKind.Rule, "amount > 0 or term is known")] })));

    [Fact]
    public void All_problems_are_reported_never_just_the_first()
    {
        var book = Exit(Proof(EvidenceKind.Field, "mood") with { Text = "" }) with { Name = "", Rules = Good.Rules with { OverrideDays = -1 } };
        Assert.Equal(["", "rules/override-days", "stages/1 first/exit/1 done", "stages/1 first/exit/1 done"], StageBookRules.Check(book).Select(p => p.Place));
        Assert.Equal("stages/1 first/exit/1 done: The text is empty.", StageBookRules.Check(book)[2].ToString());
    }

    [Fact]
    public void An_odd_book_is_judged_without_an_exception()
    {
        var books = new RandomBooks(20260302);
        for (var i = 0; i < 200; i++) Assert.NotEmpty(StageBookRules.Check(books.Next()));
    }

    private static readonly ArtifactSpec Plan = new("plan", "Plan", true, "ours");
    private static readonly FailureMode Stalls = new("stalls", "It stalls", "no-next-step", "Call", "ours");

    private static Stage Second() => First with { Id = "second", Name = "Second", Exit = [Done with { Id = "done-too" }] };

    private static StageBook Of(Stage stage) => Good with { Stages = [stage] };

    private static StageBook Exit(Criterion criterion) => Of(First with { Exit = [criterion] });

    private static Criterion Proof(EvidenceKind kind, string? of) => Done with { Accepts = [new(kind, of)] };

    private static StageBook Fields(params RequiredField[] fields) => Of(First with { Fields = fields });

    private static StageBook Mode(FailureMode mode) => Of(First with { FailureModes = [mode] });

    private static StageBook Rules(BookRules rules) => Good with { Rules = rules };
}
