using BotCoach.Recaps;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>What a draft may say, whoever wrote it: here a writer that invents. The call was on Monday 30 November 2026.</summary>
public sealed class RecapRulesTests
{
    private static readonly Transcript Call = Transcripts.Read("""
        Nina: Thanks for the time, Carlos.
        Carlos: We lose about 30,000 euros a month on two late deals.
        Nina: That is a lot.
        Carlos: Our CFO, Dana Reyes, signs anything above 50k.
        Nina: I'll send you the quote by Friday.
        Nina: We won't call Dana before that.
        Carlos: The rollout is on hold until the budget is confirmed.
        Carlos: Once legal has signed off, I'll introduce you to Dana.
        Nina: Fine.
        Nina: Bye.
        Carlos: Bye.
        Carlos: One more thing, the workshop is for twelve people.
        """);

    [Theory]
    [InlineData("They lose 30,000 euros a month.", "2", true)]
    [InlineData("They lose 30K euros a month.", "2", true)]
    [InlineData("They lose two deals.", "2", true)]
    [InlineData("They lose 35,000 euros a month.", "2", false)]
    [InlineData("They lose three deals a month.", "2", false)]
    [InlineData("Dana Reyes signs above 50k.", "4", true)]
    [InlineData("The CFO is Diana Reyes.", "4", false)]
    [InlineData("Acme signs above 50k.", "4", false)]
    [InlineData("They decide on Thursday.", "5", false)]
    [InlineData("They hear from us on Friday.", "5", true)]
    [InlineData("Twelve people take part.", "12", true)]
    [InlineData("They want 12 million of it.", "12", false)] // twelve, but not of that size
    [InlineData("It is worth $12M.", "12", false)]
    [InlineData("They lose 30 thousand euros a month.", "2", true)]
    [InlineData("They want it next quarter.", "5", false)]
    [InlineData("They lose 30,000 euros a month.", "12", false)] // said, but nowhere near
    [InlineData("They lose 30,000 euros a month.", "99", false)] // no such cue
    [InlineData("They lose money.", "", false)] // nothing cited
    public void A_line_stands_only_on_what_its_cues_say(string text, string cues, bool stands)
    {
        var line = new RecapLine(text, cues.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var recap = RecapRules.Check(new Recap(Recap.ByModel) { Problem = [line], Risks = [line], Dropped = 1 }, Call, RecapCall.On(Transcripts.Day));
        Assert.Equal((stands ? 1 : 0, stands ? 1 : 0, stands ? 1 : 3), (recap.Problem.Count, recap.Risks.Count, recap.Dropped));
    }

    [Fact]
    public void Every_kind_of_line_is_checked()
    {
        string[] cites = ["2"];
        var invented = new Recap(Recap.ByModel)
        {
            Summary = [new("Zed agreed.", cites)], Problem = [new("It costs 99.", cites)], Impact = [new("It costs 99.", cites)], SuccessCriteria = [new("It costs 99.", cites)], Decisions = [new("It costs 99.", cites)],
            Risks = [new("It costs 99.", cites)], Competitors = [new("They like Zed Corp.", cites)], Stakeholders = [new("Zed", "buyer", cites)], Objections = [new(ObjectionKind.Price, "It costs 99.", cites)],
            NextSteps = [new("Zed", CallSide.Buyer, "Sign", null, null, null, cites), new("Nina", null, "Sign for 99", null, null, null, cites)], Proposed = [new("amount", null, "99", cites), new("amount", "both", "30,000", cites)],
        };
        var recap = RecapRules.Check(invented, Call, RecapCall.On(Transcripts.Day));
        Assert.Equal(13, recap.Dropped);
        Assert.Equal(new Recap(Recap.ByModel) { Dropped = 13 }, recap with
        {
            Summary = [], Problem = [], Impact = [], SuccessCriteria = [], Decisions = [], Risks = [], Competitors = [], Stakeholders = [], Objections = [], NextSteps = [], Proposed = [],
        });
        Assert.All(new[] { recap.Summary.Count, recap.Problem.Count, recap.Competitors.Count, recap.Stakeholders.Count, recap.Objections.Count, recap.NextSteps.Count, recap.Proposed.Count }, count => Assert.Equal(0, count));
    }

    [Fact]
    public void A_day_is_read_from_the_words_that_were_said_and_never_taken_from_the_writer()
    {
        var kept = Step("Send the quote", new LocalDate(2026, 12, 25), "by Friday", "5")!;
        Assert.Equal((new LocalDate(2026, 12, 4), "by Friday"), (kept.Due!.Value, kept.DueText));
        Assert.Null(Step("Send the quote", new LocalDate(2026, 12, 4), null, "5"));
        Assert.Null(Step("Send the quote", new LocalDate(2026, 12, 3), "by Thursday", "5"));
    }

    [Fact]
    public void What_was_promised_on_a_condition_carries_it_though_the_writer_left_it_out()
    {
        Assert.Equal("Once legal has signed off", Step("Introduce you to Dana", null, null, "8")!.Condition);
        Assert.Equal("on hold until the budget is confirmed", Step("Put the rollout on hold", null, null, "7")!.Condition);
        Assert.Equal("on hold until the budget is confirmed", Step("Start the rollout with budget", null, null, "7")!.Condition);
    }

    [Fact]
    public void What_was_said_with_a_no_is_no_promise() => Assert.Null(Step("Call Dana before that", null, null, "6"));

    [Fact]
    public void An_owner_speaks_in_the_call_or_is_named_beside_the_promise()
    {
        Assert.NotNull(Step("Send the quote", null, null, "5", "Nina"));
        Assert.NotNull(Step("Send the quote", null, null, "5", "Dana Reyes"));
        Assert.Null(Step("Send the quote", null, null, "5", "Zed"));
    }

    private static NextStep? Step(string action, LocalDate? due, string? words, string cue, string? owner = null) =>
        RecapRules.Check(new Recap(Recap.ByModel) { NextSteps = [new NextStep(owner, null, action, due, words, null, [cue])] }, Call, RecapCall.On(Transcripts.Day)).NextSteps.SingleOrDefault();

    [Theory]
    [InlineData("by Friday", true)]
    [InlineData("by the end of next month", false)]
    public void A_close_date_stands_only_in_words_that_were_said(string words, bool stands) =>
        Assert.Equal(stands ? 1 : 0, RecapRules.Check(new Recap(Recap.ByModel) { Proposed = [new("close-date", null, words, ["5"])] }, Call, RecapCall.On(Transcripts.Day)).Proposed.Count);

    [Theory]
    [InlineData("Dana Reyes", true)]
    [InlineData("Salesforce", false)]
    public void A_competitor_whom_nobody_named_is_none(string name, bool stands) =>
        Assert.Equal(stands ? 1 : 0, RecapRules.Check(new Recap(Recap.ByModel) { Competitors = [new(name, ["4"])] }, Call, RecapCall.On(Transcripts.Day)).Competitors.Count);
}
