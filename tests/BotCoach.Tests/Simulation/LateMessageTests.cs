using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Simulation;

/// <summary>What the simulated year found: a message that could not go out when it was made went out at whatever hour it could.</summary>
public sealed class LateMessageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_platform_took_too_late_waits_for_the_next_working_day(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Clock.JumpTo(At("2026-03-02T17:20:00Z"));
        host.Channel.Always(Trouble.Throttle);
        await TellAsync(host, rita, "somebody's yes");
        await host.JumpToAsync(At("2026-03-02T18:00:00Z"));
        host.Channel.Always(null);
        await host.JumpToAsync(At("2026-03-03T08:59:00Z"));
        Assert.Empty(rita.Chat);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        Assert.Equal(At("2026-03-03T09:00:00Z"), Assert.Single(rita.Chat).SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_brief_that_the_day_never_brought_wakes_nobody_and_the_next_takes_its_place(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Acme");
        host.Channel.Always(Trouble.Throttle);
        await host.JumpToAsync(At("2026-03-02T21:00:00Z"));
        host.Channel.Always(null);
        await host.JumpToAsync(At("2026-03-03T09:00:00Z"));
        Assert.Contains("Tuesday", Assert.Single(rita.Briefs()).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_planned_for_a_day_waits_for_one_who_takes_that_day_off(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Clock.JumpTo(At("2026-03-02T18:00:00Z"));
        await TellAsync(host, rita, "somebody's yes");
        await rita.TypesAsync("off tomorrow");
        await host.JumpToAsync(At("2026-03-03T23:00:00Z"));
        Assert.DoesNotContain(rita.Chat, m => m.Words == "somebody's yes");
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        Assert.Equal(At("2026-03-04T09:00:00Z"), rita.Chat.Single(m => m.Words == "somebody's yes").SentAt);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_morning_without_the_platform_held_back_comes_four_an_hour(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Clock.JumpTo(At("2026-03-02T09:00:00Z"));
        host.Channel.Always(Trouble.Throttle);
        for (var n = 0; n < 10; n++) await TellAsync(host, rita, $"{n}");
        await host.JumpToAsync(At("2026-03-02T12:00:00Z"));
        host.Channel.Always(null);
        await host.JumpToAsync(At("2026-03-02T17:00:00Z"));
        var sent = rita.Chat.Select(m => m.SentAt).ToList();
        Assert.Equal(10, sent.Count);
        Assert.All(sent, from => Assert.InRange(sent.Count(at => at >= from && at < from.AddHours(1)), 1, Urgent.MostAnHour));
    }

    private static Task TellAsync(CoachHost host, Driver person, string what) => host.DoAsync(services =>
        services.GetRequiredService<Urgent>().TellAsync(person.PersonId, $"test:{what}", Message.Say(what), host.Clock.Now));
}
