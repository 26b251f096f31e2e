using BotCoach.Leads;
using BotCoach.Sample;
using BotCoach.Tests.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Leads;

/// <summary>The same two leads answered in Slack and in Teams: one is no fit, the other becomes a deal.</summary>
public sealed class LeadChannelTests
{
    private const string Walk =
        """
        as Maya Chen
        type leads
        expect Dana Reyes of Acme Foods
        press See it beside Dana Reyes
        expect We lose 20 hours a week.
        press Accept
        expect Dana Reyes of Acme Foods is yours.
        press I touched them
        expect Noted: you touched them.
        type leads
        expect Erin Vogt
        press See it beside Erin Vogt
        expect I write a thesis
        press Return…
        fill Why is it not yours = n/a
        submit
        expect Say in a sentence
        fill Why is it not yours = She is a student of Jonas's own city
        submit
        expect Returned. It goes to the next in line
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Slack(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        var maya = await house.InSlackAsync("Maya Chen");
        await ComeAsync(house);
        await Tour.Parse(Walk.Replace("type ", "type /coach ", StringComparison.Ordinal)).RunAsync(maya);
        await AnsweredAsync(house);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_Teams(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await house.JoinAsync();
        var maya = await house.InTeamsAsync("Maya Chen");
        await ComeAsync(house);
        await Tour.Parse(Walk).RunAsync(maya);
        await AnsweredAsync(house);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static async Task ComeAsync(BothHouse house)
    {
        house.Host.Clock.JumpTo(new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero));
        await house.ReadAsync(async db =>
        {
            var maya = await db.People.Where(p => p.Name == "Maya Chen").Select(p => p.Id).SingleAsync();
            db.LeadRules.Add(new LeadRule { WorkspaceId = SamplePipeline.WorkspaceId, Ordinal = 0, Which = "source web form", PersonId = maya });
            db.LeadRules.Add(new LeadRule { WorkspaceId = SamplePipeline.WorkspaceId, Ordinal = 1, Which = LeadLines.Everyone });
            db.Leads.AddRange(Lead("Dana Reyes", "Acme Foods", "We lose 20 hours a week."), Lead("Erin Vogt", null, "I write a thesis"));
            return await db.SaveChangesAsync();
        });
        await house.SettleAsync();

        Lead Lead(string name, string? company, string note) => new()
        {
            WorkspaceId = SamplePipeline.WorkspaceId, Id = Guid.CreateVersion7(house.Host.Clock.Now), ReceivedAt = house.Host.Clock.Now, CameAt = house.Host.Clock.Now, At = house.Host.Clock.Now,
            Source = "web form", Name = name, Company = company, Email = "x@mail.example", Note = note,
        };
    }

    private static async Task AnsweredAsync(BothHouse house)
    {
        var leads = await house.ReadAsync(db => db.Leads.OrderBy(l => l.Name).ToListAsync());
        Assert.Equal([LeadState.Accepted, LeadState.Offered], leads.Select(l => l.State));
        var deal = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == leads[0].DealId));
        Assert.Equal(("Acme Foods", 0), (deal.Account, deal.LeadMinutes));
        Assert.Equal("Jonas Weber", await house.ReadAsync(db => db.People.Where(p => p.Id == leads[1].OfferedTo).Select(p => p.Name).SingleAsync()));
    }
}
