using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Home;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Home;

/// <summary>How a home is kept, whatever the platform.</summary>
public sealed class HomeRunTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_stays_where_it_was_opened_and_goes_along_when_it_is_opened_elsewhere(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var phone = new Driver(house.Host, house.Rita.PersonId, house.Rita.Caller with { User = "rita-elsewhere" });
        await house.Host.DoAsync(s => s.GetRequiredService<Roster>().IntroduceAsync(
            house.Rita.PersonId, new Address("fake", "T1", "rita-elsewhere", "chat-rita-elsewhere"), house.Host.Clock.Now));
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.OpensHomeAsync();
        house.Host.Clock.JumpTo(house.Host.Clock.Now.AddHours(2));
        await phone.TypesAsync("heard Acme");
        await phone.TypesAsync("deal new");
        await phone.FillsAsync(("name", "Borealis"), ("account", "Borealis"));
        await house.Host.RunDueAsync();
        Assert.Contains("2 open deals", Home(house.Rita).Words);
        Assert.DoesNotContain(phone.Chat, m => m.Words.Contains("Your settings"));

        await phone.OpensHomeAsync();
        Assert.Contains("2 open deals", Home(phone).Words);
        Assert.Equal("rita-elsewhere", (await house.Host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Key.StartsWith("home:")))).User);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_nobody_has_opened_for_a_month_rests_until_it_is_opened_again(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.Rita.OpensHomeAsync();
        await house.Host.RunDueAsync();
        var midnight = Assert.Single(await ClocksAsync(house)).At;
        Assert.Equal(house.Host.Clock.Now.AddMinutes(1), midnight); // once more, in case something changed while it was made
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(new DateTimeOffset(2026, 3, 3, 0, 0, 0, TimeSpan.Zero), Assert.Single(await ClocksAsync(house)).At);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().HomeTabs.SingleAsync()).OpenedAt = house.Host.Clock.Now.AddDays(-30));
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Empty(await ClocksAsync(house));
        Assert.Contains("Monday, 2 March", Home(house.Rita).Words);
        await house.Rita.OpensHomeAsync();
        Assert.Contains("Tuesday, 3 March", Home(house.Rita).Words);
        Assert.Single(await ClocksAsync(house));
    }

    [Fact]
    public async Task One_that_was_given_up_is_shown_again_where_it_was()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        house.Host.Channel.Next(Trouble.Refuse);
        await house.Rita.OpensHomeAsync();
        Assert.Equal(MessageState.GaveUp, (await house.Host.ReadAsync(db => db.OutgoingMessages.SingleAsync())).State);
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Contains("Tuesday, 3 March", Home(house.Rita).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thousand_changes_make_it_anew_once_a_minute(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var acme = await house.DealAsync(house.Rita, "Acme");
        await house.Ada.OpensHomeAsync();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        for (var i = 0; i < 5; i++)
        {
            house.Host.Clock.JumpTo(house.Host.Clock.Now.AddSeconds(5));
            await house.Rita.TypesAsync("heard Acme");
            await house.Host.DoAsync(s => s.GetRequiredService<NudgeLedger>().JudgeAsync([acme], house.Host.Clock.Now));
            await house.Host.RunDueAsync();
        }
        var tab = await house.Host.ReadAsync(db => db.HomeTabs.SingleAsync());
        Assert.Equal(house.Host.Clock.Now.AddSeconds(-20), tab.MadeAt);
        Assert.Equal(tab.MadeAt + HomeTab.Between, Assert.Single(await ClocksAsync(house)).At);
    }

    [Fact]
    public async Task At_most_three_checklists_first_of_what_is_being_walked_and_then_of_what_is_due()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var today = TestBook.Today;
        await house.DealAsync(house.Rita, "Dear", d => d.Amount = 900_000);
        await house.DealAsync(house.Rita, "Large", d => d.Amount = 500_000);
        await house.DealAsync(house.Rita, "Due", d => (d.NextStep, d.NextStepOn, d.Amount) = ("Call", today, 1));
        await house.DealAsync(house.Rita, "Walked", d => d.Amount = 2);
        await house.DealAsync(house.Rita, "Proven", d => TestBook.Filled(d).Amount = 800_000);
        await house.DealAsync(house.Sam, "Sams", d => d.Amount = 1_000_000);
        await house.Rita.TypesAsync("walk Walked");
        await house.Rita.OpensHomeAsync();
        var rows = Home(house.Rita).Message.Blocks.OfType<Rows>().Last().Items;
        Assert.Equal(["Walked · Discovery: 3 of 3 still missing", "Due · Discovery: 3 of 3 still missing", "Dear · Discovery: 3 of 3 still missing"], rows.Select(r => r.Text.Words));
        Assert.Equal("The buyer told us the problem in their words; What it costs them is known in figures; and 1 more", rows[0].Note!.Words);
    }

    [Fact]
    public async Task What_an_import_brought_is_on_its_owners_home()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Rita.OpensHomeAsync();
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        await house.Host.ImportAsync(Csv.File("deals.csv", "id,name,owner,stage", "1,Acme,Rita,Discovery", "2,Borealis,Rita,Discovery"));
        await house.Host.RunDueAsync();
        Assert.Contains("2 imported deals to sort", Home(house.Rita).Words);
        Assert.Contains("Sort 2 imported deals", Home(house.Rita).Labels);
    }

    private static Shown Home(Driver who) => who.Chat.Single(m => m.Words.Contains("Your settings"));

    private static Task<List<PersonDue>> ClocksAsync(DealHouse house) =>
        house.Host.ReadAsync(db => db.PersonDues.AsNoTracking().Where(d => d.Kind == PersonDueKind.Home).ToListAsync());
}
