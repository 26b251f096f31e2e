using BotCoach.Approvals;
using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Approvals;

/// <summary>The same approval walked in Slack and in Teams.</summary>
public sealed class ApprovalChannelTests
{
    private const string Walk =
        """
        as Maya Chen
        type approval Acme
        fill What for = A discount
        fill What it buys = They sign by Friday, and give a reference
        submit
        expect Write how many percent.
        fill Discount in percent = 15
        submit
        expect Waiting for Priya Nair.
        as Priya Nair
        type waiting
        expect Maya Chen asks for your yes on Acme
        press Decline… beside Maya Chen asks for your yes on Acme
        fill Why not = Ten percent is what a reference is worth
        submit
        expect Declined by Priya Nair
        as Maya Chen
        press Ask again…
        fill Discount in percent = 10
        submit
        expect Waiting for Priya Nair.
        as Priya Nair
        press Approve
        expect Approved by Priya Nair
        as Maya Chen
        type approvals
        expect You have no open question
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Slack(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        house.Host.Clock.Advance(TimeSpan.FromHours(2));
        await Tour.Parse(Walk.Replace("type ", "type /coach ", StringComparison.Ordinal)).RunAsync(await house.InSlackAsync("Maya Chen"));
        await DecidedAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Teams(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        house.Host.Clock.Advance(TimeSpan.FromHours(2));
        await house.JoinAsync();
        await house.InTeamsAsync("Priya Nair");
        await Tour.Parse(Walk).RunAsync(await house.InTeamsAsync("Maya Chen"));
        await DecidedAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static async Task DecidedAsync(BothHouse house)
    {
        var asked = await house.ReadAsync(db => db.ApprovalRequests.OrderBy(r => r.AfterId != null).ToListAsync());
        Assert.Equal([(15m, ApprovalState.Declined), (10m, ApprovalState.Approved)], asked.Select(r => (r.Discount!.Value, r.State)));
        Assert.Equal(asked[0].Id, asked[1].AfterId);
    }
}
