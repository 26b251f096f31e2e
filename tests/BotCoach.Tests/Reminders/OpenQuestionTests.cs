using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Reminders;

/// <summary>"I don't know yet" is asked again. It is Monday 2 March 2026, 8:00 UTC.</summary>
public sealed class OpenQuestionTests
{
    private const string Asked = "Ask Acme: The buyer told us the problem in their words.";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_question_comes_on_its_day_in_its_hour_and_leads_to_the_answer(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        house.Rita.Sees("Noted. You will be reminded to ask on Thu 5 Mar.");
        house.Rita.Sees("2 of 4");
        await house.Host.RunDueAsync();
        await house.Rita.TypesAsync("reminders");
        house.Rita.Sees($"{Asked}, Thursday 5 March 2026");
        await house.Host.JumpToAsync(At("2026-03-05T08:59:59Z"));
        Assert.Empty(Come(house.Rita));
        await house.Host.JumpToAsync(At("2026-03-05T09:00:00Z"));
        Assert.Equal(At("2026-03-05T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
        await house.Rita.PressesAsync("Answer it", inRow: Asked);
        house.Rita.Sees("1 of 4");
        await house.Rita.PressesAsync("Write a note");
        await house.Rita.FillsAsync(("note", "Dana on Monday: month end takes us two days too long"));
        await house.Host.RunDueAsync();
        Assert.Contains($"That is settled: {Asked}", Assert.Single(Come(house.Rita)).Words);
        Assert.Empty(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_known_before_its_day_is_not_asked(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        Assert.Single(await OpenAsync(house, id));
        await house.Rita.PressesAsync("Back");
        await house.Rita.PressesAsync("Write a note");
        await house.Rita.FillsAsync(("note", "Dana on Monday: month end takes us two days too long"));
        await house.Host.JumpToAsync(At("2026-03-13T12:00:00Z"));
        Assert.Empty(Come(house.Rita));
        Assert.Empty(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pressed_twice_it_is_asked_once_and_once_done_it_stays_so_until_it_is_said_again(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        house.Host.Clock.Advance(TimeSpan.FromMinutes(1));
        await house.Rita.PressesAsync(house.Rita.LastMessage!, new Button("", "walk.unknown", $"{id}:problem-told"));
        house.Rita.Sees("You said so already");
        await house.Host.RunDueAsync();
        Assert.Single(await OpenAsync(house, id));
        await house.Host.JumpToAsync(At("2026-03-05T10:00:00Z"));
        await house.Rita.PressesAsync("Done", inRow: Asked);
        await house.Host.ChangeAsync(id, d => d.Amount = 20_000);
        await house.Host.JumpToAsync(At("2026-03-06T10:00:00Z"));
        Assert.Empty(await OpenAsync(house, id));
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Back");
        await house.Rita.PressesAsync("I still don't know");
        house.Rita.Sees("You will be reminded to ask on Wed 11 Mar.");
        await house.Host.JumpToAsync(At("2026-03-11T09:00:00Z"));
        Assert.Equal(2, Come(house.Rita).Count);
        Assert.Single(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Said_again_while_it_waits_it_moves_and_comes_once(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.JumpToAsync(At("2026-03-03T12:00:00Z"));
        await house.Rita.PressesAsync("Back");
        await house.Rita.PressesAsync("I still don't know");
        await house.Host.JumpToAsync(At("2026-03-12T12:00:00Z"));
        Assert.Equal(At("2026-03-06T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
        Assert.Single(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_owner_inherits_the_question(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.ChangeAsync(id, d => d.OwnerId = house.Sam.PersonId, DealEventKind.HandedOver);
        await house.Host.JumpToAsync(At("2026-03-06T12:00:00Z"));
        Assert.Empty(Come(house.Rita));
        Assert.Equal(At("2026-03-05T09:00:00Z"), Assert.Single(Come(house.Sam)).SentAt);
        await house.Sam.PressesAsync("Answer it", inRow: Asked);
        house.Sam.Sees("1 of 4");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_managers_word_is_the_owners_question(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("walk acme");
        await house.Mona.PressesAsync("I don't know yet");
        house.Mona.Sees("Noted. Rita will be reminded to ask on Thu 5 Mar.");
        await house.Host.JumpToAsync(At("2026-03-05T09:00:00Z"));
        Assert.Single(Come(house.Rita));
        Assert.Empty(Come(house.Mona));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lost_deal_asks_nothing_more(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.ChangeAsync(id, d => (d.Status, d.ClosedAt) = (DealStatus.Lost, house.Host.Clock.Now), DealEventKind.Lost);
        await house.Host.JumpToAsync(At("2026-03-06T12:00:00Z"));
        Assert.Empty(Come(house.Rita));
        Assert.Empty(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Set_aside_or_behind_the_deal_it_is_not_asked(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var (acme, borealis) = (await UnknownAsync(house), await UnknownAsync(house, "Borealis"));
        await house.Host.RunDueAsync();
        await house.Mona.TypesAsync("acme");
        await house.Mona.PressesAsync(house.Mona.LastMessage!, new Button("", "walk.waive", $"{acme}:problem-told"));
        await house.Mona.FillsAsync(("reason", "Too small a deal to count"), ("until", "2026-03-31"));
        await house.Host.ChangeAsync(borealis, d => d.StageId = "two", DealEventKind.Advanced);
        await house.Host.RunDueAsync();
        Assert.Empty(await OpenAsync(house, acme));
        Assert.Empty(await OpenAsync(house, borealis));
    }

    [Theory]
    [InlineData("2026-03-03", "2026-03-03T09:00:00Z")] // the next step is sooner: on its day
    [InlineData("2026-03-16", "2026-03-05T09:00:00Z")] // it is later
    [InlineData("2026-02-27", "2026-03-05T09:00:00Z")] // it is over
    public async Task It_is_asked_no_later_than_the_next_step(string step, string at)
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await UnknownAsync(house, change: d => (d.NextStep, d.NextStepOn) = ("Call them", Day(step)));
        await house.Host.JumpToAsync(At("2026-03-12T12:00:00Z"));
        Assert.Equal(At(at), Come(house.Rita)[0].SentAt);
    }

    [Fact]
    public async Task A_step_on_a_day_off_is_prepared_on_the_working_day_before()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Host.JumpToAsync(At("2026-03-05T12:00:00Z"));
        await UnknownAsync(house, change: d => (d.NextStep, d.NextStepOn) = ("Call them", Day("2026-03-08")));
        house.Rita.Sees("You will be reminded to ask tomorrow.");
        await house.Host.JumpToAsync(At("2026-03-12T12:00:00Z"));
        Assert.Equal(At("2026-03-06T09:00:00Z"), Come(house.Rita)[0].SentAt);
    }

    [Fact]
    public async Task A_source_that_repeats_that_it_does_not_know_is_asked_once()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        for (var day = 0; day < 3; day++)
        {
            await house.Host.DoAsync(async s =>
            {
                var file = await s.GetRequiredService<DealFiles>().OpenAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync());
                await s.GetRequiredService<DealAnswers>().UnknownAsync(file, TestBook.Problem, Actor.Clock, house.Host.Clock.Now);
            });
            await house.Host.JumpAsync(TimeSpan.FromDays(1));
        }
        await house.Host.JumpToAsync(At("2026-03-12T12:00:00Z"));
        Assert.Equal(At("2026-03-05T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
        Assert.Single(await OpenAsync(house, id));
    }

    [Fact]
    public async Task What_was_not_known_long_before_is_not_asked_now()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await UnknownAsync(house);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Answers.SingleAsync()).GivenAt = At("2026-02-01T09:00:00Z"));
        await house.Host.RunDueAsync();
        Assert.Empty(await OpenAsync(house, id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task While_the_deal_is_parked_it_rests_and_comes_on_the_day_on_which_the_deal_wakes(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.ChangeAsync(id, d => (d.Triage, d.ParkedUntil) = (Triage.Parked, Day("2026-03-16")), DealEventKind.Triaged);
        await house.Host.RunDueAsync();
        Assert.Empty(await OpenAsync(house, id));
        await house.Host.JumpToAsync(At("2026-03-16T08:59:59Z"));
        Assert.Empty(Come(house.Rita));
        await house.Host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        Assert.Equal(At("2026-03-16T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_is_woken_sooner_asks_on_the_day_that_it_had_or_with_the_next_days_work(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.ChangeAsync(id, d => (d.Triage, d.ParkedUntil) = (Triage.Parked, Day("2026-04-16")), DealEventKind.Triaged);
        await house.Host.JumpToAsync(At("2026-03-03T12:00:00Z"));
        await house.Host.ChangeAsync(id, d => (d.Triage, d.ParkedUntil) = (Triage.Working, null), DealEventKind.Triaged);
        await house.Host.JumpToAsync(At("2026-03-06T12:00:00Z"));
        Assert.Equal(At("2026-03-05T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_said_long_before_the_deal_was_sorted_is_asked_once_it_is(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await UnknownAsync(house, change: d => d.Triage = Triage.Waiting);
        await house.Host.JumpToAsync(At("2026-03-19T12:00:00Z"));
        Assert.Empty(await OpenAsync(house, id));
        await house.Host.ChangeAsync(id, d => d.Triage = Triage.Working, DealEventKind.Triaged);
        await house.Host.JumpToAsync(At("2026-03-20T12:00:00Z"));
        Assert.Equal(At("2026-03-20T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_waived_or_closed_and_is_not_known_again_is_asked_again(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var (acme, borealis) = (await UnknownAsync(house), await UnknownAsync(house, "Borealis"));
        await house.Host.RunDueAsync();
        await house.Host.DoAsync(async s =>
        {
            var file = await s.GetRequiredService<DealFiles>().OpenAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == acme));
            await s.GetRequiredService<DealAnswers>().WaiveAsync(file, TestBook.Problem, "Too small a deal", At("2026-03-18T00:00:00Z"), TestBook.Click(house.Mona.PersonId), house.Host.Clock.Now);
        });
        await house.Host.ChangeAsync(borealis, d => (d.Status, d.ClosedAt) = (DealStatus.Lost, house.Host.Clock.Now), DealEventKind.Lost);
        await house.Host.JumpToAsync(At("2026-03-17T12:00:00Z"));
        Assert.Empty(await OpenAsync(house, acme));
        Assert.Empty(await OpenAsync(house, borealis));
        await house.Host.ChangeAsync(borealis, d => (d.Status, d.ClosedAt) = (DealStatus.Open, null), DealEventKind.Reopened);
        await house.Host.JumpToAsync(At("2026-03-18T12:00:00Z"));
        Assert.Single(await OpenAsync(house, acme));
        Assert.Single(await OpenAsync(house, borealis));
        Assert.Equal(At("2026-03-18T09:00:00Z"), Assert.Single(Come(house.Rita)).SentAt);
    }

    private static async Task<Guid> UnknownAsync(DealHouse house, string name = "Acme", Action<Deal>? change = null)
    {
        var id = await house.DealAsync(house.Rita, name, change);
        await house.Rita.TypesAsync($"walk {name.ToLowerInvariant()}");
        await house.Rita.PressesAsync("I don't know yet");
        return id;
    }

    /// <summary>The messages in which the question came by itself.</summary>
    private static List<Shown> Come(Driver person) => [.. person.Chat.Where(m => m.Words.Contains(Asked, StringComparison.Ordinal) && m.Words.Contains("Your brief for", StringComparison.Ordinal) || m.Words.StartsWith($"Reminder: {Asked}", StringComparison.Ordinal))];

    private static Task<List<Reminder>> OpenAsync(DealHouse house, Guid deal) =>
        house.Host.ReadAsync(db => db.Reminders.Where(r => r.DealId == deal && r.State == ReminderState.Open).ToListAsync());
}
