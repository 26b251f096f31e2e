using BotCoach.Recaps;

namespace BotCoach.Tests.Recaps;

public sealed class ConditionsTests
{
    [Theory]
    [InlineData("It is on hold until the budget is confirmed.", "on hold until the budget is confirmed")]
    [InlineData("Once legal has signed off, I'll send it.", "Once legal has signed off")]
    [InlineData("I'll send it if the board says yes.", "if the board says yes")]
    [InlineData("We start in May unless IT objects.", "unless IT objects")]
    [InlineData("We sign subject to board approval.", "subject to board approval")]
    [InlineData("We sign, pending the security review.", "pending the security review")]
    [InlineData("I can share case studies if that'd be helpful.", null)]
    [InlineData("I'll send it as soon as possible.", null)]
    [InlineData("If you can check the evaluation, please.", null)]
    [InlineData("Once again, thanks.", null)]
    [InlineData("The notification goes out on Friday.", null)]
    public void A_condition_is_found_in_its_own_words_and_politeness_is_none(string sentence, string? condition) => Assert.Equal(condition, Conditions.In(sentence));

    [Theory]
    [InlineData("We won't sign.", true)]
    [InlineData("I can’t do that.", true)]
    [InlineData("I'm not going to send it.", true)]
    [InlineData("I'll send it, no problem.", false)]
    [InlineData("I'll note that.", false)]
    public void A_no_is_told_from_a_yes(string sentence, bool isNo) => Assert.Equal(isNo, Conditions.IsNegated(sentence));
}
