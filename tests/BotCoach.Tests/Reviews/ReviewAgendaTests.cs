using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reviews;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Reviews;

/// <summary>What stays on an agenda, what leaves it, and that one review goes on at a time.</summary>
public sealed class ReviewAgendaTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Begun_twice_at_the_same_instant_it_is_one_review(Db kind)
    {
        await using var house = await OpenAsync(kind, "Acme", "Bolt");
        await house.Mona.TypesAsync("review add acme");
        await using var other = await house.Host.StartAnotherAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => (i % 2 == 0 ? house.Host : other).App.Services.GetRequiredService<IInbox>()
            .ReceiveAsync(new CommandTyped($"at-once-{i}", new Caller("fake", "T1", "mona"), "review"), default))));
        Assert.Equal(1, await house.Host.ReadAsync(db => db.Reviews.CountAsync()));
        await Assert.ThrowsAsync<DbUpdateException>(() => house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().Reviews.Add(new Review { WorkspaceId = house.Host.WorkspaceId, Id = Guid.NewGuid(), ManagerId = house.Mona.PersonId, StartedAt = TestBook.Now, At = TestBook.Now });
            return Task.CompletedTask;
        }));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Begun_again_it_goes_on_where_it_was_and_after_days_a_new_one_takes_its_place(Db kind)
    {
        await using var house = await OpenAsync(kind, "Acme", "Bolt");
        foreach (var name in (string[])["acme", "bolt"]) await house.Mona.TypesAsync($"review add {name}");
        var added = house.Mona.LastMessage!;
        var start = added.Message.AllButtons.First(b => b.Label == "Start the review");
        await house.Mona.PressesAsync(added, start);
        await house.Mona.PressesAsync("Begin");
        await house.Mona.PressesAsync("Talked about");
        await house.Host.JumpToAsync(TestBook.Now.AddHours(3));
        await house.Mona.PressesAsync(added, start);
        house.Mona.Sees("Bolt · 2 of 2");
        await house.Host.JumpToAsync(TestBook.Now.AddDays(4).AddHours(1));
        await house.Mona.PressesAsync(added, start);
        house.Mona.Sees("It is left over from the last review.");
        Assert.Equal([false, true], await house.Host.ReadAsync(db => db.Reviews.OrderBy(r => r.StartedAt).Select(r => r.EndedAt == null).ToListAsync()));
    }

    [Fact]
    public async Task Back_from_the_end_is_one_step_however_fast_it_is_pressed()
    {
        await using var house = await OpenAsync(Db.Sqlite, "Acme", "Bolt");
        foreach (var name in (string[])["acme", "bolt"]) await house.Mona.TypesAsync($"review add {name}");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("Begin");
        foreach (var _ in (int[])[1, 2]) await house.Mona.PressesAsync("Talked about");
        house.Mona.Sees("That was the last one.");
        var card = house.Mona.LastMessage!;
        var back = card.Message.AllButtons.First(b => b.Label == "Back");
        foreach (var _ in (int[])[1, 2]) await house.Mona.PressesAsync(card, back);
        Assert.Contains("Bolt · 2 of 2", card.Words, StringComparison.Ordinal);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_there_was_no_time_for_and_what_was_skipped_stays_whatever_digests_choose(Db kind)
    {
        await using var house = await OpenAsync(kind, [.. Enumerable.Range(1, 7).Select(i => $"Number{i}")]);
        var ids = await house.Host.ReadAsync(db => db.Deals.OrderBy(d => d.Name).Select(d => d.Id).ToListAsync());
        await ChosenAsync(house, ids);
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("2 more deals are left on the agenda for the next one.");
        await ChosenAsync(house, ids[..1]);
        await house.Mona.PressesAsync("End the review");
        await ChosenAsync(house, []);
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Deal review: 5 deals");
        house.Mona.Sees("Number6 (It is left over from the last review.)");
        house.Mona.Sees("Number7 (It is left over from the last review.)");
        Assert.Equal(7, await house.Host.ReadAsync(async db => (await db.ReviewDeals.Where(d => db.Reviews.Any(r => r.Id == d.ReviewId && r.EndedAt == null)).Select(d => d.DealId).ToListAsync())
            .Union(await db.AgendaPicks.Select(p => p.DealId).ToListAsync()).Count()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_closed_or_went_to_another_team_leaves_it(Db kind)
    {
        await using var house = await OpenAsync(kind, "Acme", "Bolt", "Cargo");
        foreach (var name in (string[])["acme", "bolt"]) await house.Mona.TypesAsync($"review add {name}");
        await house.Host.DoAsync(async s =>
        {
            var deals = await s.GetRequiredService<BotCoachDb>().Deals.ToDictionaryAsync(d => d.Name);
            (deals["Acme"].Status, deals["Acme"].ClosedAt, deals["Bolt"].OwnerId) = (DealStatus.Lost, TestBook.Now, house.Otto.PersonId);
        });
        await house.Mona.TypesAsync("review add cargo");
        house.Mona.Sees("which has 1 deal.");
        await house.Mona.TypesAsync("review");
        house.Mona.Sees("Deal review: 1 deal");
        Assert.Equal(0, await house.Host.ReadAsync(db => db.AgendaPicks.CountAsync()));
    }

    [Fact]
    public async Task Who_is_no_manager_any_more_takes_no_notes_away()
    {
        await using var house = await OpenAsync(Db.Sqlite, "Acme");
        await house.Mona.TypesAsync("review add acme");
        await house.Mona.TypesAsync("review");
        await house.Mona.PressesAsync("End the review");
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Mona.PersonId)).Role = Role.Rep);
        await house.Mona.PressesAsync("Notes as Markdown");
        house.Mona.Sees("That review is not one of yours");
        var id = await house.Host.ReadAsync(db => db.Reviews.Select(r => r.Id).SingleAsync());
        using var browser = await house.Host.BrowserOfAsync(house.Mona);
        await browser.OpenAsync($"/reviews/{id}?handler=File");
        Assert.DoesNotContain("# Deal review", browser.Html, StringComparison.Ordinal);
    }

    private static Task ChosenAsync(DealHouse house, IReadOnlyList<Guid> deals) => house.Host.DoAsync(s =>
        s.GetRequiredService<Agenda>().SetAsync([new NewAgenda(house.Mona.PersonId, [.. deals.Select(d => new Pick(d, "too-long-in-stage", "What next?"))], Guid.NewGuid())], house.Host.Clock.Now));

    private static async Task<DealHouse> OpenAsync(Db kind, params string[] deals)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        foreach (var name in deals) await house.DealAsync(house.Rita, name);
        return house;
    }
}
