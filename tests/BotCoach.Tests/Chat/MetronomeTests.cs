using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Npgsql;

namespace BotCoach.Tests.Chat;

/// <summary>The metronome left in: what is due happens although nobody asks for it, and although the coach's clock stands still.</summary>
public sealed class MetronomeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_due_is_judged_and_sent_by_the_clock_alone(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await RitaAsync(host);
        var sent = Sent(host);
        await DueNowAsync(host);
        await using var ticking = await host.StartAnotherAsync(Ticks);
        await sent.WaitAsync(Patience);
        Assert.Single(rita.Briefs());
    }

    [Theory, OnPostgres]
    public async Task A_database_that_is_away_for_a_while_costs_no_brief_and_doubles_none(Db kind)
    {
        await using var host = await StartAsync(kind);
        var rita = await RitaAsync(host);
        var there = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString);
        await using var wire = new CuttableWire(there.Host!, there.Port);
        await using var ticking = await host.StartBehindAsync(wire, Ticks);
        wire.Cut();
        await DueNowAsync(host);
        await wire.RefusesAsync(3).WaitAsync(Patience);
        Assert.Empty(rita.Briefs());
        var sent = Sent(host);
        wire.Mend();
        await sent.WaitAsync(Patience);
        await host.RunDueAsync();
        Assert.Single(rita.Briefs());
    }

    private static Task<CoachHost> StartAsync(Db kind) => CoachHost.StartAsync(kind, clock: new FakeClock(CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow())));

    /// <summary>Rita works around the clock, whenever this runs, and has something to hear about.</summary>
    private static async Task<Driver> RitaAsync(CoachHost host)
    {
        var rita = await host.PersonAsync("Rita", Role.Rep, p => (p.WorkStart, p.WorkEnd, p.WorkDays) = (LocalTime.Midnight, LocalTime.MaxValue, 0b1111111));
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        return rita;
    }

    private static Task DueNowAsync(CoachHost host) => host.DoAsync(async s =>
        (await s.GetRequiredService<BotCoachDb>().PersonDues.SingleAsync(d => d.Kind == PersonDueKind.Brief)).At = host.Clock.Now);

    private static void Ticks(IServiceCollection services) => services.AddSingleton<Ticking>();

    private static Task Sent(CoachHost host)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Channel.Taken = () => sent.TrySetResult();
        return sent.Task;
    }
}
