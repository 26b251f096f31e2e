using BotCoach.Stages;
using BotCoach.Stages.Parts;

namespace BotCoach.Tests.Stages;

public sealed class BookPartTests
{
    private static readonly StageBook Seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);

    [Theory, MemberData(nameof(Templates))]
    public void What_a_form_shows_and_gets_back_unchanged_changes_nothing(string template)
    {
        var book = BuiltInBooks.Open(template);
        foreach (var (part, stage, at) in Items(book))
        {
            var values = part.Values(book, stage, at);
            var edit = part.Put(book, stage, at, values.GetValueOrDefault);
            Assert.True(edit.Faults.Count == 0, $"{stage} {part.Key} {at}: {string.Join(' ', edit.Faults)}");
            Assert.Null(Same.Difference(book, edit.Book));
        }
    }

    [Theory, MemberData(nameof(Templates))]
    public void An_item_that_is_taken_away_and_written_again_is_the_same_but_for_its_place(string template)
    {
        var book = BuiltInBooks.Open(template);
        var came = 0;
        foreach (var (part, stage, at) in Items(book).Where(i => !i.Part.IsSingle))
        {
            var values = part.Values(book, stage, at);
            var without = part.Remove(book, stage, at);
            Assert.Equal(part.Count(book, stage) - 1, part.Count(without, stage));
            var again = part.Put(without, stage, null, values.GetValueOrDefault);
            if (again.Book is null) continue; // what others rest on: a rule that needs its document
            var back = part.Move(again.Book, stage, part.Count(again.Book, stage) - 1, at);
            Assert.Equal(part.Values(book, stage, at), part.Values(back, stage, at));
            came++;
        }
        Assert.True(came > 50, $"Only {came} items came back.");
    }

    [Fact]
    public void Every_part_of_a_stage_and_of_the_whole_can_be_edited()
    {
        var covered = StageParts.All.Select(p => p.Key).ToHashSet();
        var properties = typeof(Stage).GetProperties().Select(p => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(p.Name)).ToList();
        Assert.Equal(["id", "kind", "name", "owner", "purpose", "source"], properties.Except(covered).Order());
        Assert.Equal(["about"], covered.Except(properties));
    }

    [Fact]
    public void A_new_criterion_gets_an_id_of_its_words_that_nothing_else_has_and_keeps_it_when_it_is_reworded()
    {
        var put = StageParts.Exit.Put(Seven, "discovery", null, Said(("text", "The buyer's CFO has said “yes”, für immer"), ("required", "yes"), ("ways", "approver:manager"))).Book!;
        var added = put.Find("discovery")!.Exit[^1];
        Assert.Equal(("the-buyers-cfo-has-said-yes-fur-immer", "ours", true), (added.Id, added.Source, added.Required));
        var twice = StageParts.Exit.Put(put, "discovery", null, Said(("text", "The buyer's CFO has said yes für immer"), ("ways", "note"), ("required", "no"))).Book!;
        Assert.Equal(added.Id + "-2", twice.Find("discovery")!.Exit[^1].Id);
        var at = put.Find("discovery")!.Exit.Count - 1;
        Assert.Equal(added.Id, StageParts.Exit.Put(put, "discovery", at, Said(("text", "Anything"), ("ways", "approver:manager"))).Book!.Find("discovery")!.Exit[at].Id);
    }

    [Theory]
    [InlineData("exit", "text", "This cannot be empty.", "text=", "ways=approver:manager")]
    [InlineData("exit", "ways", "accepts no evidence", "text=So it is", "ways=")]
    [InlineData("exit", "ways", "required and accepts only a note", "text=So it is", "ways=note")]
    [InlineData("exit", "rules", "rule", "text=So it is", "ways=", "rules=close-date/tomorrow")]
    [InlineData("guideline", "days", "whole number", "days=soon")]
    [InlineData("guideline", "days", "guideline in days must be 1 or more", "days=0")]
    [InlineData("guideline", "by-segment", "is no segment with its days", "days=3", "by-segment=enterprise")]
    [InlineData("forecast", "probability", "probability", "category=commit", "probability=120")]
    [InlineData("cadence", "days", "“soon” is no day", "days=0, soon")]
    [InlineData("cadence", "days", "first touch is on day 0", "days=1, 2")]
    [InlineData("handoff", "hours", "time to accept", "to=CS", "hours=0")]
    [InlineData("signals", "severity", "severity", "signal=buyer-silent", "severity=9")]
    [InlineData("failure-modes", "signal", "Neither a signal nor a condition", "text=It stalls", "signal=none", "action=Call")]
    [InlineData("failure-modes", "condition", "column", "text=It stalls", "signal=none", "condition=stakeholders few", "action=Call")]
    [InlineData("tasks", "text", "cannot be empty", "days=1")]
    [InlineData("tasks", "days", "whole number", "text=Call", "days=-1")]
    public void What_is_wrong_is_said_at_its_field(string part, string field, string sentence, params string[] said)
    {
        var edit = StageParts.Find(part)!.Put(Seven, "discovery", StageParts.Find(part)!.IsSingle ? 0 : null, Said([.. said.Select(s => (s.Split('=', 2)[0], s.Split('=', 2)[1]))]));
        Assert.Null(edit.Book);
        Assert.True(edit.Faults.ContainsKey(field), $"Nothing is said at {field}, but {string.Join(' ', edit.Faults)}");
        Assert.Contains(sentence, edit.Faults[field]);
    }

    [Fact]
    public void What_goes_wrong_may_be_shown_by_a_condition_alone_which_the_diff_tells_and_YAML_keeps()
    {
        var put = StageParts.FailureModes.Put(Seven, "discovery", null, Said(("text", "Only one person talks to us."), ("signal", "none"), ("condition", "stakeholders < 2"), ("action", "Ask who else has to agree."))).Book!;
        var mode = put.Find("discovery")!.FailureModes[^1];
        Assert.Equal((null, "stakeholders < 2"), (mode.Signal, mode.Condition));
        Assert.Null(Same.Difference(put, StageBookJson.Read(StageBookJson.Write(put))));
        Assert.Null(Same.Difference(put, StageBookYaml.Read(StageBookYaml.Write(put)).Book));
        var at = put.Find("discovery")!.FailureModes.Count - 1;
        var again = StageParts.FailureModes.Put(put, "discovery", at, Said(("text", mode.Text), ("signal", "no-next-step"), ("condition", "stakeholders < 3"), ("action", mode.Action))).Book!;
        Assert.Contains(StageBookDiff.Between(put, again), c => c.Sentence.Contains("what usually goes wrong: changed “Only one person talks to us.”", StringComparison.Ordinal));
    }

    [Fact]
    public void A_list_is_reordered_by_moving_an_item_to_a_place()
    {
        var before = Seven.Find("discovery")!.Exit.Select(c => c.Id).ToList();
        var moved = StageParts.Exit.Move(Seven, "discovery", 0, 2).Find("discovery")!.Exit.Select(c => c.Id).ToList();
        Assert.Equal([before[1], before[2], before[0], .. before.Skip(3)], moved);
        Assert.Equal(before.Count, StageParts.Exit.Move(Seven, "discovery", 1, 99).Find("discovery")!.Exit.Count);
    }

    public static TheoryData<string> Templates() => new(BuiltInBooks.Names);

    private static Func<string, string?> Said(params (string Key, string Value)[] values) => values.ToDictionary(v => v.Key, v => (string?)v.Value).GetValueOrDefault;

    private static IEnumerable<(BookPart Part, string? Stage, int At)> Items(StageBook book) =>
        WholeParts.All.SelectMany(p => Enumerable.Range(0, p.Count(book, null)).Select(i => (p, (string?)null, i)))
            .Concat(book.Stages.SelectMany(s => StageParts.All.SelectMany(p => Enumerable.Range(0, p.Count(book, s.Id)).Select(i => (p, (string?)s.Id, i)))));
}
