using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Rollout;

public sealed class PreviewTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_preview_says_of_next_week_is_what_happens_to_deals_left_alone(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await FillAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.JumpAsync(TimeSpan.FromDays(2));
        await DraftAsync(house);
        var now = house.Host.Clock.Now;
        var impact = await PreviewAsync(house);
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.JumpToAsync(now + Preview.Ahead);
        foreach (var rep in (Driver[])[house.Rita, house.Sam, house.Otto])
        {
            var shown = await house.Host.ReadAsync(db => db.Nudges.CountAsync(n => n.PersonId == rep.PersonId && n.FirstShownAt > now));
            Assert.Equal(shown, impact.Owners[rep.PersonId].Nudges);
        }
        Assert.True(impact.Owners.Values.Sum(o => o.Nudges) > 10, "The week says too little to be compared.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_lacks_what_is_asked_anew_by_the_preview_is_refused_by_the_gate_afterwards_and_nobody_else(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await FillAsync(house);
        var before = await MissingAsync(house);
        await DraftAsync(house);
        var impact = await PreviewAsync(house);
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        var after = await MissingAsync(house);
        var fresh = after.ToDictionary(a => a.Key, a => a.Value.Except(before[a.Key]).Order().ToList()).Where(a => a.Value.Count > 0).ToDictionary(a => a.Key, a => a.Value);
        Assert.NotEmpty(fresh);
        Assert.Equal(fresh.Keys.Order(), impact.Struck.Select(s => s.DealId).Order());
        foreach (var struck in impact.Struck) Assert.Equal(fresh[struck.DealId], struck.NewlyMissing.Select(m => m.Id).Order());
    }

    [Theory, OnSqlite]
    public async Task A_preview_writes_nothing(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await FillAsync(house);
        await DraftAsync(house);
        var before = await house.Host.ReadAsync(async db => (await db.Deals.SumAsync(d => d.Revision), await db.Nudges.CountAsync(), await db.DealEvents.CountAsync(), await db.BriefDays.CountAsync()));
        await PreviewAsync(house);
        Assert.Equal(before, await house.Host.ReadAsync(async db => (await db.Deals.SumAsync(d => d.Revision), await db.Nudges.CountAsync(), await db.DealEvents.CountAsync(), await db.BriefDays.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_preview_of_more_deals_than_a_click_waits_for_comes_into_the_same_message_a_moment_later(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.DoAsync(s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            for (var i = 0; i <= PreviewDesk.MostAtOnce; i++) db.Deals.Add(TestBook.Deal($"Deal {i}", house.Rita.PersonId, house.Host.WorkspaceId));
            return Task.CompletedTask;
        });
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.Sees("I go through 2,001 open deals and the week ahead of them.");
        await house.Host.RunDueAsync();
        house.Ada.Sees("2,001 open deals get it.");
        Assert.Single(house.Ada.Chat);
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("Version 2 of Testing is published.");
    }

    /// <summary>Thirty deals in all states that the rules speak of; the same thirty each time.</summary>
    private static async Task FillAsync(DealHouse house)
    {
        var random = new Random(20_260_302);
        Driver[] reps = [house.Rita, house.Sam, house.Otto];
        for (var i = 0; i < 30; i++)
        {
            var n = i;
            await house.DealAsync(reps[n % 3], $"Deal {n}", d =>
            {
                if (random.Next(2) == 0) TestBook.Filled(d);
                d.StageId = random.Next(3) switch { 0 => "two", 1 => "three", _ => "one" };
                d.StageEnteredAt = TestBook.Now.AddDays(-random.Next(60));
                d.Amount = random.Next(4) == 0 ? null : random.Next(1, 100) * 1_000;
                if (random.Next(3) > 0) (d.NextStep, d.NextStepOn, d.NextStepConfirmed) = ("Meet the team", TestBook.Today.PlusDays(random.Next(-5, 9)), random.Next(2) == 0);
                if (random.Next(2) == 0) d.CloseOn = TestBook.Today.PlusDays(random.Next(-3, 40));
                if (random.Next(2) == 0) (d.HeardAt, d.TouchedAt) = (TestBook.Now.AddDays(-random.Next(20)), TestBook.Now.AddDays(-random.Next(10)));
            });
        }
    }

    /// <summary>A draft that asks more, by fields, documents and a shorter clock, and takes a stage away.</summary>
    private static Task DraftAsync(DealHouse house) => house.Host.DoAsync(async s =>
    {
        var drafts = s.GetRequiredService<Drafts>();
        var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, house.Host.Clock.Now);
        var book = ReleaseTests.Without(drafts.Read(draft), "three");
        book = book with
        {
            Stages = [.. book.Stages.Select(st => st.Id != "two" ? st with { Guideline = new Guideline(5, "ours"), Fields = [.. st.Fields, new RequiredField("budget", "present", "ours"), new RequiredField("close-date", "future", "ours")] } : st with
            {
                Guideline = new Guideline(7, "ours"), Fields = [new RequiredField("economic-buyer", "present", "ours")],
            })],
        };
        drafts.Save(draft, book, house.Ada.PersonId, house.Host.Clock.Now);
    });

    private static async Task<Impact> PreviewAsync(DealHouse house)
    {
        Impact? impact = null;
        await house.Host.DoAsync(async s => impact = await s.GetRequiredService<Preview>().OfAsync((await s.GetRequiredService<Drafts>().FindAsync(TestBook.ProcessId))!, house.Host.Clock.Now));
        return impact!;
    }

    private static Task PublishAsync(DealHouse house) => house.Host.DoAsync(async s =>
        Assert.Empty(await s.GetRequiredService<Releases>().PublishAsync((await s.GetRequiredService<Drafts>().FindAsync(TestBook.ProcessId))!, TestBook.Click(house.Ada.PersonId), house.Host.Clock.Now)));

    private static async Task<Dictionary<Guid, List<string>>> MissingAsync(DealHouse house)
    {
        var missing = new Dictionary<Guid, List<string>>();
        await house.Host.DoAsync(async s =>
        {
            var deals = await s.GetRequiredService<BotCoachDb>().Deals.AsNoTracking().ToListAsync();
            foreach (var file in await s.GetRequiredService<DealFiles>().OpenAsync(deals))
                missing[file.Deal.Id] = [.. StageGate.Ask(file, StageGate.NextOf(file)!, file.Today(house.Host.Clock.Now), house.Host.Clock.Now).Missing.Select(m => m.Id)];
        });
        return missing;
    }
}
