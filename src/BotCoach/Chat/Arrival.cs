using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BotCoach.Chat;

/// <summary>One inbound in its own scope: finds the workspace and the person, answers a duplicate from the mark, else runs the route.</summary>
public sealed class Arrival(BotCoachDb db, Roster roster, Joining joining, Dispatch dispatch, Outbox outbox, Comeback comeback)
{
    private const string NotSetUp = "BotCoach is not set up for this team yet. Ask the admin who installed it.";
    private const string Gone = "This account is closed, so BotCoach does nothing for it.";
    private const string MembersOnly = "BotCoach talks only to members of the company, not to guests.";

    private SeenInbound? _mark;

    public bool IsPureReader(Inbound inbound) => inbound is OptionsAsked or CardRefreshed;

    public Task<IDbContextTransaction> BeginAsync(CancellationToken cancel) => db.BeginAtOnceAsync(cancel);

    public async Task<Reply> AnswerAsync(Inbound inbound, DateTimeOffset now, CancellationToken cancel)
    {
        if (!await EnterAsync(inbound, now)) return await WithoutWorkspaceAsync(inbound, now, cancel);
        if (await MeetAsync(inbound) is { } seen) return Reply.FromJson(seen.Reply);
        if (inbound is not BotRemoved && await roster.IsUnknownAsync(inbound.Caller)) return new WhoIsThis();
        var reply = inbound switch
        {
            BotRemoved removed => await LeaveAsync(removed, now),
            PersonChanged => await FollowAsync(inbound.Caller, now),
            BotAdded { Caller.User: "" } => Reply.None,
            _ => await RouteAsync(inbound, now),
        };
        if (IsPureReader(inbound) || (reply is OpenForm && !db.HasChanges())) return reply;
        _mark = MarkOf(inbound, reply, now);
        return reply;
    }

    /// <summary>Keeps what the answer changed, together with the mark that it was given.</summary>
    public Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancel) =>
        _mark is null ? transaction.CommitAsync(cancel) : db.CommitAsync(transaction, _mark, cancel);

    /// <summary>Records that an inbound was seen, and what it was told; for an installation's first one it founds the workspace too.</summary>
    public async Task RecordAsync(Inbound inbound, Reply reply, DateTimeOffset now, CancellationToken cancel)
    {
        if (IsPureReader(inbound) || !await EnterAsync(inbound, now) || await MeetAsync(inbound) is not null) return;
        db.SeenInbounds.Add(MarkOf(inbound, reply, now));
        await SaveAsync(cancel);
    }

    private async Task<bool> EnterAsync(Inbound inbound, DateTimeOffset now)
    {
        if (await roster.WorkspaceOfAsync(inbound.Caller) is { } known)
        {
            db.Scope.Enter(known);
            if (inbound is BotAdded { IsOld: false }) await ReturnAsync(inbound.Caller, now);
        }
        else if (inbound is BotAdded added) await FoundAsync(added, now);
        return db.Scope.IsSet;
    }

    private async Task ReturnAsync(Caller caller, DateTimeOffset now)
    {
        if (await db.Installations.FindAsync(caller.Channel, caller.Team) is { } there) there.AddedAt = now;
        await comeback.ToAsync(caller, now);
    }

    /// <summary>
    /// A first installation founds the company's workspace; a code joins it to another one later only if it is redeemed before. One that comes
    /// back finds its company as it left it.
    /// </summary>
    private async Task FoundAsync(BotAdded added, DateTimeOffset now)
    {
        // More people of a team that is not there: nobody installed it.
        if (added.TeamName.Length == 0) return;
        if (await db.Installations.FindAsync(added.Caller.Channel, added.Caller.Team) is { } back)
        {
            (back.RemovedAt, back.AddedAt, back.Name) = (null, now, added.TeamName);
            db.Scope.Enter(back.WorkspaceId);
            await comeback.ToAsync(added.Caller, now);
            return;
        }
        var id = Guid.CreateVersion7(now);
        db.Scope.Enter(id);
        db.Workspaces.Add(new Workspace { Id = id, Name = added.TeamName, CreatedAt = now });
        db.Installations.Add(new Installation
        {
            Channel = added.Caller.Channel, ExternalId = added.Caller.Team, WorkspaceId = id, Name = added.TeamName, AddedAt = now,
        });
    }

    private async Task<Reply> LeaveAsync(BotRemoved removed, DateTimeOffset now)
    {
        if (removed.Caller.User.Length > 0)
        {
            await roster.LeftAsync(removed.Caller);
            return Reply.None;
        }
        var installation = await db.Installations.FindAsync(removed.Caller.Channel, removed.Caller.Team);
        if (installation is not null && !(installation.AddedAt > removed.At)) installation.RemovedAt = now;
        return Reply.None;
    }

    private async Task<Reply> FollowAsync(Caller caller, DateTimeOffset now)
    {
        await roster.FollowAsync(caller, now);
        return Reply.None;
    }

    private async Task<Reply> WithoutWorkspaceAsync(Inbound inbound, DateTimeOffset now, CancellationToken cancel)
    {
        if (inbound is BotRemoved) return Reply.None;
        if (Dispatch.WordsOf(inbound)?.Split(' ', 2) is not ["join", var code]) return Reply.Words(NotSetUp);
        var reply = await joining.RedeemAsync(inbound, code, now);
        await SaveAsync(cancel);
        return reply;
    }

    /// <summary>The mark, if it was seen already; whoever called is read along.</summary>
    private async Task<SeenInbound?> MeetAsync(Inbound inbound)
    {
        var trip = new RoundTrip(db);
        var seen = trip.Ask(ClickRows.Seen, inbound.Caller.Channel, inbound.DedupeId);
        roster.Ask(trip, inbound.Caller);
        await trip.RunAsync();
        roster.Confirm(inbound.Caller);
        return seen.SingleOrDefault();
    }

    /// <summary>The unit of work ends with it, so nothing is made ready for another save.</summary>
    private Task SaveAsync(CancellationToken cancel) => db.SaveChangesAsync(acceptAllChangesOnSuccess: false, cancel);

    private SeenInbound MarkOf(Inbound inbound, Reply reply, DateTimeOffset now) => new()
    {
        WorkspaceId = db.WorkspaceId, Channel = inbound.Caller.Channel, DedupeId = inbound.DedupeId, Reply = (reply.KeptAs ?? reply).ToJson(), SeenAt = now,
    };

    private async Task<Reply> RouteAsync(Inbound inbound, DateTimeOffset now)
    {
        if (await roster.WhoAsync(inbound.Caller, now) is not { } person) return Reply.Words(await roster.IsGoneAsync(inbound.Caller) ? Gone : MembersOnly);
        var zone = person.Zone ?? (await db.OwnWorkspaceAsync())?.Zone ?? "Etc/UTC";
        var actor = new Actor(person.Id, person.Role, inbound.Caller.Channel, By.Click);
        var turn = new Turn(person, actor, new Reader(person.Locale, zone), now, inbound);
        return await TellAsync(turn, await dispatch.RunAsync(turn));
    }

    /// <summary>Where the channel cannot say it at once, what is said is a message.</summary>
    private async Task<Reply> TellAsync(Turn turn, Reply reply)
    {
        if (reply is not Say say || (turn.Inbound.TakesReply && IsShort(say, turn.Inbound.LongestSay))) return reply;
        if (reply.KeptAs is null) await outbox.AnswerAsync(turn, say.Message);
        else outbox.ShowOnce(turn, say.Message);
        return Reply.None;
    }

    private static bool IsShort(Say say, int longest) => longest == int.MaxValue || (say.Message.Blocks is [Paragraph] && say.Message.Words.Length <= longest);
}
