using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>Keeps to each channel's pace, in rows that all instances share: a slot for the team, and one for each conversation.</summary>
public sealed class PaceBook(BotCoachDb db, IEnumerable<IChannel> channels)
{
    /// <summary>Stands behind the method in the scope of a slot that an admin's matter holds, apart from the pace: it ends when the bot is added again.</summary>
    public const string ForAdmin = "!";

    /// <summary>
    /// Takes a place now and returns null, or returns when there will be one. An answer waits for the very next place; anything else queues for
    /// a place of its own, so that a long backlog is put off once and not at every look.
    /// </summary>
    /// <param name="looksFirst">An earlier attempt's fate is looked up before: that has a pace of its own.</param>
    public async Task<DateTimeOffset?> TakeAsync(Address to, Delivery delivery, string? reference, bool looksFirst, DateTimeOffset now, CancellationToken cancel)
    {
        if (PaceOf(to, delivery, reference) is not { } pace) return null;
        if (await HeldForAdminAsync(to, pace, cancel) is { } held && held > now) return held;
        var looks = looksFirst ? LookPace(to.Channel) : null;
        var looking = looks is null ? null : await SlotAsync(to, looks.Method, cancel);
        if (looking?.NextAt > now) return Queue(looking, looks!);
        var team = await SlotAsync(to, pace.Method, cancel);
        if (team.NextAt > now) return delivery.IsAnswer ? team.NextAt : Queue(team, pace);
        if (pace.BetweenInOneConversation > TimeSpan.Zero)
        {
            var conversation = await SlotAsync(to, Conversation(pace, to), cancel);
            if (conversation.NextAt > now) return conversation.NextAt;
            var rested = now - pace.BetweenInOneConversation * (pace.AtOnceInOneConversation - 1);
            conversation.NextAt = (conversation.NextAt < rested ? rested : conversation.NextAt) + pace.BetweenInOneConversation;
        }
        Spend(team, pace, now);
        if (looking is not null) Spend(looking, looks!, now);
        return null;
    }

    /// <summary>Takes a place for looking for somebody in these teams, in all of them or in none.</summary>
    public async Task<DateTimeOffset?> TakeSearchAsync(IReadOnlyList<(string Channel, string Team)> teams, DateTimeOffset now, CancellationToken cancel)
    {
        var slots = new List<(PaceSlot Slot, Pace Pace)>();
        foreach (var (channel, team) in teams)
            if (SearchPace(channel) is { } pace) slots.Add((await SlotAsync(new Address(channel, team, ""), pace.Method, cancel), pace));
        var full = slots.Where(s => s.Slot.NextAt > now).Select(s => Queue(s.Slot, s.Pace)).ToList();
        if (full.Count > 0) return full.Max();
        foreach (var (slot, pace) in slots) Spend(slot, pace, now);
        return null;
    }

    /// <summary>
    /// It was sent. A place is taken before that: where the way there was long, the next one in the conversation counts from when it had surely arrived.
    /// </summary>
    public async Task TookAsync(Address to, Delivery delivery, string? reference, TimeSpan took, DateTimeOffset now, CancellationToken cancel)
    {
        if (PaceOf(to, delivery, reference) is not { AtOnceInOneConversation: 1 } pace || pace.BetweenInOneConversation == TimeSpan.Zero || took < pace.BetweenInOneConversation / 20) return;
        var conversation = await SlotAsync(to, Conversation(pace, to), cancel);
        conversation.NextAt = now + pace.BetweenInOneConversation;
    }

    /// <summary>The platform asked the whole team to wait, for what this one is sent by.</summary>
    public Task HoldAsync(Address to, Delivery delivery, string? reference, DateTimeOffset until, CancellationToken cancel) =>
        HoldAsync(to, PaceOf(to, delivery, reference)?.Method ?? "", until, cancel);

    /// <summary>An admin has to do something first, for what this one is sent by.</summary>
    public Task HoldForAdminAsync(Address to, Delivery delivery, string? reference, DateTimeOffset until, CancellationToken cancel) =>
        HoldAsync(to, (PaceOf(to, delivery, reference)?.Method ?? "") + ForAdmin, until, cancel);

    /// <summary>The platform asked to look for nobody in this team before then.</summary>
    public Task HoldSearchAsync(string channel, string team, DateTimeOffset until, CancellationToken cancel) =>
        HoldAsync(new Address(channel, team, ""), SearchPace(channel)?.Method ?? "", until, cancel);

    /// <summary>The platform asked to look nothing up in this team before then.</summary>
    public Task HoldLookAsync(Address to, DateTimeOffset until, CancellationToken cancel) => HoldAsync(to, LookPace(to.Channel)?.Method ?? "", until, cancel);

    private async Task<DateTimeOffset?> HeldForAdminAsync(Address to, Pace pace, CancellationToken cancel)
    {
        var scope = pace.Method + ForAdmin;
        return await db.PaceSlots.Where(s => s.Channel == to.Channel && s.Team == to.Team && s.Scope == scope).Select(s => (DateTimeOffset?)s.NextAt).FirstOrDefaultAsync(cancel);
    }

    private async Task HoldAsync(Address to, string method, DateTimeOffset until, CancellationToken cancel)
    {
        var team = await SlotAsync(to, method, cancel);
        if (team.NextAt < until) team.NextAt = until;
    }

    private static string Conversation(Pace pace, Address to) => $"{pace.Method}@{to.User}";

    private Pace? LookPace(string channel) => channels.FirstOrDefault(c => c.Name == channel)?.LookPace;

    private Pace? SearchPace(string channel) => channels.FirstOrDefault(c => c.Name == channel)?.ReachPace;

    private Pace? PaceOf(Address to, Delivery delivery, string? reference) =>
        channels.FirstOrDefault(c => c.Name == to.Channel)?.PaceOf(to, delivery, reference);

    private static DateTimeOffset Queue(PaceSlot team, Pace pace)
    {
        var between = Between(pace);
        var place = team.QueuedUntil is { } last && last + between > team.NextAt ? last + between : team.NextAt;
        team.QueuedUntil = place;
        return place;
    }

    /// <summary>So many may go out at once, then each waits for its place: the slot runs behind now by as much as they take.</summary>
    private static void Spend(PaceSlot team, Pace pace, DateTimeOffset now)
    {
        var oldest = now - Between(pace) * pace.AtOnce;
        team.NextAt = (team.NextAt < oldest ? oldest : team.NextAt) + Between(pace);
    }

    private static TimeSpan Between(Pace pace) => TimeSpan.FromSeconds(1 / pace.PerSecond);

    private async Task<PaceSlot> SlotAsync(Address to, string scope, CancellationToken cancel)
    {
        var slot = db.PaceSlots.Local.FirstOrDefault(s => s.Channel == to.Channel && s.Team == to.Team && s.Scope == scope)
            ?? await db.LockPaceSlotAsync(to.Channel, to.Team, scope, cancel);
        if (slot is not null) return slot;
        slot = new PaceSlot { Channel = to.Channel, Team = to.Team, Scope = scope, NextAt = DateTimeOffset.UnixEpoch };
        db.PaceSlots.Add(slot);
        return slot;
    }
}
