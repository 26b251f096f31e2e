using BotCoach.Deals;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class DealTurnTests
{
    // days from today: of the step, heard from them, touched by us
    [Theory]
    [InlineData(null, null, false, null, null, "Unknown")]
    [InlineData(null, null, false, -1, -2, "OnUs")]
    [InlineData(null, null, false, -2, -1, "OnBuyer")]
    [InlineData(null, null, false, -1, null, "OnUs")]
    [InlineData(3, Side.Us, true, -1, null, "OnDate")]
    [InlineData(0, Side.Buyer, true, null, null, "OnBuyer")]
    [InlineData(3, Side.Us, false, -2, -1, "OnUs")]
    [InlineData(3, Side.Buyer, false, -1, -2, "OnBuyer")]
    [InlineData(-2, Side.Buyer, false, -1, -3, "OnBuyer")]
    [InlineData(-2, Side.Us, true, -3, -1, "OnUs")]
    [InlineData(3, null, false, -1, -2, "OnUs")]
    public void Whose_turn_it_is(int? step, Side? side, bool confirmed, int? heard, int? touched, string turn)
    {
        var deal = Deal();
        if (step is { } days) (deal.NextStep, deal.NextStepOn) = ("Send the plan", Today.PlusDays(days));
        (deal.NextStepSide, deal.NextStepConfirmed) = (side, confirmed);
        (deal.HeardAt, deal.TouchedAt) = (heard is { } h ? Now.AddDays(h) : null, touched is { } t ? Now.AddDays(t) : null);
        Assert.Equal(turn, DealTurn.Of(deal, Today).ToString());
    }
}
