using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Handoffs;
using BotCoach.Metrics;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Handoffs;

/// <summary>A process with a rule for it: what must be passed on, who answers in what time, and what happens when nobody does.</summary>
public sealed class HandoffTests
{
    private static readonly HandoffSpec ToAe = new("AE", ["problem", "impact", "stakeholders", "action-plan"], 4, "ours");

    private static StageBook Book()
    {
        var book = TestBook.Book();
        return book with
        {
            Rules = book.Rules with { EscalateAfterWorkingHours = 16, EscalationNoticeWorkingHours = 2 },
            Stages = [book.Stages[0] with { Owner = "SDR", Handoff = ToAe }, .. book.Stages.Skip(1)],
        };
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_must_be_passed_on_is_filled_in_first_and_then_lies_before_the_receiver_on_one_card(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await BegunAsync(house);
        house.Rita.Sees("Still to pass on: 3 things");
        await house.Rita.PressesAsync("Fill in problem");
        await house.Rita.FillsAsync(("fact:problem", "tbd"));
        house.Rita.Sees("placeholder");
        await house.Rita.FillsAsync(("fact:problem", "Every store orders by phone, and nobody sees what is on its way"));
        house.Rita.Sees("Still to pass on: 2 things");
        await house.Rita.PressesAsync("Fill in impact");
        await house.Rita.FillsAsync(("fact:impact", "About 420,000 a year in stock that arrives twice"));
        house.Rita.CannotPress("Send it to Sam");
        await house.Rita.PressesAsync("Link the mutual action plan");
        await house.Rita.FillsAsync(("link", "https://files.example.com/plan"));
        house.Rita.Sees("All that must be passed on is there.");
        await house.Rita.PressesAsync("Send it to Sam");
        await house.Host.RunDueAsync();
        var card = house.Sam.LastMessage!.Words;
        foreach (var told in (string[])["Rita hands Acme to you", "SDR → AE", "Every store orders by phone", "420,000", "Dana Lee, champion", "No next step", "Answer by today at 13:00"])
            Assert.Contains(told, card, StringComparison.OrdinalIgnoreCase);
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("waits to be accepted, until");
        house.Rita.CanPress("See the handoff");
        Assert.Equal((house.Rita.PersonId, DealEventKind.HandoffSent), ((await house.ReadAsync(id)).OwnerId, (await house.EventsAsync(id))[^1].Kind));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_receiver_accepts_and_says_in_one_tap_how_good_it_was(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await SentAsync(house);
        await house.Sam.PressesAsync("Accept");
        house.Sam.Sees("Acme is yours.");
        house.Sam.Sees("How was what came along?");
        Assert.Equal("Sam has Acme now.", house.Rita.LastMessage!.Words);
        var deal = await house.ReadAsync(id);
        Assert.Equal((house.Sam.PersonId, null), (deal.OwnerId, deal.HandoffDueAt));
        await house.Sam.PressesAsync("Something was missing");
        house.Sam.Sees("something was missing. Thank you.");
        house.Sam.CannotPress("All there");
        var it = await HandoffAsync(house);
        Assert.Equal((HandoffState.Accepted, HandoffQuality.SomeMissing, true), (it.State, it.Quality, it.InTime));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_returned_handoff_goes_back_with_what_is_missing_and_a_second_return_asks_for_a_talk(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await SentAsync(house);
        for (var round = 1; round <= 2; round++)
        {
            await house.Sam.PressesAsync("Return…");
            await house.Sam.FillsAsync(("words", "n/a"));
            house.Sam.Sees("Say what you need");
            await house.Sam.FillsAsync(("missing", "impact"), ("words", "Whose figure is it?"));
            house.Sam.Sees("You returned Acme to Rita, without impact.");
            await house.Host.RunDueAsync();
            Assert.Contains(house.Rita.Chat, m => m.Words.Contains("Sam returned Acme, without impact.", StringComparison.Ordinal) && m.Words.Contains("Whose figure is it?", StringComparison.Ordinal));
            Assert.Null((await house.ReadAsync(id)).HandoffDueAt);
            if (round == 2) break;
            await house.Rita.PressesAsync("Fill in impact");
            await house.Rita.FillsAsync(("fact:impact", "420,000 a year, by their own finance"));
            await house.Rita.PressesAsync("Send it again");
            await house.Host.RunDueAsync();
            Assert.Contains("by their own finance", house.Sam.LastMessage!.Words, StringComparison.Ordinal);
        }
        Assert.Contains("Ten minutes together may help more than another round.", house.Rita.LastMessage!.Words, StringComparison.Ordinal);
        var kinds = (await house.EventsAsync(id)).Select(e => e.Kind).Where(k => k is DealEventKind.HandoffSent or DealEventKind.HandoffReturned);
        Assert.Equal([DealEventKind.HandoffSent, DealEventKind.HandoffReturned, DealEventKind.HandoffSent, DealEventKind.HandoffReturned], kinds);
        Assert.Equal(house.Rita.PersonId, (await house.ReadAsync(id)).OwnerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_answers_the_receiver_hears_of_it_first_and_the_manager_only_after_the_notice(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await SentAsync(house);
        await house.Host.JumpToAsync(TestBook.Now.AddHours(5).AddMinutes(1));
        var late = house.Sam.LastMessage!.Words;
        Assert.Contains("Rita waits for your answer about Acme. The time for it is over.", late, StringComparison.Ordinal);
        Assert.Contains("Today at 15:00 I would tell Mona this.", late, StringComparison.Ordinal);
        var told = "Sam has not answered the handoff of Acme.";
        Assert.Contains(told, late, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Mona.Chat, m => m.Words.Contains(told, StringComparison.Ordinal));
        await house.Host.JumpToAsync(TestBook.Now.AddHours(7).AddMinutes(1));
        Assert.Contains(house.Mona.Chat, m => m.Words.StartsWith(told, StringComparison.Ordinal));
        await house.Host.JumpToAsync(TestBook.Now.AddDays(1).AddHours(2));
        Assert.Contains(house.Rita.Chat, m => m.Words.Contains("its handoff waits to be accepted", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answered_within_the_notice_nobody_is_told()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await SentAsync(house);
        await house.Host.JumpToAsync(TestBook.Now.AddHours(5).AddMinutes(1));
        await house.Sam.PressesAsync("See it");
        house.Sam.Sees("Rita hands Acme to you");
        await house.Sam.PressesAsync("Accept");
        await house.Host.JumpToAsync(TestBook.Now.AddHours(9));
        Assert.DoesNotContain(house.Mona.Chat, m => m.Words.Contains("has not answered", StringComparison.Ordinal));
        Assert.Contains(house.Sam.Chat, m => m.Words == "Settled: nobody was told.");
        Assert.False((await HandoffAsync(house)).InTime);
    }

    [Fact]
    public async Task A_receiver_on_leave_has_the_time_from_the_day_of_return_and_the_sender_is_told_so()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Sam.TypesAsync("off until Thursday");
        await SentAsync(house);
        house.Rita.Sees("Sam is off, and gets it on Thu 5 Mar at 09:00. The time to answer runs from then.");
        Assert.Equal(new DateTimeOffset(2026, 3, 5, 13, 0, 0, TimeSpan.Zero), (await HandoffAsync(house)).DueAt);
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 3, 5, 9, 1, 0, TimeSpan.Zero));
        Assert.Contains(house.Sam.Chat, m => m.Words.StartsWith("Rita hands Acme to you", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Days_off_that_are_noted_after_it_was_sent_move_the_time_to_answer()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await SentAsync(house);
        await house.Sam.TypesAsync("off until Thursday");
        await house.Host.JumpToAsync(TestBook.Now.AddHours(6));
        Assert.DoesNotContain(house.Sam.Chat, m => m.Words.Contains("The time for it is over", StringComparison.Ordinal));
        Assert.True((await house.ReadAsync(id)).HandoffDueAt > TestBook.Now.AddDays(2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Taken_back_or_given_to_another_meanwhile_an_answer_that_comes_too_late_says_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await SentAsync(house);
        var card = house.Sam.LastMessage!;
        await house.Rita.PressesAsync("Take it back");
        house.Rita.Sees("Acme stays with you.");
        await house.Sam.PressesAsync(card, new Button("Accept", "handoff.accept", $"{(await HandoffAsync(house)).Id}"));
        house.Sam.Sees("This handoff is over. Rita kept it.");
        Assert.Null((await house.ReadAsync(id)).HandoffDueAt);
        await house.Rita.TypesAsync("handoff acme");
        await house.Rita.FillsAsync(("to", $"{house.Sam.PersonId}"));
        await house.Mona.TypesAsync("handoff acme");
        house.Mona.Sees("waits for Sam to accept it");
        await house.Rita.TypesAsync("lost acme");
        await house.Rita.FillsAsync(("reason", "1"));
        await house.Host.RunDueAsync();
        await house.Sam.PressesAsync("Accept");
        house.Sam.Sees("This handoff is over. The deal was closed: lost.");
        Assert.Equal(house.Rita.PersonId, (await house.ReadAsync(id)).OwnerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_was_begun_and_left_is_brought_back_to_its_sender_once(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await BegunAsync(house);
        await house.Host.JumpToAsync(TestBook.Now.AddHours(5).AddMinutes(1));
        Assert.Equal("Acme is still with you on its way to Sam. To pass on: problem, impact and mutual action plan.", house.Rita.LastMessage!.Words.Split('\n')[0]);
        await house.Host.JumpToAsync(TestBook.Now.AddDays(3));
        Assert.Single(house.Rita.Chat, m => m.Words.StartsWith("Acme is still with you", StringComparison.Ordinal));
        await house.Rita.PressesAsync("See the handoff");
        house.Rita.Sees("Still to pass on: 3 things");
    }

    [Fact]
    public async Task Its_receiver_works_on_deals_no_more_and_it_stays_where_it_is()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await SentAsync(house);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Sam.PersonId)).Role = BotCoach.People.Role.Reader);
        await house.Sam.PressesAsync("Accept");
        house.Sam.DoesNotSee("is yours");
        await house.Host.JumpToAsync(TestBook.Now.AddHours(5).AddMinutes(1));
        Assert.Contains(house.Rita.Chat, m => m.Words == "Acme was not handed to Sam. Sam does not work on deals any more.");
        Assert.Null((await house.ReadAsync(id)).HandoffDueAt);
    }

    [Fact]
    public async Task Nobody_else_answers_it_and_only_who_has_the_deal_changes_it()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await SentAsync(house);
        var (it, card) = (await HandoffAsync(house), house.Sam.LastMessage!);
        foreach (var (action, by) in new[] { ("handoff.accept", house.Otto), ("handoff.return", house.Rita), ("handoff.see", house.Otto), ("handoff.keep", house.Otto), ("handoff.send", house.Sam), ("handoff.rate", house.Rita) })
        {
            await by.PressesAsync(card, new Button("Press", action, $"{it.Id}:AllThere"));
            by.Sees(HandoffMessage.NotYours);
        }
        Assert.Equal(HandoffState.Sent, (await HandoffAsync(house)).State);
    }

    [Fact]
    public async Task A_deal_that_is_won_is_handed_on_too()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.Status, d.ClosedAt) = (DealStatus.Won, TestBook.Now));
        await house.Rita.TypesAsync("acme");
        await house.Rita.PressesAsync("Hand off to AE");
        await house.Rita.FillsAsync(("to", $"{house.Sam.PersonId}"), ("how", "none"));
        await house.Host.RunDueAsync();
        await house.Sam.PressesAsync("Accept");
        Assert.Equal((house.Sam.PersonId, DealStatus.Won), ((await house.ReadAsync(id)).OwnerId, (await house.ReadAsync(id)).Status));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Quality_is_told_by_route_to_who_leads_and_of_fewer_than_five_there_is_no_rate(Db kind)
    {
        await using var house = await OpenAsync(kind);
        HandoffQuality?[] rated = [HandoffQuality.AllThere, HandoffQuality.AllThere, HandoffQuality.AllThere, HandoffQuality.SomeMissing, HandoffQuality.StartOver, null];
        List<Guid> ids = [];
        foreach (var _ in rated) ids.Add(await house.DealAsync(house.Sam, $"Deal {ids.Count}"));
        await house.Host.DoAsync(s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            Handoff Of(int i, string route) => new()
            {
                WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(), DealId = ids[i], FromId = house.Rita.PersonId, ToId = house.Sam.PersonId, Route = route, Must = "", WithinHours = 4,
                BegunAt = TestBook.Now, State = HandoffState.Accepted, EndedAt = TestBook.Now, Quality = rated[i], Returns = i == 4 ? 2 : 0, InTime = i != 3,
            };
            db.Handoffs.AddRange(Enumerable.Range(0, rated.Length).Select(i => Of(i, "SDR → AE")).Append(Of(0, Handoff.AnyRoute)));
            var off = Of(1, "SDR → AE");
            (off.State, off.Quality) = (HandoffState.Off, null);
            db.Handoffs.Add(off);
            return Task.CompletedTask;
        });
        IReadOnlyList<HandoffFigures> told = [];
        await house.Host.DoAsync(async s => told = await s.GetRequiredService<HandoffReading>().OfAsync(new MetricsCut(TestBook.Today)));
        Assert.Equal([new HandoffFigures("SDR → AE", 6, new Rate(3, 5), new Rate(1, 6), new Rate(5, 6)), new HandoffFigures(Handoff.AnyRoute, 1, new Rate(1, 1), new Rate(0, 1), new Rate(1, 1))], told);
        Assert.Null(told[1].AllThere.Value);
        await house.Host.DoAsync(async s => told = await s.GetRequiredService<HandoffReading>().OfAsync(new MetricsCut(TestBook.Today.PlusDays(-1))));
        Assert.Empty(told);
    }

    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind, Book());
        await house.AtWorkAsync();
        return house;
    }

    private static async Task<Guid> BegunAsync(DealHouse house, Action<Deal>? adjust = null)
    {
        var id = await house.DealAsync(house.Rita, "Acme", adjust, TestBook.Person("champion"));
        await house.Rita.TypesAsync("handoff acme");
        await house.Rita.FillsAsync(("to", $"{house.Sam.PersonId}"), ("how", "0"));
        return id;
    }

    private static async Task<Guid> SentAsync(DealHouse house)
    {
        var id = await BegunAsync(house, d => TestBook.Filled(d));
        await house.Rita.PressesAsync("Link the mutual action plan");
        await house.Rita.FillsAsync(("link", "https://files.example.com/plan"));
        await house.Rita.PressesAsync("Send it to Sam");
        await house.Host.RunDueAsync();
        return id;
    }

    private static Task<Handoff> HandoffAsync(DealHouse house) => house.Host.ReadAsync(db => db.Handoffs.AsNoTracking().OrderByDescending(h => h.Id).FirstAsync());
}
