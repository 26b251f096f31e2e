using BotCoach.Recaps;
using NodaTime;

namespace BotCoach.Tests.Recaps;

/// <summary>What the built-in writer makes of a call between two sides.</summary>
public sealed class ExtractiveWriterTests
{
    private const string Call = """
        Nina Patel: Thanks for joining, Carlos. Last time you said procurement was your main worry. Is that still the case?
        Carlos Ruiz: It is. Our CFO, Dana Reyes, signs anything above 50k, and she wants three quotes.
        Nina Patel: Understood. Who else do you compare us to?
        Carlos Ruiz: We're also looking at Gong and at a smaller vendor from Berlin.
        Nina Patel: And how does the problem show today?
        Carlos Ruiz: We lose about two deals a month because nobody follows up. That's roughly 30,000 euros every month.
        Nina Patel: That is a lot. What would success look like for you?
        Carlos Ruiz: We want every open deal to have a next step within 48 hours.
        Nina Patel: We can do that. Our clients see it within a quarter.
        Carlos Ruiz: I'm worried about the price though. 80k is too expensive for a team of 20.
        Nina Patel: Okay. I'll send you a revised quote by Thursday.
        Carlos Ruiz: Good. Once legal has signed off on the DPA, I'll introduce you to Dana.
        Nina Patel: Perfect. Could you forward the DPA template to your legal team by the end of next week?
        Carlos Ruiz: Sure, will do. And please don't call Dana before I have talked to her.
        Nina Patel: Of course. I won't contact her. Shall we speak again on Tuesday the 15th at 10?
        Carlos Ruiz: Tuesday the 15th works. The rollout itself is on hold until the budget is confirmed.
        Nina Patel: Understood. Talk to you then.
        """;

    private static readonly Recap Recap = Transcripts.Draft(Call);

    [Fact]
    public void Next_steps_have_their_owner_side_day_condition_and_the_cues_they_rest_on() => Assert.Equal(
        [
            "Nina Patel, Seller: Send a revised quote by Thursday, 2026-12-03 (Thursday) [11]",
            "Carlos Ruiz, Buyer: Introduce you to Dana, if: Once legal has signed off on the DPA [12]",
            "Carlos Ruiz, Buyer: Forward the DPA template to your legal team by the end of next week, 2026-12-11 (by the end of next week) [13 14]",
            "?, Both: Meeting: Tuesday the 15th, 2026-12-15 (on Tuesday the 15th at 10) [15 16]",
        ], Recap.NextSteps.Select(Transcripts.Line));

    [Fact]
    public void What_hurts_what_it_costs_and_what_would_be_success_are_the_buyers_own_words()
    {
        Assert.Equal(["We lose about two deals a month because nobody follows up."], Recap.Problem.Select(l => l.Text));
        Assert.Equal(["That's roughly 30,000 euros every month."], Recap.Impact.Select(l => l.Text));
        Assert.Equal(["We want every open deal to have a next step within 48 hours."], Recap.SuccessCriteria.Select(l => l.Text));
        Assert.Equal(["The rollout itself is on hold until the budget is confirmed."], Recap.Risks.Select(l => l.Text));
    }

    [Fact]
    public void Objections_competitors_and_people_are_found()
    {
        var objection = Assert.Single(Recap.Objections);
        Assert.Equal((ObjectionKind.Price, "I'm worried about the price though. 80k is too expensive for a team of 20."), (objection.Kind, objection.Text));
        Assert.Equal(["We're also looking at Gong and at a smaller vendor from Berlin."], Recap.Competitors.Select(l => l.Text));
        Assert.Equal([("Carlos Ruiz", null), ("Dana Reyes", "CFO")], Recap.Stakeholders.Select(p => (p.Name, p.Role)));
    }

    [Fact]
    public void The_criteria_of_the_stage_are_proposed_for_which_the_call_gives_evidence_and_no_other()
    {
        var proposed = Transcripts.Draft(Call, new AskedCriterion("problem", "The buyer has named a problem in their own words."), new AskedCriterion("success", "We agree on what success would look like."),
            new AskedCriterion("cost", "The cost of the problem is a number."), new AskedCriterion("step", "Next step scheduled."), new AskedCriterion("signed", "The agreement is signed."), new AskedCriterion("live", "The customer is live.")).Proposed;
        Assert.Equal(["problem", "success", "cost", "step"], proposed.Select(p => p.Criterion).OfType<string>());
        Assert.Equal("That's roughly 30,000 euros every month.", proposed.Single(p => p.Criterion == "cost").Value);
        Assert.Contains(proposed, p => p is { Field: "next-step", Value: "Meeting: Tuesday the 15th" });
    }

    [Fact]
    public void The_same_call_gives_the_same_recap_and_every_line_cites_cues_of_it()
    {
        var ids = Transcripts.Read(Call).Cues.Select(c => c.Id).ToHashSet();
        Assert.Equal(Print(Recap), Print(Transcripts.Draft(Call)));
        Assert.Equal(0, Recap.Dropped);
        Assert.All(Recap.NextSteps.SelectMany(s => s.Cues).Concat(Recap.Summary.SelectMany(s => s.Cues)).Concat(Recap.Proposed.SelectMany(s => s.Cues)), id => Assert.Contains(id, ids));
        Assert.NotEmpty(Recap.Summary);
    }

    [Theory]
    // an offer that was not taken, one that was, and one that was refused
    [InlineData("Rep: We help teams like yours. I could send you an overview.\nBuyer: Not now, please.\nRep: Okay.\nBuyer: Bye.", "")]
    [InlineData("Rep: We help teams like yours. I could send you an overview.\nBuyer: Yes, please send it.\nRep: Okay.\nBuyer: Bye.", "Rep, Seller: Send an overview [1 2]")]
    [InlineData("Rep: We help teams like yours. Could I send you some information?\nBuyer: No thank you. Take me off your list.\nRep: But I'll send you a link.\nBuyer: No thanks.", "")]
    // what happens in the call itself, and what is no promise
    [InlineData("Rep: Let me show you the dashboard. I'll be quick.\nBuyer: Okay.\nRep: I'll walk you through it.\nBuyer: Nice.", "")]
    [InlineData("Rep: I won't send the contract before that.\nBuyer: Okay.\nRep: We sent it last week.\nBuyer: Yes.", "")]
    // a duty of the buyer's, a promise of the seller's in the buyer's words, and a later day than asked
    [InlineData("Rep: How do you decide?\nBuyer: I still need to get this approved by our CFO.\nRep: Okay.\nBuyer: Bye.", "Buyer, Buyer: Get this approved by our CFO [2]")]
    [InlineData("Rep: You'll have the proposal by Thursday.\nBuyer: Great.\nRep: Bye.\nBuyer: Bye.", "Rep, Seller: Have the proposal by Thursday, 2026-12-03 (Thursday) [1]")]
    [InlineData("Buyer: Can you send me a revised proposal by Friday?\nRep: Absolutely. I'll have that to you by Thursday.\nBuyer: Good.\nRep: Bye.", "Rep, Seller: Send a revised proposal, 2026-12-03 (Thursday) [1 2]")]
    // a condition that follows
    [InlineData("Rep: I'll send you the contract on Friday. But only if the budget is confirmed.\nBuyer: Fine.\nRep: Bye.\nBuyer: Bye.", "Rep, Seller: Send the contract on Friday, 2026-12-04 (on Friday), if: only if the budget is confirmed [1]")]
    public void A_promise_is_told_from_what_only_sounds_like_one(string call, string steps) =>
        Assert.Equal(steps, string.Join('|', Transcripts.Draft(call).NextSteps.Select(Transcripts.Line)));

    [Fact]
    public void Names_with_commas_own_their_steps_and_people_who_are_called_by_their_side_are_on_it()
    {
        var recap = Transcripts.Draft("Teams Rep: Hi.\nBuyer, Two (Finance): Hi. I'll send you the contract by Friday.\nTeams Rep: Good.\nBuyer, Two (Finance): Bye.");
        Assert.Equal(("Buyer, Two (Finance)", CallSide.Buyer, 0), (Assert.Single(recap.NextSteps).Owner, recap.NextSteps[0].Side, recap.Dropped));
    }

    [Fact]
    public void Our_own_people_are_on_our_side_whatever_they_say()
    {
        var call = Transcripts.Read("Ana Roy: What does it cost?\nBen Ott: I'll send you the price list tomorrow.\nAna Roy: Thanks.\nBen Ott: Bye.");
        var ours = BotCoach.Recaps.Writing.ExtractiveWriter.Write(call, RecapCall.On(Transcripts.Day) with { Ours = ["ben ott"] });
        Assert.Equal("Ben Ott, Seller: Send the price list tomorrow, 2026-12-01 (tomorrow) [2]", Transcripts.Line(Assert.Single(ours.NextSteps)));
        Assert.Equal(["Ana Roy"], ours.Stakeholders.Select(s => s.Name));
    }

    [Fact]
    public void A_call_in_another_language_is_answered_in_its_own_words_and_the_writer_says_what_it_cannot_do()
    {
        var german = Transcripts.Draft("Anna: Guten Tag, danke dass Sie sich die Zeit nehmen.\nBernd: Gern. Wir haben ein Problem mit der Nachverfolgung und das kostet uns viel Zeit.\nAnna: Das verstehe ich. Ich schicke Ihnen morgen das Angebot.\nBernd: Gut, wir melden uns dann nächste Woche bei Ihnen.");
        Assert.StartsWith("This call is mostly in German. The built-in writer reads English only", Assert.Single(german.Notes));
        Assert.Empty(Recap.Notes);
        var mixed = Transcripts.Draft(Call + "\nCarlos Ruiz: Nosotros no tenemos el presupuesto para este año, pero lo vamos a ver.\nNina Patel: Entonces hablamos de esto con la directora.\nCarlos Ruiz: Sí, eso es lo que más nos importa en este momento.\nNina Patel: Muy bien, le mando el contrato y los precios.\nCarlos Ruiz: Muchas gracias por todo y hasta la semana que viene.\nNina Patel: Gracias a usted por el tiempo.\nCarlos Ruiz: Para nosotros el precio es un problema, como ya le dije.");
        Assert.StartsWith("Part of this call is in Spanish.", Assert.Single(mixed.Notes));
    }

    [Theory]
    [InlineData("WEBVTT")]
    [InlineData("Ana: Hello?\nAna: Is anybody there?")]
    [InlineData("Ana: ...\nAna: Mm.")]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\nwords that nobody is named for\n")]
    public void A_call_in_which_nothing_happens_gives_empty_lists(string call)
    {
        var recap = Transcripts.Draft(call);
        Assert.Equal(0, recap.NextSteps.Count + recap.Objections.Count + recap.Stakeholders.Count + recap.Decisions.Count + recap.Problem.Count + recap.Proposed.Count);
    }

    private static string Print(Recap recap) => string.Join('\n', recap.NextSteps.Select(Transcripts.Line).Concat(recap.Summary.Select(l => l.Text)).Concat(recap.Proposed.Select(p => $"{p.Field}{p.Criterion}={p.Value}")));
}
