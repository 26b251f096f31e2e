using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Chat;

/// <summary>Two companies on one host, on one morning.</summary>
public sealed class TwoCompaniesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_gets_its_own_and_nobody_presses_for_the_other(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.StuckAsync(rita, "Zephyr");
        var maya = await MayaAsync(host);
        await host.JumpToAsync(Pipeline.Monday.AddHours(1));
        var (ours, theirs) = (Assert.Single(rita.Briefs()), Assert.Single(maya.Briefs()));
        Assert.Contains("Zephyr", ours.Words);
        Assert.DoesNotContain("Zephyr", theirs.Words);
        Assert.DoesNotContain("Everline", ours.Words);

        var before = await host.OnlyNudgeAsync();
        var snooze = ours.Message.AllButtons.First(b => b.Action == "nudge.snooze");
        var reply = await maya.PressesAsync(ours, snooze);
        Assert.Contains("not one of yours", ((Say)reply).Message.Words);
        Assert.Equal(before.Revision, (await host.OnlyNudgeAsync()).Revision);
        Assert.Equal(0, ours.Edits);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_rows_at_once_are_refused_when_one_is_another_companys(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        SeenInbound[] rows =
        [
            new() { WorkspaceId = host.WorkspaceId, Channel = "c", DedupeId = "ours", Reply = "" },
            new() { WorkspaceId = Guid.CreateVersion7(), Channel = "c", DedupeId = "theirs", Reply = "" },
        ];
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.DoAsync(s => s.GetRequiredService<BotCoachDb>().AddManyAsync(rows, default)));
        Assert.Equal(0, await host.ReadAsync(db => db.SeenInbounds.CountAsync()));
    }

    private static async Task<Driver> MayaAsync(CoachHost host)
    {
        Person? maya = null;
        await host.App.Services.GetRequiredService<ChoreRunner>().TwiceAsync(async unit =>
        {
            await unit.GetRequiredService<SamplePipeline>().EnsureAsync("fake", host.Clock.Now);
            var db = unit.GetRequiredService<BotCoachDb>();
            await db.SaveChangesAsync();
            maya = await db.People.SingleAsync(p => p.Name == SampleDeals.Maya);
            await unit.GetRequiredService<Roster>().IntroduceAsync(maya.Id, new Address("fake", SamplePipeline.Team, "maya", "chat-maya"), host.Clock.Now);
            return true;
        }, default);
        return new Driver(host, maya!.Id, new Caller("fake", SamplePipeline.Team, "maya"));
    }
}
