using BotCoach.Channels;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

public sealed class MeanwhileTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_criterion_that_is_taken_away_while_a_rep_answers_it_is_said_so_and_the_words_stay_in_the_form(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("/coach Acme");
        await house.Rita.PressesAsync(house.Rita.LastMessage!, new Button("Note", "walk.do", $"{id}:{TestBook.Advisory.Id}|Note|"));
        await PublishWithoutAsync(house, TestBook.Advisory.Id);
        await house.Rita.FillsAsync(("note", "They also look at two others."));
        Assert.StartsWith("This is not asked any more", Assert.IsType<FormErrors>(house.Rita.LastReply).Errors[""]);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Answers.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task A_fact_that_was_given_for_a_criterion_that_is_gone_stays_a_fact_of_the_deal(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("/coach Acme");
        await house.Rita.PressesAsync(house.Rita.LastMessage!, new Button("Fill in", "walk.do", $"{id}:{TestBook.Problem.Id}|Facts|problem"));
        await PublishWithoutAsync(house, TestBook.Problem.Id);
        await house.Rita.FillsAsync(("fact:problem", "Reports take the team two days each month"));
        Assert.Equal("Reports take the team two days each month", (await house.ReadAsync(id)).Facts["problem"]);
    }

    private static async Task PublishWithoutAsync(DealHouse house, string criterion)
    {
        await house.Host.DoAsync(async s =>
        {
            var drafts = s.GetRequiredService<Drafts>();
            var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, TestBook.Now);
            var book = drafts.Read(draft);
            drafts.Save(draft, book with { Stages = [.. book.Stages.Select(st => st with { Exit = [.. st.Exit.Where(c => c.Id != criterion)] })] }, house.Ada.PersonId, TestBook.Now);
            Assert.Empty(await s.GetRequiredService<Releases>().PublishAsync(draft, TestBook.Click(house.Ada.PersonId), TestBook.Now));
        });
        await house.Host.RunDueAsync();
    }
}
