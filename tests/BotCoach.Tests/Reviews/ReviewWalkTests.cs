using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Reviews;

/// <summary>A manager walks a few deals, one at a time, and what was decided comes back to whom it concerns. It is Monday 2 March 2026, nine o'clock.</summary>
public sealed class ReviewWalkTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_review_walks_its_deals_and_ends_with_what_was_decided(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var mona = house.Mona;
        await mona.TypesAsync("review add acme");
        mona.Sees("Acme is on the agenda of your next deal review, which has 1 deal.");
        await mona.TypesAsync("review add bolt");
        await mona.TypesAsync("review");
        mona.Sees("Deal review: 2 deals");
        mona.Sees("about 12 minutes");
        await mona.PressesAsync("Begin");
        mona.Sees("Acme · 1 of 2");
        mona.Sees("Where it is: Discovery, 3 days");
        mona.Sees("What would move it on, and what stands in the way?");
        await mona.PressesAsync("Five questions");
        await mona.FillsAsync(("moved", "They asked for a price"), ("friction", "We learn of the budget too late"));
        mona.Sees("Why did it move?: They asked for a price");
        await mona.PressesAsync("What was decided");
        await mona.FillsAsync(("what-1", "Send the business case to Dana"), ("by-1", "Thursday"), ("what-2", "Ask their CFO for an hour"), ("who-2", $"{mona.PersonId}"), ("by-2", "in 3 days"));
        mona.Sees("Noted: 2 promises, each with a reminder on its day.");
        mona.Sees("Acme: Send the business case to Dana (Rita, by Thu 5 Mar · still open)");
        await mona.PressesAsync("Talked about");
        mona.Sees("Bolt · 2 of 2");
        await mona.PressesAsync("Skip");
        mona.Sees("1 deal was skipped.");
        await mona.PressesAsync("Go there", "Bolt");
        mona.Sees("Bolt · 2 of 2");
        await mona.PressesAsync("Back");
        mona.Sees("Acme · 1 of 2");
        await mona.PressesAsync("End the review");
        mona.Sees("1 deal talked about, 2 promises made.");
        mona.Sees("Not talked about, and on the agenda of the next one: Bolt.");
        Assert.Equal(3, mona.Chat.Count); // the two picks, and one card that was edited throughout
        await mona.PressesAsync("Notes as Markdown");
        mona.Sees("# Deal review of 2026-03-02");
        mona.Sees("- Why did it move? They asked for a price");
        mona.Sees("- [ ] Rita: Send the business case to Dana, by 2026-03-05 (still open)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_owner_hears_what_they_promised_and_no_more_and_the_next_review_begins_with_it(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var (rita, sam) = (house.Rita.Chat.Count, house.Sam.Chat.Count);
        await DecideAsync(house, "acme", "Send the business case to Dana", "Thursday");
        await DecideAsync(house, "bolt", "Call the lab", "Friday");
        await house.Mona.PressesAsync("End the review");
        var told = Assert.Single(house.Rita.Chat.Skip(rita));
        Assert.Contains("From the deal review with Mona: you promised 1 thing.", told.Words, StringComparison.Ordinal);
        Assert.Contains("Send the business case to Dana", told.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("Call the lab", told.Words, StringComparison.Ordinal);
        Assert.Contains("Call the lab", Assert.Single(house.Sam.Chat.Skip(sam)).Words, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Otto.Chat, m => m.Words.Contains("promised", StringComparison.Ordinal));
        await house.Rita.PressesAsync("Kept");
        Assert.Contains("kept, said Rita", told.Words, StringComparison.Ordinal);

        await house.Host.JumpToAsync(TestBook.Now.AddDays(7).AddHours(1));
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Promised before: 1 kept, 1 missed.");
        house.Mona.Sees("Bolt: Call the lab (Sam, by Fri 6 Mar · its day is over)");
        house.Mona.Sees("Acme: Send the business case to Dana (Rita, by Thu 5 Mar · kept on Mon 2 Mar)");
        house.Mona.Sees("A promise about it was not kept by its day.");
        await house.Mona.PressesAsync("Kept", "Call the lab");
        house.Mona.Sees("kept, said Mona");
        Assert.Contains("kept, said Mona", house.Sam.Chat[sam].Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_stopped_anywhere_and_goes_on_on_another_channel_and_after_a_restart()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review add bolt");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("Begin");
        await house.Mona.PressesAsync("Talked about");
        await house.Mona.PressesAsync("Stop");
        house.Mona.Sees("Stopped. 1 of 2 deals talked about.");
        await using var other = await house.Host.StartAnotherAsync();
        await house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().Installations.Add(new Installation { Channel = "other", ExternalId = "T1", WorkspaceId = house.Host.WorkspaceId, Name = "T", AddedAt = TestBook.Now });
            return s.GetRequiredService<Roster>().IntroduceAsync(house.Mona.PersonId, new Address("other", "T1", "mona-elsewhere", "chat-elsewhere"), TestBook.Now);
        });
        await other.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new CommandTyped("another-act", new Caller("other", "T1", "mona-elsewhere"), "review"), default);
        var newest = await house.Host.ReadAsync(db => db.OutgoingMessages.OrderByDescending(m => m.Id).FirstAsync());
        Assert.Contains("Bolt · 2 of 2", Message.FromJson(newest.Content).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_lies_too_long_is_ended_its_owners_told_and_what_was_left_is_on_the_next()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync("review add acme");
        await DecideAsync(house, "bolt", "Call the lab", "in 10 days", begin: false);
        var sam = house.Sam.Chat.Count;
        await house.Host.JumpToAsync(TestBook.Now.AddDays(4).AddHours(1));
        await house.Mona.TypesAsync("review");
        Assert.Contains("Call the lab", house.Sam.Chat.Skip(sam).Single(m => m.Words.Contains("you promised", StringComparison.Ordinal)).Words, StringComparison.Ordinal);
        house.Mona.Sees("It is left over from the last review.");
        house.Mona.Sees("Promised before: 1 still open.");
        Assert.Equal(2, await house.Host.ReadAsync(db => db.Reviews.CountAsync()));
    }

    [Fact]
    public async Task With_an_empty_agenda_it_chooses_by_itself_and_says_how_much_is_left()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("No deal of your team's asks for a talk right now");
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Reviews.CountAsync()));
        await house.DealAsync(house.Rita, "Slow", d => d.StageEnteredAt = TestBook.Now.AddDays(-90));
        await house.DealAsync(house.Otto, "Ottos", d => d.StageEnteredAt = TestBook.Now.AddDays(-90));
        await house.Host.RunDueAsync();
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Deal review: 1 deal");
        house.Mona.Sees("Slow (Too long in the stage.)");
        house.Mona.DoesNotSee("Ottos");
        await house.Mona.PressesAsync("End the review");
        foreach (var i in Enumerable.Range(1, 6)) await house.DealAsync(house.Rita, $"Number{i}");
        foreach (var i in Enumerable.Range(1, 6)) await house.Mona.TypesAsync($"review add number{i}");
        house.Mona.Sees("has 7 deals; there is time for 5");
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Deal review: 5 deals");
        house.Mona.Sees("2 more deals are left on the agenda for the next one.");
    }

    [Theory]
    [InlineData("n/a", "Thursday", "Write in a sentence what was promised.")]
    [InlineData("Send the pricing", "", "Until which day?")]
    [InlineData("Send the pricing", "whenever", "I cannot read")]
    [InlineData("Send the pricing", "every Monday", "A promise has one day.")]
    [InlineData("Send the pricing", "1 February 2026", "has passed")]
    public async Task What_is_no_promise_is_told_at_its_field_and_nothing_is_kept(string what, string by, string said)
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await DecideAsync(house, "acme", what, by);
        house.Mona.Sees(said);
        Assert.Equal((0, 0), (await house.Host.ReadAsync(db => db.Commitments.CountAsync()), await house.Host.ReadAsync(db => db.Reminders.CountAsync())));
    }

    [Fact]
    public async Task A_rep_has_none_and_nobody_walks_anothers()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Rita.TypesAsync("review");
        house.Rita.Sees("A deal review is a manager's.");
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("Begin");
        var card = house.Mona.LastMessage!;
        foreach (var button in card.Message.AllButtons.Where(b => b.Action.StartsWith("review.", StringComparison.Ordinal)))
        {
            await house.Ada.PressesAsync(card, button);
            house.Ada.Sees("That review is not one of yours");
        }
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Name == "Acme")).OwnerId = house.Otto.PersonId);
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("This deal is no longer one of your team's.");
        house.Mona.DoesNotSee("Acme");
        await house.Mona.PressesAsync("Back");
        house.Mona.Sees("Deal review: 1 deal");
        house.Mona.DoesNotSee("Acme");
    }

    /// <summary>Acme is Rita's and Bolt is Sam's.</summary>
    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme");
        await house.DealAsync(house.Sam, "Bolt");
        return house;
    }

    /// <summary>One promise on a deal; the first begins a review of Acme and Bolt.</summary>
    private static async Task DecideAsync(DealHouse house, string deal, string what, string by, bool begin = true)
    {
        if (await house.Host.ReadAsync(db => db.Reviews.CountAsync()) == 0)
        {
            if (begin) await house.Mona.TypesAsync("review add acme");
            await house.Mona.TypesAsync("review add bolt");
            await house.Mona.TypesAsync("review");
            await house.Mona.PressesAsync("Begin");
        }
        if (deal == "bolt") await house.Mona.PressesAsync("Skip");
        await house.Mona.PressesAsync("What was decided");
        await house.Mona.FillsAsync(("what-1", what), ("by-1", by));
    }
}
