using BotCoach.Channels;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Chat;

/// <summary>
/// Where features say what a person is to see. Nothing is sent here: the row is committed with the change that caused it, and the sender follows.
/// </summary>
public sealed class Outbox(BotCoachDb db)
{
    /// <summary>Two presses of one button that lie no further apart are one: a hand that double-clicks.</summary>
    private static readonly TimeSpan OnePress = TimeSpan.FromSeconds(10);

    private const string OnceKey = "once";
    private static readonly string Forgotten = Message.Say("This was said once, and is not kept.").ToJson();

    private readonly List<OutgoingMessage> _added = [];
    private List<OutgoingMessage>? _pressed;

    /// <summary>
    /// The person is to see this under this key. A new key is a new message; a known key edits the message that is there. Same content → nothing happens.
    /// </summary>
    public async Task<OutgoingMessage> ShowAsync(
        Guid personId, string key, Message message, DateTimeOffset now, Lane lane = Lane.Answer, DateTimeOffset? notBefore = null)
    {
        var row = _added.Find(m => m.Key == key) ?? db.OutgoingMessages.Local.FirstOrDefault(m => m.Key == key)
            ?? await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Key == key);
        return row is null ? Add(personId, key, message, now, lane, notBefore) : Edit(row, message, now);
    }

    /// <summary>The person is to see this under this key, which the caller knows to be new.</summary>
    public OutgoingMessage ShowNew(Guid personId, string key, Message message, DateTimeOffset now, Lane lane, DateTimeOffset? notBefore = null) => Add(personId, key, message, now, lane, notBefore);

    /// <summary>The person's home is to look like this, at this address: where it was opened last.</summary>
    public async Task<OutgoingMessage> ShowHomeAsync(Guid personId, Address at, Message message, DateTimeOffset now, Lane lane)
    {
        var key = HomeKey(personId);
        var row = await db.OutgoingMessages.FirstOrDefaultAsync(m => m.Key == key) ?? Add(personId, key, message, now, lane, place: Place.Home);
        if (lane == Lane.Answer || row.State == MessageState.Sent) row.Lane = lane;
        Edit(row, message, now);
        Move(row, at, now);
        return row;
    }

    /// <summary>When the home's change goes out that waits for its turn; null when what is shown is what there is.</summary>
    public async Task<DateTimeOffset?> HomeGoesOutAsync(Guid personId) =>
        await FindAsync(HomeKey(personId)) is { State: MessageState.Waiting } row ? row.NotBefore : null;

    /// <summary>
    /// A new message about this to the one whose turn it is; a second press of the same button of the same message, within seconds, edits the one that the
    /// first has made. Its key holds the ten seconds in which it was made, so that two presses at the same instant clash, and are one too.
    /// </summary>
    public async Task<OutgoingMessage> ShowAnewAsync(Turn turn, string about, Message message)
    {
        if (turn.Inbound is not ButtonPressed press) return ShowInTurn(turn, about, message);
        string Key(DateTimeOffset at) => $"{about}:{turn.Person.Id:N}:{press.MessageReference}:{press.Action}:{at.UtcTicks / OnePress.Ticks}";
        var (key, before, since) = (Key(turn.Now), Key(turn.Now - OnePress), turn.Now - OnePress);
        var made = await db.OutgoingMessages.FirstOrDefaultAsync(m => (m.Key == key || m.Key == before) && m.CreatedAt > since);
        return made is null ? Add(turn.Person.Id, key, message, turn.Now, Lane.Answer) : Edit(made, message, turn.Now);
    }

    /// <summary>A new message to the one whose turn it is.</summary>
    public Task<OutgoingMessage> AnswerAsync(Turn turn, Message message) => Task.FromResult(ShowInTurn(turn, "answer", message));

    /// <summary>The same of words with a secret in them, which are not kept once they were sent: see <see cref="ForgetAsync"/>.</summary>
    public OutgoingMessage ShowOnce(Turn turn, Message message) => ShowInTurn(turn, OnceKey, message);

    /// <summary>
    /// A new message of this turn alone: said again in the turn, it edits the first. It is not looked for in the database, since its key is the inbound's
    /// own, whose mark says that it was not answered before; twice at the same instant, they clash.
    /// </summary>
    public OutgoingMessage ShowInTurn(Turn turn, string about, Message message)
    {
        var key = $"{about}:{turn.Inbound.DedupeId}";
        return _added.Find(m => m.Key == key) is { } row ? Edit(row, message, turn.Now) : Add(turn.Person.Id, key, message, turn.Now, Lane.Answer);
    }

    /// <summary>
    /// Puts this in place of the message whose button was pressed; sends it anew when the turn came from no message of ours.
    /// </summary>
    public async Task<OutgoingMessage> ReplaceAsync(Turn turn, Message message)
    {
        var row = await PressedAsync(turn);
        return row is null ? await AnswerAsync(turn, message) : Edit(row, message, turn.Now);
    }

    /// <summary>The message of ours that the turn came from, or null. Only the person's own.</summary>
    public async Task<OutgoingMessage?> PressedAsync(Turn turn)
    {
        if (turn.Inbound.MessageReference is null) return null;
        if (_pressed is null)
        {
            var trip = new RoundTrip(db);
            AskPressed(trip, turn);
            await trip.RunAsync();
        }
        return _pressed!.FirstOrDefault();
    }

    /// <summary>Reads that message along with what else is asked.</summary>
    public void AskPressed(RoundTrip trip, Turn turn)
    {
        if (turn.Inbound.MessageReference is { } reference) _pressed ??= trip.Ask(ClickRows.Message, turn.Person.Id, turn.Inbound.Caller.Channel, reference);
    }

    /// <summary>The message of this id, or null; also one of this unit of work.</summary>
    public async Task<OutgoingMessage?> FindAsync(Guid id) => _added.Find(m => m.Id == id) ?? await db.OutgoingMessages.FindAsync(db.WorkspaceId, id);

    /// <summary>The message under this key, or null.</summary>
    public Task<OutgoingMessage?> FindAsync(string key) => db.OutgoingMessages.FirstOrDefaultAsync(m => m.Key == key);

    /// <summary>The person has a chat with the bot now: what waited for one is due. Written at once, so call it inside a transaction.</summary>
    /// <param name="isHere">The person came themselves: what waited is told them at whatever hour, as the answer to that.</param>
    public async Task ReachableAsync(Guid personId, DateTimeOffset now, bool isHere)
    {
        var waiting = db.OutgoingMessages.Where(m => m.PersonId == personId && m.State == MessageState.Unreached);
        if (isHere) await waiting.ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, now).SetProperty(m => m.Lane, Lane.Answer));
        else await waiting.ExecuteUpdateAsync(set => set.SetProperty(m => m.NotBefore, now));
    }

    /// <summary>The person was looked for in vain: what else waits to be sent there does not look again before this one. Written at once.</summary>
    public Task UnreachableAsync(OutgoingMessage looked) => db.OutgoingMessages
        .Where(m => m.PersonId == looked.PersonId && m.Id != looked.Id && m.Channel == "" && m.State == MessageState.Waiting && m.NotBefore < looked.NotBefore)
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Unreached).SetProperty(m => m.NotBefore, looked.NotBefore).SetProperty(m => m.Why, looked.Why));

    /// <summary>What these people were to see under a key that begins so, and has not been sent, has been overtaken. Written at once.</summary>
    public Task WithdrawAsync(IReadOnlyCollection<Guid> people, string prefix, string why) => people.Count == 0 ? Task.CompletedTask : db.OutgoingMessages
        .Where(m => people.Contains(m.PersonId) && m.Key.StartsWith(prefix) && m.SentRevision == 0
            && (m.State == MessageState.Waiting || m.State == MessageState.Unreached || m.State == MessageState.GaveUp))
        .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, MessageState.Withdrawn).SetProperty(m => m.NotBefore, (DateTimeOffset?)null).SetProperty(m => m.Why, why));

    /// <summary>It was said to be shown once, with a secret in it: what stands here is nothing that anybody is shown again.</summary>
    public static bool IsOnce(string key) => key.StartsWith(OnceKey + ":", StringComparison.Ordinal);

    /// <summary>What these messages said is not kept any longer, and the platform's copies stay as they are. Written at once.</summary>
    public Task ForgetAsync(IReadOnlyCollection<Guid> messages) => messages.Count == 0 ? Task.CompletedTask
        : db.OutgoingMessages.Where(m => messages.Contains(m.Id)).ExecuteUpdateAsync(set => set.SetProperty(m => m.Content, Forgotten));

    /// <summary>The message is to look like this from now on. One that was given up is tried again, also when it says the same.</summary>
    public OutgoingMessage Edit(OutgoingMessage row, Message message, DateTimeOffset now)
    {
        var content = message.ToJson();
        if (content == row.Content && row.State != MessageState.GaveUp) return row;
        if (content != row.Content) row.Revision++;
        (row.Content, row.Trace) = (content, Telemetry.Here);
        if (row.State is MessageState.Waiting or MessageState.Sent or MessageState.GaveUp) row.NotBefore = Later(row.NotBefore, AtOnce(now));
        if (row.State == MessageState.GaveUp) Revive(row);
        if (row.State == MessageState.Sent) row.State = MessageState.Waiting;
        return row;
    }

    /// <summary>What was not sent yet, and waits for a later instant, goes out at this one.</summary>
    public void BringForward(OutgoingMessage row, DateTimeOffset at, DateTimeOffset now)
    {
        if (row is { State: MessageState.Waiting, SentRevision: 0, Attempts: 0, NotBefore: { } planned } && planned > at) row.NotBefore = at > now ? at : AtOnce(now);
    }

    private static string HomeKey(Guid personId) => $"home:{personId}";

    private OutgoingMessage Add(
        Guid personId, string key, Message message, DateTimeOffset now, Lane lane, DateTimeOffset? notBefore = null, Place place = Place.Chat)
    {
        var row = new OutgoingMessage
        {
            WorkspaceId = db.WorkspaceId, Id = OrderedId.Next(now), Key = key, PersonId = personId, Content = message.ToJson(),
            Lane = lane, Place = place, NotBefore = notBefore ?? AtOnce(now), CreatedAt = now, Trace = Telemetry.Here,
        };
        db.Show(row);
        _added.Add(row);
        return row;
    }

    /// <summary>It is shown elsewhere from now on, as a new one there; what is on its way is recorded first, and followed by what it has become.</summary>
    private static void Move(OutgoingMessage row, Address to, DateTimeOffset now)
    {
        if ((row.Channel, row.Team, row.User) == (to.Channel, to.Team, to.User)) return;
        if (row.Channel.Length > 0 || row.State == MessageState.Sending) row.Revision++;
        (row.Channel, row.Team, row.User, row.Conversation) = (to.Channel, to.Team, to.User, to.Conversation);
        if (row.State is MessageState.Sending or MessageState.Uncertain) return;
        (row.State, row.Reference, row.SentRevision, row.Attempts, row.TriedAt, row.NotBefore) = (MessageState.Waiting, null, 0, 0, null, AtOnce(now));
    }

    private static void Revive(OutgoingMessage row)
    {
        (row.State, row.Attempts, row.TriedAt, row.Why) = (MessageState.Waiting, 0, null, null);
        if (row.Reference is null) row.Channel = "";
    }

    /// <summary>Due also by the clock of an instance that is behind ours by as much as is allowed.</summary>
    private static DateTimeOffset AtOnce(DateTimeOffset now) => now - ChoreClock.MostSkew;

    private static DateTimeOffset Later(DateTimeOffset? planned, DateTimeOffset atOnce) => planned is { } at && at > atOnce ? at : atOnce;
}
