using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>From the file that Teams exports to accepted evidence on the deal, in Slack and in Teams. On the page: see the browser's walk.</summary>
public sealed class RecapWalkTests
{
    public const string Walk =
        """
        as Maya Chen
        share acme-call.vtt
        expect Recap: Acme
        expect Send the security checklist by Friday
        press Show me where beside Send the security checklist
        expect I will send you the security checklist by Friday.
        press Hide
        press Accept beside Send the security checklist
        expect the next step
        press Accept beside already tried
        expect evidence, from this call
        press Edit beside above what we have
        fill What it says = They find the price above their budget
        submit
        expect They find the price above their budget
        press Reject beside Ruth Boyd
        type /coach Acme
        expect from a call
        expect Send the security checklist by Friday
        type /coach prep Acme
        expect Before the call: Acme
        expect Send the security checklist by Friday
        type /coach objections
        expect Price: 1 time on 1 deal
        press In their words beside Price
        expect My concern is the price
        """;

    [Fact]
    public async Task A_rep_takes_a_call_in_Slack()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await house.JoinAsync();
        await Tour.Parse(Walk).RunAsync(await house.InSlackAsync("Maya Chen"));
        await ProvenAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Fact]
    public async Task A_rep_takes_a_call_in_Teams()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await house.JoinAsync();
        await Tour.Parse(Walk.Replace("type /coach ", "type ", StringComparison.Ordinal)).RunAsync(await house.InTeamsAsync("Maya Chen"));
        await ProvenAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static async Task ProvenAsync(BothHouse house)
    {
        var answer = await house.ReadAsync(db => db.Answers.SingleAsync(a => a.CallId != null));
        Assert.Equal(("discover-tried-before", AnswerState.Evidenced), (answer.CriterionId, answer.State));
        Assert.Equal("They find the price above their budget", await house.ReadAsync(async db => (await db.Deals.SingleAsync(d => d.Id == answer.DealId)).Facts["objections"].Split('\n')[^1]));
        Assert.DoesNotContain("Ruth Boyd", await house.ReadAsync(db => db.Stakeholders.Where(s => s.DealId == answer.DealId).Select(s => s.Name).ToListAsync()));
    }
}
