using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Somebody presses twice: to Slack these are two clicks, each with a trigger of its own, and they act once.</summary>
public sealed class SlackDoubleClickTests
{
    private const string UntilReady =
        """
        as Maya Chen
        morning
        press Agree the success criteria in writing beside No next step with Acme
        press In 3 working days beside Agree the success criteria in writing
        type Acme
        press Walk it
        press Fill in constraints
        fill Constraints = Single sign-on, data kept in the region, and no project during the stocktake in January
        submit
        press Fill in current stack
        fill Current stack = Printed checklists and a shared spreadsheet
        submit
        type /coach advance Acme
        press Fill in blockers
        fill Blockers = Their IT wants to see the security checklist first
        submit
        expect Ready to advance to Solution alignment
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_moves_on_by_one_stage(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var maya = house.Driver();
        await Tour.Parse(UntilReady).RunAsync(maya);
        var before = await MovesAsync(house);
        await PressTwiceAsync(house, maya, "Advance");
        Assert.Equal(before + 1, await MovesAsync(house));
        await maya.ExpectAsync("Solution alignment (4 of 6)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_is_applied_once(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var tom = house.Driver();
        await Tour.Parse("as Tom Okafor\nshare tour-deals.csv\nexpect checked, nothing written yet").RunAsync(tom);
        await PressTwiceAsync(house, tom, "Import 2 deals");
        await tom.ExpectAsync("imported");
        var run = await house.ReadAsync(db => db.ImportRuns.AsNoTracking().SingleAsync());
        Assert.Equal((ImportState.Done, 2), (run.State, run.Created));
        Assert.Equal(["Pilot", "Store rollout"], await house.ReadAsync(db => db.Deals.Where(d => d.Name == "Pilot" || d.Name == "Store rollout").Select(d => d.Name).OrderBy(n => n).ToListAsync()));
    }

    private static Task<int> MovesAsync(SlackHouse house) => house.ReadAsync(async db =>
    {
        var acme = await db.Deals.AsNoTracking().SingleAsync(d => d.Name.StartsWith("Acme"));
        return await db.DealEvents.CountAsync(e => e.DealId == acme.Id && e.Kind == DealEventKind.Advanced);
    });

    /// <summary>The second click does not wait for what the first one causes.</summary>
    private static async Task PressTwiceAsync(SlackHouse house, SlackDriver driver, string label)
    {
        var (card, found) = driver.Chat.Reverse().Select(m => (m, Pressable.Find(m.Blocks, label, null))).First(x => x.Item2 is not null);
        var (one, two) = (house.Sender.PressAsync(driver.User, card, found!.Element), house.Sender.PressAsync(driver.User, card, found.Element));
        Assert.All(await Task.WhenAll(one, two), answer => Assert.Equal(200, answer.Status));
        await house.SettleAsync();
    }
}
