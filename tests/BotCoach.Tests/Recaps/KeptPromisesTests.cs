using BotCoach.Recaps;

namespace BotCoach.Tests.Recaps;

/// <summary>A model may word a promise as it likes; the condition that was said with it stays, and what was refused is no promise.</summary>
public sealed class KeptPromisesTests
{
    [Theory]
    [InlineData("We'll send it if legal agrees.", "Send it", null, "if legal agrees")]
    [InlineData("We'll send it if legal agrees.", "Send the contract", null, "if legal agrees")]
    [InlineData("We'll send it if legal agrees.", "Forward the paperwork", null, "if legal agrees")] // no word of it
    [InlineData("We'll send it if legal agrees.", "Send it", "if possible", "if legal agrees")]
    [InlineData("We'll send it if legal agrees.", "Send it", "once legal has agreed", "once legal has agreed")]
    [InlineData("We'll send it if legal agrees.", "Send it once legal has agreed", null, null)] // said in the line
    [InlineData("If legal agrees, we'll send the draft over.", "Share the draft", null, "If legal agrees")]
    [InlineData("Once legal agrees, I'll send the draft, and I'll call you.", "Call you", null, "Once legal agrees")]
    [InlineData("I'll get you the numbers. But only once the budget is confirmed.", "Get the numbers", null, "only once the budget is confirmed")]
    [InlineData("Unless IT objects, we start in May.", "Start in May", null, "Unless IT objects")]
    [InlineData("We'll sign subject to board approval.", "Sign the order", null, "subject to board approval")]
    [InlineData("I'll call you if I can't make it.", "Call you", null, "if I can't make it")]
    [InlineData("We won't send it until legal agrees.", "Send it", null, "not until legal agrees")]
    [InlineData("We won't send it until legal agrees.", "Send it", "until legal agrees", "not until legal agrees")]
    [InlineData("We can't sign unless the board agrees.", "Sign", null, "not unless the board agrees")]
    [InlineData("Wir schicken den Vertrag, wenn Legal zustimmt.", "Vertrag schicken", null, "wenn Legal zustimmt")]
    [InlineData("Sobald das Budget steht, unterschreiben wir.", "Unterschreiben", null, "Sobald das Budget steht")]
    [InlineData("Ich schicke Ihnen das Angebot, falls der Vorstand zustimmt.", "Angebot schicken", null, "falls der Vorstand zustimmt")]
    [InlineData("Wir starten im Mai, es sei denn, die IT widerspricht.", "Im Mai starten", null, "es sei denn, die IT widerspricht")]
    [InlineData("Wir schicken die Unterlagen erst, wenn der Vorstand zustimmt.", "Unterlagen schicken", null, "erst, wenn der Vorstand zustimmt")]
    public void A_condition_is_put_back_in_the_words_that_were_said(string said, string action, string? condition, string? kept)
    {
        var step = Step(said, action, condition);
        Assert.NotNull(step);
        Assert.Equal(kept, step.Condition);
    }

    [Theory]
    [InlineData("We won't send the contract.", "Send the contract")]
    [InlineData("We won’t send the contract.", "Send the contract")]
    [InlineData("We won't send it.", "Forward the documents")] // no word of it
    [InlineData("We're not going to sign this quarter.", "Sign this quarter")]
    [InlineData("We'll sign, but not before the audit.", "Sign")]
    [InlineData("We can't share the list.", "Share the list")]
    [InlineData("We will never move to the cloud.", "Move to the cloud")]
    [InlineData("I'm not able to introduce you to the board.", "Introduce you to the board")]
    [InlineData("We won't send it if legal objects.", "Send it")]
    [InlineData("We won't send it if legal objects.", "Send it if legal objects")]
    [InlineData("Wir unterschreiben nicht vor dem Audit.", "Unterschreiben")]
    [InlineData("Wir werden den Vertrag nicht unterschreiben.", "Vertrag unterschreiben")]
    [InlineData("Wir schicken kein Angebot.", "Angebot schicken")]
    public void What_was_refused_is_no_step(string said, string action)
    {
        var recap = Check(said, new Recap(Recap.ByModel) { NextSteps = [new NextStep("Nina", null, action, null, null, null, ["1"])] });
        Assert.Empty(recap.NextSteps);
        Assert.Equal(1, recap.Dropped);
    }

    [Theory]
    [InlineData("I'll send you the quote by Friday, no problem.", "Send the quote")]
    [InlineData("I can't do Monday. I'll send the deck on Tuesday.", "Send the deck")]
    [InlineData("Send me the deck and I'll sign if legal agrees.", "Send the deck")]
    [InlineData("I'll send the deck. If you have any questions, call me.", "Send the deck")]
    [InlineData("I can share the case study if that'd be helpful.", "Share the case study")]
    [InlineData("We won't send it if legal objects.", "Send it unless legal objects")]
    [InlineData("We won't sign this year.", "Won't sign this year")]
    [InlineData("It falls on a Monday, so I'll send the plan.", "Send the plan")]
    [InlineData("Das ist kein Problem, ich schicke das Angebot morgen.", "Angebot schicken")]
    [InlineData("Ich schicke das Angebot, wenn Sie möchten.", "Angebot schicken")]
    public void A_plain_promise_stays_as_it_was_written(string said, string action)
    {
        var step = Step(said, action, null);
        Assert.NotNull(step);
        Assert.Equal((action, null), (step.Action, step.Condition));
    }

    [Theory]
    [InlineData("We'll buy the pilot if legal agrees.", "They buy the pilot.", "They buy the pilot (if legal agrees)")]
    [InlineData("We'll buy the pilot.", "They buy the pilot.", "They buy the pilot.")]
    [InlineData("We won't buy the pilot.", "They buy the pilot.", null)]
    [InlineData("We won't buy the pilot.", "They will not buy the pilot.", "They will not buy the pilot.")]
    [InlineData("We won't buy the pilot.", "They refuse the pilot.", "They refuse the pilot.")]
    [InlineData("We can't see who follows up.", "Nobody sees who follows up.", "Nobody sees who follows up.")]
    public void A_decision_and_a_summary_keep_it_too(string said, string written, string? kept)
    {
        RecapLine[] lines = [new(written, ["1"])];
        var recap = Check(said, new Recap(Recap.ByModel) { Decisions = lines, Summary = lines });
        Assert.Equal((kept, kept), (recap.Decisions.SingleOrDefault()?.Text, recap.Summary.SingleOrDefault()?.Text));
    }

    [Theory]
    [InlineData("We sign by Friday.", true)]
    [InlineData("We'd sign by Friday if legal agrees.", false)]
    [InlineData("We won't sign by Friday.", false)]
    public void A_day_on_which_something_hangs_is_no_close_date(string said, bool stands) =>
        Assert.Equal(stands ? 1 : 0, Check(said, new Recap(Recap.ByModel) { Proposed = [new("close-date", null, "by Friday", ["1"])] }).Proposed.Count);

    private static NextStep? Step(string said, string action, string? condition) =>
        Check(said, new Recap(Recap.ByModel) { NextSteps = [new NextStep("Nina", null, action, null, null, condition, ["1"])] }).NextSteps.SingleOrDefault();

    private static Recap Check(string said, Recap draft)
    {
        var call = Transcripts.Read($"Nina: {said}\nCarlos: Okay, legal has agreed before, if possible.\nNina: Bye.");
        return RecapRules.Check(draft, call, RecapCall.On(Transcripts.Day));
    }
}
