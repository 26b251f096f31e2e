using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The README's tour, done in Teams.</summary>
public sealed class TeamsTourTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_whole_tour_is_walked_over_signed_HTTP(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Empty(house.Teams.OurBugs);
    }
}
