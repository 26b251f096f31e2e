using BotCoach.Deals;
using BotCoach.Recaps;
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
        press Quotes beside Price
        expect My concern is the price
        """;

    public const string WhoIsWho =
        """
        as Maya Chen
        share acme-speakers.vtt
        expect I cannot tell who some of those who speak are
        press Say who is who
        expect They begin: “What have you tried so far to get new warehouses live?”
        fill Who is “Speaker 1” = Maya Chen
        fill Who is “Speaker 2” = Somebody else of theirs
        fill Name of “Speaker 2” = 123
        fill Who is “Speaker 3” = Jonas Weber
        submit
        expect That is no name.
        fill Name of “Speaker 2” = Ruth Boyd
        submit
        expect Maya Chen: Send the security checklist by Friday
        press Show me where beside Send the security checklist
        expect I will send you the security checklist by Friday.
        press Hide
        press Accept beside Send the security checklist
        expect the next step
        press Accept beside Send the draft contract
        expect a reminder for Jonas Weber
        press Accept beside Ruth Boyd
        expect on the deal
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_says_who_is_who_in_Slack(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await house.JoinAsync();
        await Tour.Parse(WhoIsWho).RunAsync(await house.InSlackAsync("Maya Chen"));
        await NamedAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_says_who_is_who_in_Teams(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await house.JoinAsync();
        await Tour.Parse(WhoIsWho).RunAsync(await house.InTeamsAsync("Maya Chen"));
        await NamedAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Words_beside_a_file_in_Slack_hold_its_call_back()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        var maya = await house.InSlackAsync("Maya Chen");
        await house.FromSlack.ShareAsync(maya.User, "please hold this back", ("acme-call.vtt", File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "acme-call.vtt"))));
        await maya.ExpectAsync("is held back");
        Assert.Equal(CallState.HeldBack, await house.ReadAsync(db => db.Calls.Select(c => c.State).SingleAsync()));
    }

    private static async Task NamedAsync(BothHouse house)
    {
        var call = await house.ReadAsync(db => db.Calls.SingleAsync());
        var deal = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == call.DealId));
        var (maya, jonas) = (await house.ReadAsync(db => db.People.SingleAsync(p => p.Name == "Maya Chen")), await house.ReadAsync(db => db.People.SingleAsync(p => p.Name == "Jonas Weber")));
        Assert.Equal(("Send the security checklist by Friday", maya.Id), (deal.NextStep, deal.NextStepOwnerId!.Value));
        Assert.Equal(jonas.Id, await house.ReadAsync(db => db.Reminders.Where(r => r.Text.Contains("draft contract")).Select(r => r.PersonId).SingleAsync()));
        Assert.Contains("Ruth Boyd", await house.ReadAsync(db => db.Stakeholders.Where(s => s.DealId == deal.Id).Select(s => s.Name).ToListAsync()));
    }

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
