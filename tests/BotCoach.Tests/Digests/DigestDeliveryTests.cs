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
        await host.DealAsync(rita, "Borealis");
        await host.JumpToAsync(At("2026-03-16T12:00:00Z"));
        await NeverArrivedAsync(host, mona.Digests()[1].Reference);
        await host.DealAsync(rita, "Cobalt");
        await host.JumpToAsync(At("2026-03-23T12:00:00Z"));
        var words = mona.Digests()[2].Words;
        Assert.Contains("since your last digest on Mon 9 Mar", words);
        Assert.Contains("New: Borealis, $10,000; Cobalt, $10,000", words);
        Assert.Equal([MessageState.Sent, MessageState.Withdrawn, MessageState.Sent], await host.ReadAsync(db => (
            from d in db.Digests join m in db.OutgoingMessages on d.MessageId equals (Guid?)m.Id orderby d.Week select m.State).ToListAsync()));
    }

    /// <summary>As it stands while its manager has no chat with the bot.</summary>
    private static Task NeverArrivedAsync(CoachHost host, string reference) => host.DoAsync(async s =>
    {
        var shown = await s.GetRequiredService<BotCoachDb>().OutgoingMessages.SingleAsync(m => m.Reference == reference);
        (shown.State, shown.SentRevision, shown.Reference, shown.SentAt, shown.NotBefore) = (MessageState.Unreached, 0, null, null, null);
    });
}
