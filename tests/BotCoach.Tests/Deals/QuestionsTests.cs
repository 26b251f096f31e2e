using BotCoach.Deals;
using BotCoach.Stages;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class QuestionsTests
{
    [Fact]
    public void A_coaching_question_of_the_stage_is_asked_where_it_speaks_of_the_same_thing()
    {
        var stage = Book().Stages[0] with { Prompts = [new Line("Who else would they compare?", "ours"), new Line("Which words did they use for the problem?", "ours")] };
        Assert.Equal("Which words did they use for the problem? (The buyer told us the problem in their words)", Questions.Of(Problem, stage));
        Assert.Equal("What would show that this holds: What it costs them is known in figures?", Questions.Of(Impact, stage));
    }
}
