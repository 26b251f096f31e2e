using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

public sealed class ComparisonTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_pilot_is_held_against_the_rest_by_what_happened_since_it_began(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        List<Guid> north = [], south = [];
        for (var i = 0; i < 6; i++) north.Add(await house.DealAsync(house.Rita, $"North {i}", d => (TestBook.Filled(d).SalesTeam, d.StageEnteredAt) = ("North", TestBook.Now)));
        for (var i = 0; i < 6; i++) south.Add(await house.DealAsync(house.Sam, $"South {i}", d => (d.SalesTeam, d.StageEnteredAt) = ("South", TestBook.Now)));
        await house.Host.DoAsync(async s =>
        {
            var draft = await s.GetRequiredService<Drafts>().OpenAsync(TestBook.ProcessId, house.Ada.PersonId, TestBook.Now);
            Assert.Empty(await s.GetRequiredService<Releases>().PilotAsync(draft, ["North"], TestBook.Click(house.Ada.PersonId), TestBook.Now));
        });
        await house.Host.RunDueAsync();
        // all of the north move on after two days, half of the south after six, and the others go back
        foreach (var id in north) await MoveAsync(house, id, DealEventKind.Advanced, "two", 2);
        foreach (var (n, id) in south.Index()) await MoveAsync(house, id, n % 2 == 0 ? DealEventKind.Advanced : DealEventKind.MovedBack, n % 2 == 0 ? "two" : "three", 6);
        Comparison? compared = null, then = null;
        await house.Host.DoAsync(async s =>
        {
            var (reading, pilot) = (s.GetRequiredService<PilotReading>(), await s.GetRequiredService<BotCoachDb>().ProcessVersions.SingleAsync(v => v.State == VersionState.Pilot));
            compared = await reading.OfAsync(pilot, TestBook.Now.AddDays(7));
            then = await reading.OfAsync(pilot, TestBook.Now.AddDays(7), until: TestBook.Now.AddDays(4));
        });
        // on the fourth day the south had not moved yet, and of its gates nobody knows how they stood
        Assert.Equal((6, 1.0, 0, 0), (then!.Pilot.Deals, then.Pilot.Conversion, then.Rest.Deals, then.Rest.Asked));
        Assert.Equal((6, 2.0, 1.0), (compared!.Pilot.Deals, compared.Pilot.MedianStay, compared.Pilot.Conversion));
        Assert.Equal((6, 6.0, 0.5), (compared.Rest.Deals, compared.Rest.MedianStay, compared.Rest.Conversion));
        Assert.Null(compared.Pilot.Precision);
        // stage two asks for two things, and stage three for one, none of which is there
        Assert.Equal((0, 0), (compared.Pilot.There, compared.Rest.There));
        Assert.Equal((12, 9), (compared.Pilot.Asked, compared.Rest.Asked));
    }

    private static Task MoveAsync(DealHouse house, Guid id, DealEventKind kind, string stage, int days) => house.Host.DoAsync(async s =>
    {
        var deal = await s.GetRequiredService<BotCoachDb>().Deals.FirstAsync(d => d.Id == id);
        await s.GetRequiredService<DealLedger>().ChangeAsync(deal, TestBook.Click(house.Rita.PersonId), TestBook.Now.AddDays(days), kind, d => d.StageId = stage);
    });
}
