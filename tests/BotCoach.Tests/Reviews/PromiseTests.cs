using BotCoach.Channels;
using BotCoach.Reviews;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Reviews;

/// <summary>A promise and its reminder are one thing: neither ends before the other, and wherever they are shown they say the same. It is Monday 2 March 2026, nine o'clock.</summary>
public sealed class PromiseTests
{
    private const string Case = "Send the business case to Dana";

    [Theory, OnSqlite, OnPostgres]
    public async Task On_a_day_off_nothing_is_missed_it_is_after_the_day_on_which_the_reminder_comes(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await DecideAsync(house, "Saturday 7 March");
        await house.Mona.PressesAsync("End the review");
        await house.Rita.TypesAsync("/coach off until 11 March");
        Assert.Equal(CommitmentState.Open, await StateAtAsync(house, TestBook.Now.AddDays(9).AddHours(12)));
        await house.Host.JumpToAsync(TestBook.Now.AddDays(9).AddHours(2));
        Assert.Contains(house.Rita.Chat, m => m.Labels.Contains("Done") && m.Words.Contains(Case, StringComparison.Ordinal));
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Promised before: 1 still open.");
        Assert.Equal(CommitmentState.Missed, await StateAtAsync(house, TestBook.Now.AddDays(10)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Its_reminder_cancelled_the_promise_is_dropped_and_says_so_to_both(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await DecideAsync(house, "Thursday");
        await house.Mona.PressesAsync("End the review");
        await house.Rita.TypesAsync("reminders");
        await house.Rita.PressesAsync("Cancel", Case);
        Assert.Equal(CommitmentState.Dropped, await StateAtAsync(house, house.Host.Clock.Now));
        foreach (var shown in new[] { house.Mona.LastMessage!, house.Rita.Chat.Single(m => m.Words.Contains("you promised 1 thing", StringComparison.Ordinal)) })
        {
            Assert.Contains("dropped, said Rita", shown.Words, StringComparison.Ordinal);
            Assert.DoesNotContain("Kept", shown.Labels);
        }
        await house.Host.JumpToAsync(TestBook.Now.AddDays(7).AddHours(1));
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Promised before: 1 dropped.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Done_at_its_reminder_it_is_kept_wherever_it_stands(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await DecideAsync(house, "Thursday");
        await house.Mona.PressesAsync("End the review");
        var card = house.Mona.LastMessage!;
        Assert.Contains("Kept", card.Labels);
        await house.Host.JumpToAsync(TestBook.Now.AddDays(3).AddHours(2));
        await house.Rita.PressesAsync("Done");
        Assert.Contains("kept, said Rita", card.Words, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Rita.Chat.Concat([card]), m => m.Labels.Contains("Kept"));
    }

    [Fact]
    public async Task Its_reminder_does_not_come_again_and_again()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await DecideAsync(house, "Thursday");
        await house.Rita.TypesAsync("reminders");
        await house.Rita.PressesAsync("Change", Case);
        await house.Rita.FillsAsync(("when", "every Monday 9:00"));
        house.Rita.Sees("A promise has one day.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Owners_hear_of_it_within_the_hour_though_nobody_ends_the_review(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await DecideAsync(house, "Thursday");
        await house.Host.JumpToAsync(TestBook.Now.AddHours(1.5));
        Assert.DoesNotContain(house.Rita.Chat, IsTold);
        await house.Mona.PressesAsync("What was decided");
        await house.Mona.FillsAsync(("what-1", "Ask for the CFO"), ("by-1", "Friday"));
        await house.Host.JumpToAsync(TestBook.Now.AddHours(2).AddMinutes(5));
        Assert.Contains("you promised 2 things", Assert.Single(house.Rita.Chat, IsTold).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_decided_late_in_the_day_is_told_before_it_is_over_and_at_the_end_of_the_review_at_once()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero));
        await DecideAsync(house, "Thursday");
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero));
        Assert.Single(house.Rita.Chat, IsTold);

        await using var other = await OpenAsync(Db.Sqlite);
        await DecideAsync(other, "Thursday");
        await other.Mona.PressesAsync("End the review");
        Assert.Single(other.Rita.Chat, IsTold);
    }

    private static bool IsTold(Shown shown) => shown.Words.Contains("From the deal review with Mona", StringComparison.Ordinal);

    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme");
        return house;
    }

    /// <summary>Rita's promise about Acme, made in a review that goes on.</summary>
    private static async Task DecideAsync(DealHouse house, string by)
    {
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("Begin");
        await house.Mona.PressesAsync("What was decided");
        await house.Mona.FillsAsync(("what-1", Case), ("by-1", by));
    }

    private static async Task<CommitmentState> StateAtAsync(DealHouse house, DateTimeOffset at)
    {
        var state = CommitmentState.Open;
        await house.Host.DoAsync(async s => state = Assert.Single(await s.GetRequiredService<Commitments>().OfManagerAsync(house.Mona.PersonId, at)).State);
        return state;
    }
}
