using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// Keeps to each channel's pace, in rows that all instances share: a slot for the team, and one for each conversation. The slots are read and held for many
/// messages at once, and what is decided by them is then decided one by one.
/// </summary>
public sealed class PaceBook(BotCoachDb db, IEnumerable<IChannel> channels)
{
    /// <summary>Stands behind the method in the scope of a slot that an admin's matter holds, apart from the pace: it ends when the bot is added again.</summary>
    public const string ForAdmin = "!";

    private readonly Dictionary<PaceKey, PaceSlot?> _slots = [];

    /// <summary>Reads all that may be asked of these messages, whose addresses are known, and of looking for people in these teams, and holds it until this transaction ends.</summary>
    public async Task ReadAsync(IEnumerable<OutboxClaim> claims, IEnumerable<(string Channel, string Team)> searched, CancellationToken cancel)
    {
        List<PaceKey> unknown = [.. claims.SelectMany(KeysOf).Concat(searched.Select(t => Searching(t.Channel, t.Team))).Distinct().Where(key => !_slots.ContainsKey(key))];
        if (unknown.Count == 0) return;
        foreach (var key in unknown) _slots[key] = null;
        foreach (var slot in await db.LockPaceSlotsAsync(unknown, cancel)) _slots[new PaceKey(slot.Channel, slot.Team, slot.Scope)] = slot;
    }

    /// <summary>
    /// Takes a place now and returns null, or returns when there will be one. An answer waits for the very next place; anything else queues for
    /// a place of its own, so that a long backlog is put off once and not at every look. A look-up of an earlier attempt has a pace of its own.
    /// </summary>
    public DateTimeOffset? Take(OutboxClaim claim, DateTimeOffset now)
    {
        if (PaceOf(claim) is not { } pace) return null;
        if (_slots[Team(claim, pace.Method + ForAdmin)] is { } held && held.NextAt > now) return held.NextAt;
        var looks = claim.LookUpFirst ? LookPace(claim) : null;
        var looking = looks is null ? null : Slot(Team(claim, looks.Method));
        if (looking?.NextAt > now) return Queue(looking, looks!);
        var team = Slot(Team(claim, pace.Method));
        if (team.NextAt > now) return claim.Delivery.IsAnswer ? team.NextAt : Queue(team, pace);
        if (pace.BetweenInOneConversation > TimeSpan.Zero)
        {
            var conversation = Slot(Conversation(claim, pace));
            if (conversation.NextAt > now) return conversation.NextAt;
            var rested = now - pace.BetweenInOneConversation * (pace.AtOnceInOneConversation - 1);
            conversation.NextAt = (conversation.NextAt < rested ? rested : conversation.NextAt) + pace.BetweenInOneConversation;
        }
        Spend(team, pace, now);
        if (looking is not null) Spend(looking, looks!, now);
        return null;
    }

    /// <summary>Takes a place for looking for somebody in these teams, in all of them or in none.</summary>
    public DateTimeOffset? TakeSearch(IReadOnlyList<(string Channel, string Team)> teams, DateTimeOffset now)
    {
        var slots = new List<(PaceSlot Slot, Pace Pace)>();
        foreach (var (channel, team) in teams)
            if (SearchPace(channel) is { } pace) slots.Add((Slot(Searching(channel, team)), pace));
        var full = slots.Where(s => s.Slot.NextAt > now).Select(s => Queue(s.Slot, s.Pace)).ToList();
        if (full.Count > 0) return full.Max();
        foreach (var (slot, pace) in slots) Spend(slot, pace, now);
        return null;
    }

    /// <summary>Whether it was so long on its way that <see cref="Took"/> makes the next one wait.</summary>
    public bool TookLong(OutboxClaim claim, DateTimeOffset now) =>
        PaceOf(claim) is { AtOnceInOneConversation: 1 } pace && pace.BetweenInOneConversation > TimeSpan.Zero && now - claim.TakenAt >= pace.BetweenInOneConversation / 20;

    /// <summary>
    /// It was sent. A place is taken before that: where the way there was long, the next one in the conversation counts from when it had surely arrived.
    /// </summary>
    public void Took(OutboxClaim claim, DateTimeOffset now)
    {
        if (TookLong(claim, now) && PaceOf(claim) is { } pace) Slot(Conversation(claim, pace)).NextAt = now + pace.BetweenInOneConversation;
    }

    /// <summary>The platform asked the whole team to wait, for what this one is sent by.</summary>
    public void Hold(OutboxClaim claim, DateTimeOffset until) => Hold(Team(claim, PaceOf(claim)?.Method ?? ""), until);

    /// <summary>An admin has to do something first, for what this one is sent by.</summary>
    public void HoldForAdmin(OutboxClaim claim, DateTimeOffset until) => Hold(Team(claim, (PaceOf(claim)?.Method ?? "") + ForAdmin), until);

    /// <summary>The platform asked to look nothing up in this team before then.</summary>
    public void HoldLook(OutboxClaim claim, DateTimeOffset until) => Hold(Team(claim, LookPace(claim)?.Method ?? ""), until);

    /// <summary>The platform asked to look for nobody in this team before then.</summary>
    public void HoldSearch(string channel, string team, DateTimeOffset until) => Hold(Searching(channel, team), until);

    private IEnumerable<PaceKey> KeysOf(OutboxClaim claim)
    {
        var pace = PaceOf(claim);
        yield return Team(claim, pace?.Method ?? "");
        yield return Team(claim, (pace?.Method ?? "") + ForAdmin);
        if (claim.LookUpFirst) yield return Team(claim, LookPace(claim)?.Method ?? "");
        if (pace?.BetweenInOneConversation > TimeSpan.Zero) yield return Conversation(claim, pace);
    }

    private void Hold(PaceKey key, DateTimeOffset until)
    {
        var team = Slot(key);
        if (team.NextAt < until) team.NextAt = until;
    }

    private static PaceKey Team(OutboxClaim claim, string method) => new(claim.To!.Channel, claim.To.Team, method);

    private static PaceKey Conversation(OutboxClaim claim, Pace pace) => Team(claim, $"{pace.Method}@{claim.To!.User}");

    private PaceKey Searching(string channel, string team) => new(channel, team, SearchPace(channel)?.Method ?? "");

    private Pace? LookPace(OutboxClaim claim) => channels.FirstOrDefault(c => c.Name == claim.To!.Channel)?.LookPace;

    private Pace? SearchPace(string channel) => channels.FirstOrDefault(c => c.Name == channel)?.ReachPace;

    private Pace? PaceOf(OutboxClaim claim) => channels.FirstOrDefault(c => c.Name == claim.To!.Channel)?.PaceOf(claim.To!, claim.Delivery, claim.Reference);

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

    private PaceSlot Slot(PaceKey key)
    {
        if (_slots[key] is { } slot) return slot;
        slot = new PaceSlot { Channel = key.Channel, Team = key.Team, Scope = key.Scope, NextAt = DateTimeOffset.UnixEpoch };
        db.PaceSlots.Add(slot);
        _slots[key] = slot;
        return slot;
    }
}
