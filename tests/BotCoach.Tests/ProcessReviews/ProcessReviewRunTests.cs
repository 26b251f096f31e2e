using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.People;
using BotCoach.ProcessReviews;
using BotCoach.Storage;
using BotCoach.Tests.Digests;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.ProcessReviews;

/// <summary>One review a month, at the first working start of each person's own month, to who is named for it. The host's first day is Monday 2 March 2026.</summary>
public sealed class ProcessReviewRunTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task It_comes_on_the_first_working_day_at_the_working_start_of_each_ones_own_zone_and_not_before_the_month_is_over_at_the_company(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        List<Driver> named = [];
        foreach (var zone in new[] { "Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles" }) named.Add(await host.ReaderAsync($"Nora{named.Count}", zone));
        foreach (var one in named) await ada.TypesAsync($"process-review add {one.Caller.Name}");
        ada.Sees("Nora2 gets it from now on.");
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-04-03T12:00:00Z"));
        // Wednesday 1 April; in Auckland its nine o'clock is still March at the company, so it is the next morning's
        Assert.Equal([At("2026-04-01T20:00:00Z"), At("2026-04-01T07:00:00Z"), At("2026-04-01T16:00:00Z")], named.Select(n => Assert.Single(n.Reviews()).SentAt));
        Assert.Contains("How we sold in March 2026", named[0].Reviews()[0].Words);
        Assert.DoesNotContain("Acme", named[0].Reviews()[0].Words);
        Assert.Empty(ada.Reviews());
        Assert.Equal(1, await host.ReadAsync(db => db.ProcessReviews.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_named_nothing_is_sent_and_a_month_in_which_nothing_happened_is_silent(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-04-02T12:00:00Z"));
        Assert.Equal(0, await host.ReadAsync(db => db.ProcessReviews.CountAsync() ));
        await ada.TypesAsync("process-review add rita");
        await host.JumpToAsync(At("2026-05-05T12:00:00Z"));
        // April was without a move
        Assert.Empty(rita.Reviews());
        Assert.Equal([null, null], await host.ReadAsync(db => db.ProcessReviewCopies.OrderBy(c => c.Month).Select(c => c.MessageId).ToListAsync()));
        await host.DealAsync(rita, "Borealis");
        await host.JumpToAsync(At("2026-06-02T12:00:00Z"));
        Assert.Contains("How we sold in May 2026", Assert.Single(rita.Reviews()).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_holiday_a_weekend_or_a_day_off_moves_it_and_so_do_quiet_hours(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        var nora = await host.ReaderAsync("Nora", "Europe/Berlin");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == nora.PersonId)).Country = "DE");
        await ada.TypesAsync("process-review add nora");
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-04-15T12:00:00Z"));
        await host.ChangeAsync(acme, d => d.StageId = host.StageAfter(d.StageId, 1), DealEventKind.Advanced);
        // 1 May is a holiday and a Friday: the first start is on Monday the fourth
        await host.JumpToAsync(At("2026-05-20T12:00:00Z"));
        Assert.Equal([At("2026-04-01T07:00:00Z"), At("2026-05-04T07:00:00Z")], nora.Reviews().Select(r => r.SentAt));
        await host.ChangeAsync(acme, d => d.StageId = host.StageAfter(d.StageId, -1), DealEventKind.MovedBack);
        await nora.TypesAsync("off until 3 June");
        await host.JumpToAsync(At("2026-06-03T06:00:00Z"));
        await nora.TypesAsync("quiet until 15:00");
        await host.JumpToAsync(At("2026-06-05T12:00:00Z"));
        Assert.Equal(At("2026-06-03T13:00:00Z"), nora.Reviews()[^1].SentAt);
        Assert.Equal(3, nora.Reviews().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_month_that_ends_across_a_clock_change_begins_at_nine_too(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Zone = "America/New_York");
        var nora = await host.ReaderAsync("Nora", "America/New_York");
        host.Clock.JumpTo(At("2026-10-05T12:00:00Z"));
        await ada.TypesAsync("process-review add nora");
        await host.DealAsync(rita, "Acme");
        // summer time ends there on Sunday 1 November
        await host.JumpToAsync(At("2026-11-03T12:00:00Z"));
        Assert.Equal(At("2026-11-02T14:00:00Z"), Assert.Single(nora.Reviews()).SentAt);
        Assert.Contains("New deals: 1", nora.Reviews()[0].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_before_the_commit_it_is_made_once_and_two_instances_make_one(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        var named = new[] { await host.ReaderAsync("Nora"), await host.ReaderAsync("Nils") };
        foreach (var one in named) await ada.TypesAsync($"process-review add {one.Caller.Name}");
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-04-01T08:59:59Z"));
        await using (var mortal = await host.StartAnotherAsync(s => s.AddSingleton(new DigestPlace(page => throw new DeathException()))))
        {
            mortal.ToleratesFaults = true;
            host.Clock.JumpTo(At("2026-04-01T09:00:00Z"));
            // it dies while the message is written: what it has claimed, opened and kept is undone with it
            await Assert.ThrowsAsync<DeathException>(() => DieAsync(mortal, host.Clock.Now));
        }
        Assert.Equal((0, 0), await host.ReadAsync(async db => (await db.ProcessReviewCopies.CountAsync(c => c.Month == new LocalDate(2026, 3, 1)), await db.ProcessReviews.CountAsync())));
        await using var other = await host.StartAnotherAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run((i % 2 == 0 ? host : other).RunDueAsync)));
        Assert.All(named, n => Assert.Single(n.Reviews()));
        Assert.Equal((2, 1), await host.ReadAsync(async db => (await db.ProcessReviewCopies.CountAsync(c => c.MessageId != null), await db.ProcessReviews.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Who_is_named_late_or_changes_hours_gets_no_second_and_no_late_one_and_who_is_taken_off_gets_none(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-04-08T10:00:00Z"));
        await ada.TypesAsync("process-review add rita");
        await host.DoAsync(s => s.GetRequiredService<PersonClocks>().CalendarChangedAsync(rita.PersonId, host.Clock.Now));
        await host.JumpToAsync(At("2026-04-10T12:00:00Z"));
        Assert.Empty(rita.Reviews());
        await host.ChangeAsync(acme, d => d.StageId = host.StageAfter(d.StageId, 1), DealEventKind.Advanced);
        await host.JumpToAsync(At("2026-05-04T12:00:00Z"));
        Assert.Single(rita.Reviews());
        await host.DoAsync(s => s.GetRequiredService<PersonClocks>().CalendarChangedAsync(rita.PersonId, host.Clock.Now));
        await host.JumpToAsync(At("2026-05-08T12:00:00Z"));
        Assert.Single(rita.Reviews());
        await host.ChangeAsync(acme, d => d.StageId = host.StageAfter(d.StageId, -1), DealEventKind.MovedBack);
        await ada.TypesAsync("process-review");
        await ada.PressesAsync("Take off", "Rita");
        ada.Sees("Rita gets it no more.");
        await host.JumpToAsync(At("2026-06-02T12:00:00Z"));
        Assert.Single(rita.Reviews());
        Assert.Equal(["process review: named for it", "process review: taken off the list"], (await host.ReadAsync(db => db.AuditEntries.Where(a => a.What.StartsWith("process review")).Select(a => a.What).ToListAsync())).Order(StringComparer.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Naming_is_for_admins_and_who_is_not_named_is_told_kindly(Db kind)
    {
        var (host, ada, rita) = await CompanyAsync(kind);
        await using var _ = host;
        await rita.TypesAsync("process-review add rita");
        rita.Sees("Who gets the process review is for admins to say.");
        await rita.TypesAsync("process-review");
        rita.Sees("goes to the people named for it");
        await ada.TypesAsync("process-review add nobody");
        ada.Sees("Nobody here has this name or e-mail address.");
        await ada.TypesAsync("process-review add");
        ada.Sees("Say who");
        await ada.TypesAsync("process-review add rita");
        await ada.TypesAsync("process-review add rita");
        ada.Sees("Rita gets it already.");
        await rita.TypesAsync("process-review");
        rita.Sees("There is none yet.");
    }

    private static async Task<(CoachHost Host, Driver Ada, Driver Rita)> CompanyAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        return (host, await host.AdminAsync("Ada"), await host.RepAsync("Rita"));
    }

    private static async Task DieAsync(CoachHost host, DateTimeOffset now)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        await using var transaction = await scope.ServiceProvider.GetRequiredService<BotCoachDb>().Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<ProcessReviewRun>().RunDueAsync(now, default);
    }
}

/// <summary>What tests of the monthly review share.</summary>
internal static class ReviewedMonths
{
    public static IReadOnlyList<Shown> Reviews(this Driver person) => [.. person.Chat.Where(m => m.Words.StartsWith("How we sold in", StringComparison.Ordinal))];
}
