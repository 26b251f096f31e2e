using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Checklists;

public sealed class WalkTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_walks_the_list_in_one_card_and_advances_at_its_end(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 100);
        var rita = house.Rita;
        await rita.TypesAsync("walk acme");
        rita.Sees("1 of 4 · 0 proven");
        rita.Sees("What counts: a note of what they said or did; or problem, filled in.");
        await rita.PressesAsync("Write a note");
        await rita.FillsAsync(("note", "The buyer told us the problem in their words"));
        rita.Sees("That does not show it yet");
        await rita.FillsAsync(("note", "Dana on Monday: month end takes us two days too long"));
        rita.Sees("Noted, on your word.");
        rita.Sees("2 of 4");
        await rita.PressesAsync("I don't know yet");
        rita.Sees("3 of 4");
        await rita.PressesAsync("Skip");
        rita.Sees("4 of 4");
        await rita.PressesAsync("Name the champion");
        await rita.FillsAsync(("person", "Dana Lee"), ("role", "champion"));
        rita.Sees("2 of 4");
        rita.Sees("not known yet, Rita said today");
        await rita.PressesAsync("Fill in impact");
        await rita.FillsAsync(("fact:impact", "40 hours each month"));
        rita.Sees("Ready to advance. What is left is advisory.");
        await rita.PressesAsync("Advance");
        rita.Sees("It is in Evaluation now. 1 point on the rep's word.");
        Assert.Single(rita.Chat);
        var answer = await house.Host.ReadAsync(db => db.Answers.SingleAsync(a => a.CriterionId == Problem.Id));
        Assert.Equal((house.Rita.PersonId, "fake", 1, TestBook.Now), (answer.GivenBy, answer.Channel, answer.Version, answer.GivenAt));
        Assert.Equal("two", (await house.ReadAsync(id)).StageId);
    }

    [Fact]
    public async Task The_walk_goes_on_where_it_was_left_on_another_channel_and_after_a_restart()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Skip");
        await house.Rita.PressesAsync("Stop");
        house.Rita.Sees("Stopped. 0 of 4 answered");
        await using var other = await house.Host.StartAnotherAsync();
        await house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().Installations.Add(new Installation { Channel = "other", ExternalId = "T1", WorkspaceId = house.Host.WorkspaceId, Name = "T", AddedAt = TestBook.Now });
            return s.GetRequiredService<Roster>().IntroduceAsync(house.Rita.PersonId, new Address("other", "T1", "rita-elsewhere", "chat-elsewhere"), TestBook.Now);
        });
        await other.App.Services.GetRequiredService<IInbox>().ReceiveAsync(new CommandTyped("another-act", new Caller("other", "T1", "rita-elsewhere"), "walk acme"), default);
        var newest = await house.Host.ReadAsync(db => db.OutgoingMessages.OrderByDescending(m => m.Id).FirstAsync());
        Assert.Contains("What it costs them is known in figures.", Message.FromJson(newest.Content).Words);
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_yet_waits_on_the_deals_card()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("I don't know yet");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("What would show that this holds: The buyer told us the problem in their words?");
        await house.Rita.PressesAsync("I know now");
        house.Rita.Sees("1 of 4");
    }

    [Fact]
    public async Task A_manager_disputes_the_rep_answers_and_the_manager_settles()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d), Person("champion"));
        await house.Mona.PressesAsync(await WalkAsync(house, house.Mona, id, Problem.Id), new Button("Dispute it…", "walk.dispute", $"{id}:{Problem.Id}"));
        await house.Mona.FillsAsync(("reason", "Who at Acme said this, and when?"));
        house.Mona.Sees("Disputed. The owner sees your reason.");
        Assert.Contains("Mona disputes this on Acme", house.Rita.LastMessage!.Words);
        await house.Rita.PressesAsync("Answer it");
        house.Rita.Sees("disputed: Who at Acme said this, and when?");
        await house.Rita.PressesAsync("Write a note");
        await house.Rita.FillsAsync(("note", "Dana Lee, in the call of 27 February"));
        house.Rita.Sees("Noted beside the dispute");
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("Not yet: 1 thing missing");
        Assert.Contains("Rita answered your dispute on Acme", house.Mona.LastMessage!.Words);
        await house.Mona.PressesAsync("Settle the dispute");
        house.Mona.Sees("Settled.");
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("It is in Evaluation now");
    }

    [Fact]
    public async Task A_manager_sets_a_criterion_aside_until_a_day_and_it_is_asked_for_again_after_it()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => { Filled(d); d.Facts.Remove("impact"); }, Person("champion"));
        await house.Mona.PressesAsync(await WalkAsync(house, house.Mona, id, Impact.Id), new Button("Set it aside…", "walk.waive", $"{id}:{Impact.Id}"));
        await house.Mona.FillsAsync(("reason", "Too small a deal to count"), ("until", "2026-03-02"));
        house.Mona.Sees("Pick a day after today");
        await house.Mona.FillsAsync(("reason", "Too small a deal to count"), ("until", "2026-03-04"));
        house.Mona.Sees("Set aside until Wed 4 Mar");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("Ready to advance to Evaluation");
        house.Host.Clock.Advance(TimeSpan.FromDays(3));
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("Not yet: 1 thing missing");
    }

    [Fact]
    public async Task The_manager_is_asked_for_a_yes_and_gives_it_once()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("walk acme");
        await house.Rita.PressesAsync("Ask for the manager's yes");
        house.Rita.Sees("Asked Mona.");
        await house.Mona.PressesAsync("Yes");
        house.Mona.Sees("You said yes.");
        Assert.Contains("Mona said yes to this on Acme", house.Rita.LastMessage!.Words);
        await house.Ada.PressesAsync(await WalkAsync(house, house.Ada, id, Approved.Id), new Button("Say yes to it", "walk.approve", $"{id}:{Approved.Id}"));
        house.Ada.Sees("Mona said yes already");
        Assert.Equal(BotCoach.Stages.EvidenceKind.Approver, await house.Host.ReadAsync(db => db.Answers.Select(a => a.Kind).SingleAsync()));
    }

    [Fact]
    public async Task A_new_rep_sees_why_it_is_asked_and_the_others_when_they_wish()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("walk acme");
        house.Rita.DoesNotSee("Good looks like");
        await house.Rita.PressesAsync("Why is this asked");
        house.Rita.Sees("Why it is asked: Because it shows.");
        var nell = await house.Host.PersonAsync("Nell", Role.Rep, p => p.StartedOn = Today.PlusDays(-10));
        await house.DealAsync(nell, "Borealis");
        await nell.TypesAsync("walk borealis");
        nell.Sees("Good looks like: Their words, with a date.");
    }

    [Fact]
    public async Task The_same_words_on_a_fifth_deal_are_refused()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        for (var i = 1; i <= 5; i++)
        {
            await house.DealAsync(house.Rita, $"Acme {i}");
            await house.Rita.TypesAsync($"walk acme {i}");
            await house.Rita.PressesAsync("Write a note");
            await house.Rita.FillsAsync(("note", "They really need what we sell"));
        }
        house.Rita.Sees("The same words stand on four other deals");
    }

    [Fact]
    public async Task Two_notes_at_once_meet_on_the_screen()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        foreach (var person in (Driver[])[house.Rita, house.Mona])
        {
            await person.TypesAsync("walk acme");
            await person.PressesAsync("Write a note");
        }
        await house.Mona.FillsAsync(("note", "Dana told me so at the fair in May"));
        await house.Rita.FillsAsync(("note", "Bert wrote it in his mail of Monday"));
        house.Rita.Sees("Written meanwhile: Dana told me so at the fair in May");
        await house.Rita.FillsAsync();
        Assert.Equal("Bert wrote it in his mail of Monday", await house.Host.ReadAsync(db => db.Answers.Select(a => a.Text).SingleAsync()));
    }

    private static async Task<Shown> WalkAsync(DealHouse house, Driver who, Guid deal, string criterion)
    {
        await who.TypesAsync("acme");
        await who.PressesAsync(who.LastMessage!, new Button("", "walk.open", $"{deal}:{criterion}"));
        return who.LastMessage!;
    }
}
