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
    public async Task<DateTimeOffset?> TakeAsync(Address to, Lane lane, DateTimeOffset now, CancellationToken cancel)
    {
        if (channels.FirstOrDefault(c => c.Name == to.Channel)?.Pace is not { } pace) return null;
        var between = TimeSpan.FromSeconds(1 / pace.PerSecond);
        var team = await SlotAsync(to, "", now, cancel);
        if (team.NextAt > now) return lane == Lane.Answer ? team.NextAt : Queue(team, between);
        if (pace.BetweenInOneConversation > TimeSpan.Zero)
        {
            var conversation = await SlotAsync(to, to.User, now, cancel);
            if (conversation.NextAt > now) return conversation.NextAt;
            conversation.NextAt = now + pace.BetweenInOneConversation;
        }
        team.NextAt = Spend(team.NextAt, now, between);
        return null;
    }

    /// <summary>The platform asked the whole team to wait.</summary>
    public async Task HoldAsync(Address to, DateTimeOffset until, CancellationToken cancel)
    {
        var team = await SlotAsync(to, "", until, cancel);
        if (team.NextAt < until) team.NextAt = until;
    }

    private static DateTimeOffset Queue(PaceSlot team, TimeSpan between)
    {
        var place = team.QueuedUntil is { } last && last + between > team.NextAt ? last + between : team.NextAt;
        team.QueuedUntil = place;
        return place;
    }

    /// <summary>
    /// A second's worth may go out at once, then it waits for its next place: the slot runs behind now by up to a second.
    /// </summary>
    private static DateTimeOffset Spend(DateTimeOffset nextAt, DateTimeOffset now, TimeSpan between)
    {
        var oldest = now - TimeSpan.FromSeconds(1);
        return (nextAt < oldest ? oldest : nextAt) + between;
    }

    private async Task<PaceSlot> SlotAsync(Address to, string scope, DateTimeOffset now, CancellationToken cancel)
    {
        var slot = db.PaceSlots.Local.FirstOrDefault(s => s.Channel == to.Channel && s.Team == to.Team && s.Scope == scope)
            ?? await db.LockPaceSlotAsync(to.Channel, to.Team, scope, cancel);
        if (slot is not null) return slot;
        slot = new PaceSlot { Channel = to.Channel, Team = to.Team, Scope = scope, NextAt = now - TimeSpan.FromSeconds(1) };
        db.PaceSlots.Add(slot);
        return slot;
    }
}
