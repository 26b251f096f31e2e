using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.Tests.Chat;

/// <summary>The playground's clock, on the host's own clock instead of the tests'.</summary>
public sealed class LocalHostTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_week_s_jump_brings_five_briefs_and_outlives_a_restart_but_no_real_channel(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        var local = host.App.Services.GetRequiredService<ILocalHost>();
        var team = Assert.Single(await local.TeamsAsync("web", default), t => t.Team != "sample");
        var chair = Assert.Single(team.People);
        var began = local.Now;
        var after = await local.JumpAsync("web", team.Team, chair.User, LocalJump.Week, default);

        Assert.InRange(after - began, TimeSpan.FromDays(7), TimeSpan.FromDays(7) + TimeSpan.FromMinutes(5));
        var briefs = await host.ReadAsync(db => db.OutgoingMessages.Where(m => m.Key.StartsWith("brief:")).ToListAsync());
        Assert.Equal((5, 5), (briefs.Count, briefs.Select(b => b.SentAt!.Value.Date).Distinct().Count()));

        await using var again = await host.StartAnotherAsync(OwnClock);
        Assert.InRange(again.App.Services.GetRequiredService<ILocalHost>().Now - after, TimeSpan.Zero, TimeSpan.FromMinutes(5));

        host.Channel.IsReal = true;
        await using var real = await host.StartAnotherAsync(OwnClock);
        var closed = real.App.Services.GetRequiredService<ILocalHost>();
        Assert.False(closed.IsOpen);
        Assert.True(closed.Now < began.AddDays(1), "the playground's offset counts although there is a real channel");
        await Assert.ThrowsAsync<InvalidOperationException>(() => closed.JumpAsync("web", team.Team, chair.User, LocalJump.Week, default));
    }

    [Fact]
    public async Task The_metronome_s_own_clock_leaves_the_coach_s_where_it_is_and_that_jumps()
    {
        await using var database = await Databases.EmptyAsync(Db.Sqlite);
        await using var app = App.Build(["--ConnectionStrings:BotCoach", database.ConnectionString]);
        await App.PrepareAsync(app);
        var (clock, local) = (app.Services.GetRequiredService<TimeProvider>(), app.Services.GetRequiredService<ILocalHost>());
        var sample = Assert.Single(await local.TeamsAsync("web", default));
        var morning = await local.JumpAsync("web", sample.Team, sample.People[0].User, LocalJump.TomorrowMorning, default);
        Assert.IsType<CoachClock>(clock);
        Assert.InRange(clock.GetUtcNow() - morning, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Who_is_there_is_said_while_somebody_else_writes_and_whoever_came_meanwhile_is_there_too()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var local = host.App.Services.GetRequiredService<ILocalHost>();
        await local.TeamsAsync("web", default);
        await host.DoAsync(async _ => Assert.Contains(await local.TeamsAsync("web", default), t => t.Team == "sample"));
        await host.RepAsync("Rita");
        Assert.Contains(await local.TeamsAsync("web", default), t => t.People.Any(p => p.Name == "Rita"));
    }

    [Fact]
    public async Task Asking_who_is_there_while_the_database_is_busy_fails_and_the_next_time_makes_the_sample()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite, BusyOnce);
        var local = host.App.Services.GetRequiredService<ILocalHost>();
        await Assert.ThrowsAsync<HostUnavailableException>(() => local.TeamsAsync("web", default));
        Assert.Contains(await local.TeamsAsync("web", default), t => t.Team == "sample");
    }

    private static Task<CoachHost> StartAsync(Db kind) =>
        CoachHost.StartAsync(kind, OwnClock, new FakeClock(CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow())));

    private static void OwnClock(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider, CoachClock>());

    private static void BusyOnce(IServiceCollection services)
    {
        var (play, asked) = ((LocalPlay)services.Single(s => s.ServiceType == typeof(LocalPlay)).ImplementationInstance!, 0);
        services.Replace(ServiceDescriptor.Singleton(play with
        {
            SampleAsync = (s, channel, now) => ++asked == 1 ? throw new TimeoutException("busy") : play.SampleAsync(s, channel, now),
        }));
    }
}
