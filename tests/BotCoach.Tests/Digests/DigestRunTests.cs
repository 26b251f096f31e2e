using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Digests;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>One message a week at the first start of each manager's own week, and none where nothing has changed. The host's first day is Monday 2 March 2026.</summary>
public sealed class DigestRunTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_digest_comes_on_Monday_at_the_working_start_of_each_managers_own_zone(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var managers = new List<Driver>();
        foreach (var zone in new[] { "Pacific/Auckland", "Europe/Berlin", "America/Los_Angeles" })
        {
            managers.Add(await host.ManagerAsync($"Mona{managers.Count}", zone));
            await host.DealAsync(await host.RepAsync($"Rita{managers.Count}", managers[^1]), $"Acme{managers.Count}");
        }
        await host.JumpToAsync(At("2026-03-10T09:00:00Z"));
        Assert.Equal([At("2026-03-08T20:00:00Z"), At("2026-03-09T08:00:00Z"), At("2026-03-09T16:00:00Z")], managers.Select(m => Assert.Single(m.Digests()).SentAt));
        Assert.Contains("This is how things stand.", managers[0].Digests()[0].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_has_changed_since_the_last_one_is_told_and_a_week_without_a_change_is_silent(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        var (acme, borealis, cobalt) = (await host.DealAsync(rita, "Acme"), await host.DealAsync(rita, "Borealis", d => d.Amount = 90_000), await host.DealAsync(rita, "Cobalt"));
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        Assert.Single(mona.Digests());
        await host.ChangeAsync(acme, d => d.CloseOn = d.CloseOn!.Value.PlusDays(30));
        await host.ChangeAsync(borealis, d => (d.Status, d.OutcomeReason, d.ClosedAt) = (DealStatus.Lost, "No budget this year", host.Clock.Now), DealEventKind.Lost);
        await host.ChangeAsync(cobalt, d => d.StageId = host.StageAfter(d.StageId, -1), DealEventKind.MovedBack);
        await host.DealAsync(rita, "Dunmore");
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        var words = Assert.IsType<Shown>(mona.Digests()[^1]).Words;
        Assert.Equal(2, mona.Digests().Count);
        Assert.Contains("Lost: Borealis, $90,000 (“No budget this year”)", words);
        Assert.Contains("Moved back: Cobalt", words);
        Assert.Contains("New: Dunmore, $10,000", words);
        Assert.Contains("Close dates that moved: Acme", words);
        var kept = await host.ReadAsync(db => db.Digests.AsNoTracking().Where(d => d.MessageId != null).OrderBy(d => d.Week).ToListAsync());
        var (before, diff) = (DigestJson.ReadSnapshot(kept[0].Snapshot)!, DigestJson.ReadDiff(kept[1].Diff)!);
        Assert.Equal(kept[1].Snapshot, DigestJson.Write(DigestRules.Apply(before, diff)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_changed_nothing_is_sent_and_the_one_that_was_sent_stays_the_base(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        var acme = await host.QuietDealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        await host.JumpToAsync(At("2026-03-23T12:00:00Z"));
        Assert.Single(mona.Digests());
        Assert.Equal([null, null], await host.ReadAsync(db => db.Digests.Where(d => d.Week > new LocalDate(2026, 3, 9)).Select(d => d.MessageId).ToListAsync()));
        await host.ChangeAsync(acme, d => d.Amount = 12_000);
        await host.JumpToAsync(At("2026-03-30T12:00:00Z"));
        Assert.Contains("since your last digest on Mon 9 Mar", mona.Digests()[1].Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_holiday_or_a_day_off_moves_it_to_the_next_day_at_work(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind, "Europe/London");
        await using var _ = host;
        await host.DealAsync(rita, "Acme");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == mona.PersonId)).Country = "GB-ENG");
        await host.JumpToAsync(At("2026-04-05T12:00:00Z"));
        var before = mona.Digests().Count;
        await host.DealAsync(rita, "Borealis");
        // Easter Monday is 6 April
        await host.JumpToAsync(At("2026-04-08T12:00:00Z"));
        Assert.Equal(At("2026-04-07T08:00:00Z"), mona.Digests()[before].SentAt);
        await host.DealAsync(rita, "Cobalt");
        await mona.TypesAsync("/coach off until 15 April");
        await host.JumpToAsync(At("2026-04-16T12:00:00Z"));
        Assert.Equal(At("2026-04-15T08:00:00Z"), mona.Digests()[before + 1].SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_week_in_which_the_clocks_change_begins_at_nine_too(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind, "Europe/Berlin");
        await using var _ = host;
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-23T12:00:00Z"));
        await host.ChangeAsync(acme, d => d.Amount = 12_000);
        // summer time begins on Sunday 29 March
        await host.JumpToAsync(At("2026-03-30T12:00:00Z"));
        Assert.Equal([At("2026-03-09T08:00:00Z"), At("2026-03-30T07:00:00Z")], [mona.Digests()[0].SentAt, mona.Digests()[^1].SentAt]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Quiet_hours_put_it_off_and_a_Monday_that_was_slept_through_is_made_up_for(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        var acme = await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T07:00:00Z"));
        await mona.TypesAsync("/coach quiet until 15:00");
        await host.JumpToAsync(At("2026-03-09T18:00:00Z"));
        Assert.Equal(At("2026-03-09T15:00:00Z"), Assert.Single(mona.Digests()).SentAt);
        await host.ChangeAsync(acme, d => d.Amount = 12_000);
        host.Clock.JumpTo(At("2026-03-17T06:00:00Z"));
        await host.JumpToAsync(At("2026-03-19T12:00:00Z"));
        Assert.Equal(At("2026-03-17T09:00:00Z"), mona.Digests()[^1].SentAt);
        Assert.Equal(2, mona.Digests().Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Killed_before_the_commit_it_is_made_once_and_two_instances_make_one(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T08:59:59Z"));
        await using (var mortal = await host.StartAnotherAsync(s => s.AddSingleton(new DigestPlace(page => throw new DeathException()))))
        {
            mortal.ToleratesFaults = true;
            host.Clock.JumpTo(At("2026-03-09T09:00:00Z"));
            // it dies while the message is written: what it has claimed and opened is undone with it
            await Assert.ThrowsAsync<DeathException>(() => mortal.App.Services.DieAsync(host.WorkspaceId, host.Clock.Now));
        }
        Assert.Equal(0, await host.ReadAsync(db => db.Digests.CountAsync(d => d.Week == new LocalDate(2026, 3, 9))));
        await using var other = await host.StartAnotherAsync();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run((i % 2 == 0 ? host : other).RunDueAsync)));
        Assert.Single(mona.Digests());
        Assert.Equal(1, await host.ReadAsync(db => db.Digests.CountAsync(d => d.MessageId != null)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_team_that_is_switched_off_is_not_told_of_and_a_change_of_hours_sends_none_twice(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        await host.DealAsync(rita, "Acme");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).OnTeams = "Enterprise");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        Assert.Empty(mona.Digests());
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).OnTeams = null);
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        Assert.Single(mona.Digests());
        await host.DealAsync(rita, "Borealis");
        await host.DoAsync(s => s.GetRequiredService<PersonClocks>().CalendarChangedAsync(mona.PersonId, host.Clock.Now));
        await host.JumpToAsync(At("2026-03-20T12:00:00Z"));
        Assert.Single(mona.Digests());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task On_request_it_says_what_has_changed_since_and_is_no_base_for_the_next(Db kind)
    {
        var (host, rita, mona) = await TeamAsync(kind);
        await using var _ = host;
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        await host.DealAsync(rita, "Borealis");
        await mona.TypesAsync("/coach digest");
        mona.Sees("New: Borealis");
        await mona.PressesAsync("Walk them");
        mona.Sees("Borealis (It changed most.)");
        await mona.TypesAsync("/coach digest");
        mona.Sees("They are on the agenda of your next deal review. One goes on");
        await mona.PressesAsync("End the review");
        await rita.TypesAsync("/coach digest");
        rita.Sees("for who leads people");
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        Assert.Contains("New: Borealis", mona.Digests()[^1].Words);
    }

    private static async Task<(CoachHost Host, Driver Rita, Driver Mona)> TeamAsync(Db kind, string zone = "Etc/UTC")
    {
        var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona", zone);
        return (host, await host.RepAsync("Rita", mona), mona);
    }
}

/// <summary>A process that dies in the middle of a unit of work.</summary>
internal sealed class DeathException : Exception;

/// <summary>What tests of digests share.</summary>
internal static class DigestHouse
{
    public static IReadOnlyList<Shown> Digests(this Driver person) => [.. person.Chat.Where(m => m.Words.StartsWith("Your people's deals", StringComparison.Ordinal))];

    /// <summary>A deal of which no rule will speak for weeks, and nothing changes by itself.</summary>
    public static Task<Guid> QuietDealAsync(this CoachHost host, Driver owner, string account) => host.DealAsync(owner, account, d =>
        (d.NextStepOn, d.NextStepConfirmed, d.CloseOn, d.ChampionStrength) = (host.Today().PlusDays(200), true, host.Today().PlusDays(220), 4));

    /// <summary>A stage of the mid-market process, so many places from this one.</summary>
    public static string StageAfter(this CoachHost host, string stage, int places)
    {
        _ = host;
        var stages = BotCoach.Stages.BuiltInBooks.Open(BotCoach.Stages.BuiltInBooks.SevenStages).Stages.Select(s => s.Id).ToList();
        return stages[stages.IndexOf(stage) + places];
    }

    /// <summary>Runs the chore as its runner does, and dies before the commit.</summary>
    public static async Task DieAsync(this IServiceProvider services, Guid workspace, DateTimeOffset now)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<DigestRun>().RunDueAsync(now, default);
        throw new InvalidOperationException($"{workspace} had nothing due.");
    }
}
