using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The README's tour, done in Slack.</summary>
public sealed class SlackTourTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_whole_tour_is_walked_over_signed_HTTP(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_whole_tour_is_walked_over_Socket_Mode(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind, socket: true);
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task The_whole_tour_is_walked_whatever_weekday_it_begins_on(int daysAfterMonday)
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite, daysOn: daysAfterMonday);
        await Tour.Parse(File.ReadAllText("tour.txt")).RunAsync(house.Driver());
        Assert.Empty(house.Slack.OurBugs);
    }
}
