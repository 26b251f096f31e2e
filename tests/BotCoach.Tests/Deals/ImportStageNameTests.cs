using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Tests.Deals;

public class ImportStageNameTests
{
    private static readonly StageBook Seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);

    [Theory]
    [InlineData("Prospecting", "targeting"), InlineData("Engaging", "qualification"), InlineData("Contacted", "qualification"), InlineData("Qualified To Buy", "qualification")]
    [InlineData("Needs Analysis", "discovery"), InlineData("Presentation Scheduled", "solution-alignment"), InlineData("Demo Scheduled", "solution-alignment")]
    [InlineData("Proposal/Price Quote", "proposal"), InlineData("Negotiation/Review", "proposal"), InlineData("Contract Sent", "proposal")]
    [InlineData("Closed Won", "won"), InlineData("Won", "won"), InlineData("Closed Lost", "lost"), InlineData("closed-lost", "lost"), InlineData("Unqualified", "disqualified")]
    [InlineData("solution alignment", "solution-alignment"), InlineData("DISCOVERY", "discovery")]
    public void A_stage_name_of_the_usual_exports_finds_its_stage(string theirs, string ours) => Assert.Equal(ours, ImportStageNames.Guess(theirs, Seven));

    [Theory]
    [InlineData("7. Closed Won", "won"), InlineData("Closed Won - Renewal", "won"), InlineData("Closed won (Sales Pipeline)", "won"), InlineData("ClosedWon", "won")]
    [InlineData("Lost - Price", "lost"), InlineData("8) Closed/Lost", "lost"), InlineData("Dead", "lost"), InlineData("Abandoned by us", "disqualified")]
    [InlineData("Unqualified lead", "disqualified"), InlineData("Disqualified - no budget", "disqualified"), InlineData("Not qualified", "disqualified")]
    [InlineData("3. Discovery", "discovery"), InlineData("Handoff, onboarding, expansion", "after-the-win")]
    public void An_outcome_is_recognised_wherever_it_stands_in_the_name(string theirs, string ours) => Assert.Equal(ours, ImportStageNames.Guess(theirs, Seven));

    [Theory, InlineData("Closed"), InlineData("Closed (Sales Pipeline)"), InlineData("Won/Lost review"), InlineData("Phase 3"), InlineData("Blue"), InlineData("???")]
    public void A_name_that_nothing_is_known_of_is_not_guessed(string theirs) => Assert.Null(ImportStageNames.Guess(theirs, Seven));

    [Fact]
    public void Every_stage_of_every_template_finds_itself_by_name_and_by_id()
    {
        foreach (var book in BuiltInBooks.Names.Select(BuiltInBooks.Open))
            foreach (var stage in book.Stages)
            {
                Assert.Equal(stage.Id, ImportStageNames.Guess(stage.Name, book));
                Assert.Equal(stage.Id, ImportStageNames.Guess(stage.Id, book));
            }
    }
}
