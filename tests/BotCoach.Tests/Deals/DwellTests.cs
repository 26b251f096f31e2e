using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>How long a deal stayed: what the medians are made of.</summary>
public sealed class DwellTests
{
    private const long ThreeDays = 3 * 24 * 3600;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_ends_has_stayed_in_its_last_stage(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var won = await house.DealAsync(house.Rita, "Won one", d => (d.StageId, d.NextStep, d.NextStepOn, d.NextStepConfirmed) = ("three", "Sign with Dana", Today.PlusDays(1), true));
        var (lost, dropped) = (await house.DealAsync(house.Rita, "Lost one"), await house.DealAsync(house.Rita, "Dropped one"));
        await house.Rita.TypesAsync("won won one");
        await house.Rita.FillsAsync(("reason", "We answered first"));
        await house.Rita.TypesAsync("lost lost one");
        await house.Rita.FillsAsync(("reason", "0"));
        await house.Rita.TypesAsync("drop dropped one");
        await house.Rita.FillsAsync(("reason", "0"));
        foreach (var (id, stage) in new[] { (won, "three"), (lost, "one"), (dropped, "one") })
        {
            var end = (await house.EventsAsync(id))[^1];
            Assert.Equal((stage, null, ThreeDays), (end.FromStage, end.ToStage, end.DwellSeconds));
        }
        Assert.Equal(DealStatus.Disqualified, (await house.ReadAsync(dropped)).Status);
    }

    [Fact]
    public async Task A_stay_that_ended_with_the_win_is_not_counted_again_on_the_way_to_onboarding()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.StageId, d.NextStep, d.NextStepOn, d.NextStepConfirmed) = ("three", "Sign with Dana", Today.PlusDays(1), true));
        await house.Rita.TypesAsync("won acme");
        await house.Rita.FillsAsync(("reason", "We answered first"));
        house.Host.Clock.Advance(TimeSpan.FromDays(5));
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Write a note");
        await house.Rita.FillsAsync(("note", "With Dana and her team, on Friday"));
        await house.Rita.PressesAsync("Advance to Onboarding");
        house.Rita.Sees("It is in Onboarding now");
        Assert.Equal([ThreeDays], (await house.EventsAsync(id)).Where(e => e.FromStage == "three").Select(e => e.DwellSeconds).OfType<long>());
    }

    [Fact]
    public async Task A_reopened_deal_begins_a_new_stay_and_its_old_nudges_do_not_silence_it()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.StageEnteredAt, d.NextStep, d.NextStepOn) = (Now.AddDays(-400), "Call", Today.PlusDays(90)));
        await house.Host.JumpToAsync(Pipeline.Monday);
        await house.Rita.PressesAsync("Not useful");
        await house.Rita.PressesAsync("Not worth it");
        await house.Rita.TypesAsync("lost acme");
        await house.Rita.FillsAsync(("reason", "0"));
        house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.Rita.TypesAsync("reopen acme");
        house.Rita.Sees("Open again.");
        house.Rita.Sees("Time in stage: day 1 of 14");
        Assert.Equal(house.Host.Clock.Now, (await house.ReadAsync(id)).StageEnteredAt);
        await house.Host.JumpAsync(TimeSpan.FromDays(31));
        Assert.Equal(2, (await house.Host.NudgesAsync()).Count(n => n.Rule == "too-long-in-stage"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_imported_deal_of_which_nobody_said_when_its_stage_began_is_no_example(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var ids = new List<Guid>();
        foreach (var assumed in new[] { true, false })
            ids.Add(await house.DealAsync(house.Rita, $"Deal {assumed}", d =>
            {
                Filled(d);
                (d.StageEnteredAssumed, d.ImportedWithoutEvidence) = (assumed, true);
            }, Person("champion")));
        await house.Rita.TypesAsync("Deal True");
        house.Rita.Sees("It was imported in this stage, without evidence");
        foreach (var assumed in new[] { true, false }) await house.Rita.TypesAsync($"advance Deal {assumed}");
        house.Rita.DoesNotSee("It was imported in this stage");
        Assert.Equal([null, ThreeDays], new[] { (await house.EventsAsync(ids[0]))[^1].DwellSeconds, (await house.EventsAsync(ids[1]))[^1].DwellSeconds });
        Assert.False((await house.ReadAsync(ids[0])).StageEnteredAssumed);
    }

    [Theory]
    [InlineData("created date", true), InlineData("stage entered", false)]
    public async Task An_import_remembers_whether_its_file_says_when_the_stage_began(string column, bool assumed)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await host.ImportAsync(Csv.File("deals.csv", $"id,name,account,owner,stage,{column}", "1,Acme rollout,Acme,Ann Bell,Discovery,2025-01-05"));
        var deal = await host.ReadAsync(db => db.Deals.SingleAsync());
        Assert.Equal((assumed, 2025), (deal.StageEnteredAssumed, deal.StageEnteredAt.Year));
        Assert.Equal(host.Today(), await host.ReadAsync(db => db.People.Where(p => p.Name == "Ann Bell").Select(p => p.StartedOn).SingleAsync()));
    }
}
