using BotCoach.People;
using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.ProcessReviews;

/// <summary>The monthly review's card, and what a reader finds, in Slack and in Teams.</summary>
public sealed class ReviewCardTests
{
    private const string Walk =
        """
        as Tom Okafor
        type process-review add Tom Okafor
        expect Tom Okafor gets it from now on.
        type process-review add Maya Chen
        expect Who gets the monthly process review
        press Take off beside Maya Chen
        expect Maya Chen gets it no more.
        as Jonas Weber
        type Acme
        expect deals are for who works on them
        type stages
        expect stage
        type home
        expect How we sell here
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Slack(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await ReaderAsync(house);
        await Tour.Parse(Walk.Replace("type ", "type /coach ", StringComparison.Ordinal)).RunAsync(await house.InSlackAsync("Tom Okafor"));
        await SentAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Teams(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await ReaderAsync(house);
        await house.JoinAsync();
        await house.InTeamsAsync("Jonas Weber");
        await Tour.Parse(Walk).RunAsync(await house.InTeamsAsync("Tom Okafor"));
        await SentAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    /// <summary>The first of the next month comes.</summary>
    private static async Task SentAsync(BothHouse house)
    {
        house.Host.Clock.JumpTo(new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero));
        await house.SettleAsync();
        var sent = await house.ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith("process-review:")));
        Assert.Equal(BotCoach.Chat.MessageState.Sent, sent.State);
        Assert.Contains("How we sold in November 2026", sent.Content);
    }

    /// <summary>Jonas, whose deals are Maya's now.</summary>
    private static Task ReaderAsync(BothHouse house) => house.ReadAsync(async db =>
    {
        var (jonas, maya) = (await db.People.SingleAsync(p => p.Name == "Jonas Weber"), await db.People.SingleAsync(p => p.Name == "Maya Chen"));
        await db.Deals.Where(d => d.OwnerId == jonas.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.OwnerId, maya.Id));
        jonas.Role = Role.Reader;
        return await db.SaveChangesAsync();
    });
}
