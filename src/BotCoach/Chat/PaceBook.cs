using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>Keeps to each channel's pace, in rows that all instances share: a slot for the team, and one for each conversation.</summary>
public sealed class PaceBook(BotCoachDb db, IEnumerable<IChannel> channels)
{
    /// <summary>
    /// Takes a place now and returns null, or returns when there will be one. An answer waits for the very next place; anything else queues for
    /// a place of its own, so that a long backlog is put off once and not at every look.
    /// </summary>
    public async Task<DateTimeOffset?> TakeAsync(Address to, Delivery delivery, string? reference, DateTimeOffset now, CancellationToken cancel)
    {
        if (PaceOf(to, delivery, reference) is not { } pace) return null;
        var between = TimeSpan.FromSeconds(1 / pace.PerSecond);
        var team = await SlotAsync(to, pace.Method, now, cancel);
        if (team.NextAt > now) return delivery.IsAnswer ? team.NextAt : Queue(team, between);
        if (pace.BetweenInOneConversation > TimeSpan.Zero)
        {
            var conversation = await SlotAsync(to, $"{pace.Method}@{to.User}", now, cancel);
            if (conversation.NextAt > now) return conversation.NextAt;
            conversation.NextAt = now + pace.BetweenInOneConversation;
        }
        team.NextAt = Spend(team.NextAt, now, between, pace.AtOnce);
        return null;
    }

    /// <summary>The platform asked the whole team to wait, for what this one is sent by.</summary>
    public async Task HoldAsync(Address to, Delivery delivery, string? reference, DateTimeOffset until, CancellationToken cancel)
    {
        var team = await SlotAsync(to, PaceOf(to, delivery, reference)?.Method ?? "", until, cancel);
        if (team.NextAt < until) team.NextAt = until;
    }

    private Pace? PaceOf(Address to, Delivery delivery, string? reference) =>
        channels.FirstOrDefault(c => c.Name == to.Channel)?.PaceOf(to, delivery, reference);

    private static DateTimeOffset Queue(PaceSlot team, TimeSpan between)
    {
        var place = team.QueuedUntil is { } last && last + between > team.NextAt ? last + between : team.NextAt;
        team.QueuedUntil = place;
        return place;
    }

    /// <summary>So many may go out at once, then each waits for its place: the slot runs behind now by as much as they take.</summary>
    private static DateTimeOffset Spend(DateTimeOffset nextAt, DateTimeOffset now, TimeSpan between, double atOnce)
    {
        var oldest = now - between * atOnce;
        return (nextAt < oldest ? oldest : nextAt) + between;
    }

    private async Task<PaceSlot> SlotAsync(Address to, string scope, DateTimeOffset now, CancellationToken cancel)
    {
        var slot = db.PaceSlots.Local.FirstOrDefault(s => s.Channel == to.Channel && s.Team == to.Team && s.Scope == scope)
            ?? await db.LockPaceSlotAsync(to.Channel, to.Team, scope, cancel);
        if (slot is not null) return slot;
        slot = new PaceSlot { Channel = to.Channel, Team = to.Team, Scope = scope, NextAt = DateTimeOffset.UnixEpoch };
        db.PaceSlots.Add(slot);
        return slot;
    }
}
