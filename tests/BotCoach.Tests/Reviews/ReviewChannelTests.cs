using BotCoach.Reviews;
using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Reviews;

/// <summary>The same review walked in Slack and in Teams.</summary>
public sealed class ReviewChannelTests
{
    private const string Walk =
        """
        as Priya Nair
        type review add Acme
        expect on the agenda of your next deal review
        type review add Helios
        expect which has 2 deals
        press Start the review
        expect Deal review: 2 deals
        press Begin
        expect Acme · 1 of 2
        press What was decided
        fill What = Send the business case to Dana
        fill Until when = whenever it suits
        submit
        expect I cannot read
        fill Until when = Thursday
        submit
        expect Noted: 1 promise
        press Five questions
        fill What friction repeats? = We learn of the budget too late
        submit
        expect We learn of the budget too late
        press Talked about
        expect Helios Energy · 2 of 2
        press Skip
        expect 1 deal was skipped
        press Go there beside Helios Energy
        expect Helios Energy · 2 of 2
        press Stop
        expect Stopped. 1 of 2 deals talked about.
        type review
        expect Helios Energy · 2 of 2
        press End the review
        expect 1 deal talked about, 1 promise made.
        press Notes as Markdown
        expect Send the business case to Dana, by 2026-11-26
        type focus Maya
        expect Maya Chen has no focus yet
        press Set a focus
        fill One skill = Asking what it costs them
        fill One habit = Ends each call with a day
        submit
        expect Only the two of you see this.
        as Maya Chen
        type reminders
        expect Send the business case to Dana
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Slack(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await Tour.Parse(Walk.Replace("type ", "type /coach ", StringComparison.Ordinal)).RunAsync(await house.InSlackAsync("Priya Nair"));
        await DecidedAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Teams(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await house.JoinAsync();
        await house.InTeamsAsync("Maya Chen");
        await Tour.Parse(Walk).RunAsync(await house.InTeamsAsync("Priya Nair"));
        await DecidedAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static async Task DecidedAsync(BothHouse house)
    {
        var maya = await house.ReadAsync(db => db.People.Where(p => p.Name == "Maya Chen").Select(p => p.Id).SingleAsync());
        var made = await house.ReadAsync(db => db.Commitments.SingleAsync());
        Assert.Equal((maya, "Send the business case to Dana", new NodaTime.LocalDate(2026, 11, 26)), (made.OwnerId, made.Words, made.DueOn));
        var deals = await house.ReadAsync(db => db.ReviewDeals.OrderBy(d => d.Place).ToListAsync());
        Assert.Equal([true, false], deals.Select(d => d.TalkedAt is not null));
        Assert.Equal("We learn of the budget too late", deals[0].Friction);
        Assert.NotNull(deals[0].Stood);
        Assert.Equal(TalkWhy.LeftOver, await house.ReadAsync(db => db.AgendaPicks.Select(p => p.Why).SingleAsync()));
    }
}
