using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;
using Npgsql;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Simulation;

/// <summary>An instance whose clock is an hour off: it leaves the clock's work to the others, and what it answers wakes nobody.</summary>
public sealed class SkewedClockTests
{
    private static readonly Type[] OfPeople = [typeof(NudgeSweep), typeof(ReminderRun), typeof(BriefRun), typeof(EscalationRun)];

    [Theory, OnPostgres(60), OnPostgres(-60)]
    public async Task It_runs_no_chores_and_those_that_are_right_run_them_once(Db kind, int minutes)
    {
        await using var host = await CoachHost.StartAsync(kind, clock: new FakeClock(CoachClock.ToMilliseconds(TimeProvider.System.GetUtcNow())));
        var rita = await host.PersonAsync("Rita", Role.Rep, p => (p.WorkStart, p.WorkEnd, p.WorkDays) = (LocalTime.Midnight, LocalTime.MaxValue, 0b1111111));
        await host.StuckAsync(rita, "Acme");
        await host.RunDueAsync();
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().PersonDues.SingleAsync(d => d.Kind == PersonDueKind.Brief)).At = host.Clock.Now);

        // seen from the instance, it is the database's clock that is off
        await SetOffAsync(host, minutes);
        await using var off = await host.StartThroughAsync(way => way.Options = "-c search_path=public,pg_catalog", RealClock);
        await WorkAsync(off);
        Assert.Empty(rita.Chat);
        Assert.InRange(off.App.Services.GetRequiredService<ChoreClock>().Skew!.Value.Duration(), TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));

        await using var right = await host.StartAnotherAsync(RealClock);
        await Task.WhenAll(WorkAsync(off), WorkAsync(right));
        Assert.Single(rita.Briefs());
        Assert.Null(right.App.Services.GetRequiredService<ChoreClock>().Skew);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_done_at_one_that_is_an_hour_behind_wakes_nobody_at_the_end_of_the_day(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (rita, sam) = (await host.RepAsync("Rita"), await host.RepAsync("Sam"));
        await host.StuckAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-02T18:00:00Z"));
        await using var behind = await host.StartAnotherAsync(s => s.Replace(ServiceDescriptor.Singleton<TimeProvider>(new FakeClock(host.Clock.Now.AddHours(-1)))));
        var open = (OpenForm)await behind.App.Services.GetRequiredService<IInbox>().ReceiveAsync(Press(rita), default);
        await behind.App.Services.GetRequiredService<IInbox>().ReceiveAsync(
            new FormSubmitted("form", rita.Caller, open.Form.Action, open.Form.State, open.Form.BasedOn, new Dictionary<string, string> { ["to"] = $"{sam.PersonId}" }), default);
        await host.JumpToAsync(At("2026-03-03T08:59:00Z"));
        Assert.Empty(sam.Chat);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        Assert.Contains(sam.Chat, m => m.Words.Contains("hands Acme to you", StringComparison.Ordinal));
    }

    private static async Task SetOffAsync(CoachHost host, int minutes)
    {
        await using var session = new NpgsqlConnection(host.Database.ConnectionString);
        await session.OpenAsync();
        await using var create = new NpgsqlCommand(
            $"create function public.clock_timestamp() returns timestamptz language sql as $$select pg_catalog.clock_timestamp() + make_interval(mins => {minutes})$$", session);
        await create.ExecuteNonQueryAsync();
    }

    private static ButtonPressed Press(Driver person)
    {
        var brief = Assert.Single(person.Briefs());
        var button = brief.Message.AllButtons.First(b => b.Label == "Hand off");
        return new ButtonPressed("press", person.Caller, button.Action, button.Value) { MessageReference = brief.Reference };
    }

    private static void RealClock(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<TimeProvider, CoachClock>());

    private static async Task WorkAsync(CoachHost host)
    {
        var runner = host.App.Services.GetRequiredService<ChoreRunner>();
        foreach (var chore in OfPeople) await runner.RunAsync(chore, default);
        await runner.SendAsync(default);
    }
}
