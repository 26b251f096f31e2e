using System.Security.Cryptography;
using System.Text;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.People;

/// <summary>
/// A second platform joins the company by a code: an admin makes it here (<c>/coach join</c>) and redeems it there (<c>/coach join CODE</c>).
/// </summary>
public sealed class Joining(BotCoachDb db)
{
    private const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static readonly Text MadeAlready = $"A code was made and shown once. Type {Text.Type("join")} for a new one.";
    private static readonly Text Joined = $"Joined. Type {Text.TypeNothing(orElse: "home")} to begin.";
    private static readonly Text NotGood = $"That code is not good any more. Make a new one with {Text.Type("join")} on the other platform.";
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);

    public async Task<Reply> JoinAsync(Turn turn)
    {
        if (turn.Person.Role != Role.Admin) return Reply.Words("Only an admin can join another platform to this company.");
        return turn.Value.Length == 0 ? Make(turn) : await ElsewhereAsync(turn);
    }

    /// <summary>
    /// Redeems a code: the caller's installation stands for the code's company from now on, where it is also marked as seen, since that is where
    /// a second delivery of the same words arrives.
    /// </summary>
    public async Task<Reply> RedeemAsync(Inbound inbound, string code, DateTimeOffset now)
    {
        if (await db.UseJoinCodeAsync(Hash(code), now) is not { } workspaceId) return Reply.Words(NotGood);
        var (reply, caller) = (Reply.Words(Joined), inbound.Caller);
        if (await db.Installations.FindAsync(caller.Channel, caller.Team) is { } installation) (installation.WorkspaceId, installation.RemovedAt) = (workspaceId, null);
        else db.Installations.Add(new Installation
        {
            Channel = caller.Channel, ExternalId = caller.Team, WorkspaceId = workspaceId, Name = caller.Team, AddedAt = now,
        });
        await db.MarkSeenAsync(workspaceId, caller.Channel, inbound.DedupeId, reply.ToJson(), now);
        return reply;
    }

    private Reply Make(Turn turn)
    {
        var code = RandomNumberGenerator.GetString(Letters, 12).Insert(8, "-").Insert(4, "-");
        db.JoinCodes.Add(new JoinCode
        {
            WorkspaceId = db.WorkspaceId, Hash = Hash(code), MadeBy = turn.Person.Id, ExpiresAt = turn.Now + GoodFor,
        });
        return Reply.Words($"Install BotCoach on the other platform, then type {Text.Strong($"join {code}")} there (in Slack, {Text.Strong($"/coach join {code}")}). The code works once, for an hour.")
            with { KeptAs = Reply.Words(MadeAlready) };
    }

    private async Task<Reply> ElsewhereAsync(Turn turn)
    {
        if (await db.Deals.AnyAsync())
            return Reply.Words("This installation has deals of its own already. A code joins an installation that has none yet.");
        return await RedeemAsync(turn.Inbound, turn.Value, turn.Now);
    }

    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
