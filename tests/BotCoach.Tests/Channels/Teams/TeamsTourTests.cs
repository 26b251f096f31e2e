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

    [Fact]
    public async Task The_whole_tour_is_walked_in_an_emulator_that_has_no_tokens_and_opens_no_dialogs()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite, emulated: true);
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Empty(house.Teams.OurBugs);
        Assert.DoesNotContain(house.Teams.Calls, c => c.Method == "token");
    }
}
