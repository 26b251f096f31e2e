using BotCoach.Tests.Channels.Slack;
using BotCoach.Tests.Channels.Teams;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels;

/// <summary>The manager's Monday, in Slack and in Teams: it comes by itself, shows its chart, leads to a deal, and can be asked for.</summary>
public sealed class DigestWalkTests
{
    private const string Walk =
        """
        as Priya Nair
        week
        morning
        expect This is how things stand.
        expect Open deals by stage
        expect to talk about
        press Open the deal
        as Maya Chen
        type /coach deal new
        fill Deal name = Zephyr rollout
        fill Account = Zephyr
        submit
        as Priya Nair
        type /coach digest
        expect New: Zephyr
        """;

    [Fact]
    public async Task In_Slack_the_managers_Monday_is_walked()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        await Tour.Parse(Walk).RunAsync(house.Driver());
        Assert.Empty(house.Slack.OurBugs);
    }

    [Fact]
    public async Task In_Teams_the_managers_Monday_is_walked()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        await Tour.Parse(Walk).RunAsync(house.Driver());
        Assert.Empty(house.Teams.OurBugs);
    }
}
