using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// The Bot Connector's operations, by its own names, in Microsoft's order: who are you, where is that, may you write there, not too often, and then the thing
/// itself.
/// </summary>
public sealed class ConnectorApi
{
    private readonly TeamsServer _teams;
    private readonly ActivityCalls _activities;
    private readonly ConversationCalls _conversations;

    public ConnectorApi(TeamsServer teams)
    {
        _teams = teams;
        _activities = new ActivityCalls(teams, this);
        _conversations = new ConversationCalls(teams, this, _activities);
    }

    public List<TeamsSend> Sends { get; } = [];

    public Task AnswerAsync(HttpContext http, string[] parts)
    {
        Task Run(string method, Func<TeamsCall, TeamsReply> run) => _teams.Door.AnswerAsync(http, method, call =>
        {
            Authenticate(call);
            return run(call);
        });
        return (http.Request.Method, parts) switch
        {
            ("POST", ["v3", "conversations"]) => Run("CreateConversation", _conversations.Create),
            ("POST", ["v3", "conversations", var id, "activities"]) => Run("SendToConversation", c => _activities.Send(c, Placed(c, id), ThreadOf(id))),
            ("POST", ["v3", "conversations", var id, "activities", var activity]) => Run("ReplyToActivity", c => _activities.Send(c, Placed(c, id), ThreadOf(id) ?? activity)),
            ("PUT", ["v3", "conversations", var id, "activities", var activity]) => Run("UpdateActivity", c => _activities.Update(c, Placed(c, id), activity)),
            ("DELETE", ["v3", "conversations", var id, "activities", var activity]) => Run("DeleteActivity", c => _activities.Delete(c, Placed(c, id), activity)),
            ("GET", ["v3", "conversations", var id, "pagedmembers"]) => Run("GetConversationPagedMembers", c => _conversations.Page(c, Placed(c, id))),
            ("GET", ["v3", "conversations", var id, "members"]) => Run("GetConversationMembers", c => _conversations.All(c, Placed(c, id))),
            ("GET", ["v3", "conversations", var id, "members", var member]) => Run("GetConversationMember", c => _conversations.One(c, Placed(c, id), member)),
            _ => TeamsServer.NotFoundAsync(http),
        };
    }

    /// <summary>Takes a place in a conversation's limit and in its tenant's.</summary>
    public void Hurry(TeamsTenant tenant, string key, IReadOnlyList<TeamsRate> rates, int places = 1)
    {
        if (!_teams.App.IsEmulated && _teams.Limits.Take((key, rates, places), ($"tenant {tenant.Id}", TeamsLimits.Tenant, places)) is { } seconds)
            throw new TeamsRefusal(429, "Throttled", "Request throttled.") { RetryAfter = seconds };
    }

    /// <summary>Refuses where the bot may not write or look, in Microsoft's words.</summary>
    public void Admit(TeamsRoom room)
    {
        if (room.Tenant.BotIsDisabled) throw new TeamsRefusal(403, "BotDisabledByAdmin", "The bot has been disabled by the tenant's admin.");
        if (room.Barrier == TeamsBarrier.BlockedByUser) throw new TeamsRefusal(403, "ConversationBlockedByUser", "User blocked the conversation with the bot.");
        if (room.Barrier == TeamsBarrier.WritesBlocked) throw new TeamsRefusal(403, "MessageWritesBlocked", "Thread is not accepting messages.") { Other = OldShape() };
        var isThere = room.Kind == TeamsRoomKind.Personal ? _teams.World.Reaches(room.Members[0]) : room.HasApp;
        if (!isThere || room.Barrier == TeamsBarrier.NotInRoster) throw NotInRoster();
    }

    public static TeamsRefusal NotInRoster() => new(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");

    private void Authenticate(TeamsCall call)
    {
        if (call.Token == "" && _teams.App.IsEmulated) return;
        if (call.Token == "") throw TeamsRefusal.Bug("BotNotRegistered", "Authorization has been denied for this request.", 401);
        if (_teams.Entra.Find(call.Token, EntraLogin.Connector) is null) throw new TeamsRefusal(401, "BotNotRegistered", "The bot's token is expired, or is not for the Connector.");
    }

    private TeamsRoom Placed(TeamsCall call, string id) =>
        call.Room = _teams.World.Room(id) ?? throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");

    private static string? ThreadOf(string id) => id.Split(";messageid=") is [_, var thread] ? thread : null;

    // https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages
    private static JsonObject OldShape() => new()
    {
        ["errorCode"] = 209, ["message"] = "{\r\n  \"subCode\": \"MessageWritesBlocked\",\r\n  \"details\": \"Thread is not accepting messages. Please try a different thread.\",\r\n  \"errorCode\": null\r\n}",
    };
}
