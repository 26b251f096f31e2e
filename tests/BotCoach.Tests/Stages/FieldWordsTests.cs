using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed class FieldWordsTests
{
    [Theory]
    [InlineData("blockers", "Blockers are filled in")]
    [InlineData("success-criteria", "Success criteria are filled in")]
    [InlineData("current-stack", "Current stack is filled in")]
    [InlineData("decision-process", "Decision process is filled in")]
    [InlineData("scope", "Scope is filled in")]
    [InlineData("role-specifics", "Role specifics are filled in")]
    [InlineData("hiring-criteria", "Hiring criteria are filled in")]
    public void What_must_be_filled_in_is_said_as_one_says_it(string field, string said) => Assert.Equal(said, FieldWords.Needed(field, "present"));
}
