using BotCoach.Chat;

namespace BotCoach.Tests.Deals;

public sealed class NearestTests
{
    private static readonly string[] Names = ["advance", "back", "deal new", "help", "lost", "next", "walk", "won", "Acme Robotics, renewal", "Borealis", "Zeta Foods"];

    [Theory]
    [InlineData("advnce Acme", "advance")]
    [InlineData("hlep", "help")]
    [InlineData("wlak", "walk")]
    [InlineData("acem", "Acme Robotics, renewal")]
    [InlineData("robotcs", "Acme Robotics, renewal")]
    [InlineData("BOREALS", "Borealis")]
    [InlineData("deel new", "deal new")]
    [InlineData("zeta fods", "Zeta Foods")]
    public void The_nearest_comes_first(string typed, string meant) => Assert.Equal(meant, Nearest.To(typed, Names)[0]);

    [Fact]
    public void There_are_three_however_far_they_are() => Assert.Equal(3, Nearest.To("qqqqqqqq", Names).Count);

    [Fact]
    public void A_swap_is_one_edit_and_the_rest_counts_as_usual()
    {
        Assert.Equal(1, Nearest.Edits("wlak", "walk"));
        Assert.Equal(3, Nearest.Edits("kitten", "sitting"));
        Assert.Equal(4, Nearest.Edits("", "walk"));
    }
}
