using BotCoach.Channels;
using BotCoach.Channels.Web;
using BotCoach.Chat;
using BotCoach.Nudges;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace BotCoach.Tests.Chat;

/// <summary>What the clock does when something is in its way.</summary>
public sealed class ChoreTests
{
    // A schema of ours before the catalog: new connections see a clock that is six seconds ahead.
    private const string OtherClock =
        """
        create function public.clock_timestamp() returns timestamptz language sql as 'select pg_catalog.clock_timestamp() + interval ''6 seconds''';
        do $$ begin execute 'alter database "' || current_database() || '" set search_path = public, pg_catalog'; end $$;
        """;

    [Theory, OnSqlite, OnPostgres]
    public async Task A_brief_that_cannot_be_made_is_put_off_and_everyone_else_gets_theirs(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        await host.StuckAsync(rita, "Acme");
        await host.StuckAsync(tom, "Borealis");
        await host.DoAsync(s => Task.FromResult(s.GetRequiredService<BotCoachDb>().BriefDays.Add(new BriefDay
        {
            WorkspaceId = host.WorkspaceId, PersonId = rita.PersonId, Day = host.Today().PlusDays(-3), Shown = "no id", MadeAt = host.Clock.Now,
        })));
        host.ToleratesFaults = true;
        await host.JumpToAsync(OneDeal.At("2026-03-02T09:00:30Z"));
        Assert.Equal((0, 1), (rita.Briefs().Count, tom.Briefs().Count));
        Assert.Single(host.Faults.All);

        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().BriefDays.SingleAsync(b => b.Shown == "no id")).Shown = "");
        await host.JumpToAsync(OneDeal.At("2026-03-02T09:11:00Z"));
        Assert.Equal((1, 1), (rita.Briefs().Count, tom.Briefs().Count));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_cannot_be_judged_is_put_off_and_the_rest_of_its_batch_is_judged(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var bad = await host.StuckAsync(rita, "Bad");
        for (var i = 0; i < 5; i++) await host.StuckAsync(rita, $"Good {i}");
        await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().Database.ExecuteSqlAsync($"update deal set custom = 'unreadable' where id = {bad}"));
        host.ToleratesFaults = true;
        await host.RunDueAsync();
        Assert.Equal(5, (await host.NudgesAsync()).Count);
        Assert.Single(host.Faults.All);
        Assert.Equal(host.Clock.Now.AddMinutes(10), (await host.ReadAsync(db => db.DealDues.SingleAsync(d => d.DealId == bad))).At);
    }

    [Theory, OnPostgres]
    public async Task An_instance_whose_clock_is_off_runs_no_chores_and_says_so(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.StuckAsync(await host.RepAsync("Rita"), "Acme");
        await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().Database.ExecuteSqlRawAsync(OtherClock));
        var there = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString);
        await using var wire = new CuttableWire(there.Host!, there.Port);
        await using var off = await host.StartBehindAsync(wire, services => services.Replace(ServiceDescriptor.Singleton<TimeProvider, CoachClock>()));
        await off.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(NudgeSweep), default);
        Assert.Empty(await host.NudgesAsync());
        using var http = new HttpClient { BaseAddress = off.Url };
        Assert.Contains("seconds off the database's", await (await http.GetAsync("/health/ready")).Content.ReadAsStringAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_settled_long_ago_is_forgotten_and_what_was_not_stays(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "old", "hello");
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromDays(80));
        await Bench.ShowAsync(host, rita, "young", "hello");
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromDays(11));
        await host.RunDueAsync();
        Assert.Equal(["young"], await host.ReadAsync(db => db.OutgoingMessages.Select(m => m.Key).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_playground_says_a_thing_once_for_two_days_and_keeps_what_was_said(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (chat, chair) = (host.App.Services.GetRequiredService<WebChat>(), Chair.Of("sample", "rita")!);
        Task<string> SayAsync() => chat.SayAsync(chair, new Entry(Mine: false, Message.Say("hello")), "delivery", default);
        await SayAsync();
        await host.JumpAsync(TimeSpan.FromHours(49));
        await SayAsync();
        Assert.Single(await chat.HistoryAsync(chair, 10, default));
        await host.JumpAsync(TimeSpan.FromHours(2));
        Assert.Null(await chat.FindAsync(chair, "delivery", default));
        Assert.Single(await chat.HistoryAsync(chair, 10, default));
    }
}
