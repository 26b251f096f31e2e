using BotCoach.Chat;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Digests;

/// <summary>What never reached its manager was not said: the next digest says it too, and takes its place.</summary>
public sealed class DigestDeliveryTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_never_arrived_is_no_base_and_does_not_pile_up(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var mona = await host.ManagerAsync("Mona");
        var rita = await host.RepAsync("Rita", mona);
        await host.DealAsync(rita, "Acme");
        await host.JumpToAsync(At("2026-03-09T12:00:00Z"));
        Assert.Single(mona.Digests());
        await InstalledAsync(host, At("2026-03-10T00:00:00Z"));
        await host.DealAsync(rita, "Borealis");
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        await host.DealAsync(rita, "Cobalt");
        await host.JumpToAsync(At("2026-03-23T12:00:00Z"));
        Assert.Single(mona.Digests());
        await InstalledAsync(host, null);
        await host.DoAsync(s => s.GetRequiredService<Outbox>().ReachableAsync(mona.PersonId, host.Clock.Now, isHere: true));
        await host.RunDueAsync();
        Assert.Equal(2, mona.Digests().Count);
        var words = mona.Digests()[1].Words;
        Assert.Contains("since your last digest on Mon 9 Mar", words);
        Assert.Contains("New: Borealis, $10,000; Cobalt, $10,000", words);
        Assert.Equal([MessageState.Sent, MessageState.Withdrawn, MessageState.Sent], await host.ReadAsync(db => (
            from d in db.Digests join m in db.OutgoingMessages on d.MessageId equals (Guid?)m.Id orderby d.Week select m.State).ToListAsync()));
    }

    /// <summary>The bot was taken out of everybody's chat then, or is in it.</summary>
    private static Task InstalledAsync(CoachHost host, DateTimeOffset? removed) => host.DoAsync(async s =>
    {
        foreach (var one in await s.GetRequiredService<BotCoachDb>().Installations.ToListAsync()) one.RemovedAt = removed;
    });
}
