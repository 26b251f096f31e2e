using BotCoach.Deals;
using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Handoffs;

/// <summary>A deal goes from somebody in Slack to somebody in Teams, and comes back once on its way.</summary>
public sealed class HandoffChannelTests
{
    private const string Send =
        """
        type /coach Cobalt
        press Hand off to AE
        fill To whom = Jonas Weber
        fill As what = SDR → AE (answered in 4 working hours)
        fill What should they know = Ruth answers by mail only
        submit
        expect Still to pass on
        press Fill in decision people
        fill Decision people = Ruth Mbeki runs dispatch, Alan Pierce signs
        submit
        press Fill in fit
        fill Fit = Strong
        submit
        expect All that must be passed on is there
        press Send it to Jonas Weber
        expect waits for Jonas Weber to accept it
        """;

    private const string Return =
        """
        expect Maya Chen hands Cobalt Freight to you
        press Return…
        fill What you need = Who signs above 50,000?
        submit
        expect You returned Cobalt Freight to Maya Chen
        """;

    private const string SendAgain =
        """
        expect Jonas Weber returned Cobalt Freight
        expect Who signs above 50,000?
        press Send it again
        expect waits for Jonas Weber to accept it
        """;

    private const string Accept =
        """
        press Accept
        expect Cobalt Freight is yours
        press All there
        expect all there. Thank you.
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task From_Slack_to_Teams_with_one_return(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await house.JoinAsync();
        var jonas = await house.InTeamsAsync("Jonas Weber");
        var maya = await house.InSlackAsync("Maya Chen");
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        await Tour.Parse(Send).RunAsync(maya);
        await house.SettleAsync();
        await Tour.Parse(Return).RunAsync(jonas);
        await house.SettleAsync();
        await Tour.Parse(SendAgain).RunAsync(maya);
        await house.SettleAsync();
        await Tour.Parse(Accept).RunAsync(jonas);
        var it = await house.ReadAsync(db => db.Handoffs.AsNoTracking().SingleAsync());
        Assert.Equal((HandoffState.Accepted, HandoffQuality.AllThere, 1, "SDR → AE"), (it.State, it.Quality, it.Returns, it.Route));
        Assert.Equal(it.ToId, await house.ReadAsync(db => db.Deals.Where(d => d.Id == it.DealId).Select(d => d.OwnerId).SingleAsync()));
        Assert.Empty(house.Slack.OurBugs);
        Assert.Empty(house.Teams.OurBugs);
    }
}
