using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>Conversations that the bot begins, and who is in one.</summary>
public sealed class ConversationCalls(TeamsServer teams, ConnectorApi connector, ActivityCalls activities)
{
    private const int FewestAPage = 50;
    private const int MostAPage = 500;

    public TeamsReply Create(TeamsCall call)
    {
        var body = call.Body ?? throw TeamsRefusal.Bug("BadSyntax", "the body is no JSON object");
        if (body["bot"]?["id"] is { } bot && bot.ToString() != teams.App.BotId) throw TeamsRefusal.Bug("BadArgument", $"bot.id is {bot}");
        return body["channelData"]?["channel"]?["id"] is { } channel ? CreateThread(call, body, channel.ToString()) : CreatePersonal(call, body);
    }

    public TeamsReply Page(TeamsCall call, TeamsRoom room)
    {
        Read(room);
        var size = Math.Clamp(Number(call, "pageSize") ?? MostAPage, FewestAPage, MostAPage);
        var from = call.Query.TryGetValue("continuationToken", out var token) ? Position(token) : 0;
        var page = new JsonObject { ["members"] = new JsonArray([.. room.Members.Skip(from).Take(size).Select(m => (JsonNode)Json(m))]) };
        if (from + size < room.Members.Count) page["continuationToken"] = $"next-{from + size}";
        return new TeamsReply(200, page);
    }

    public TeamsReply One(TeamsCall call, TeamsRoom room, string id)
    {
        Read(room);
        var user = teams.World.User(id);
        return user is not null && room.Members.Contains(user) ? new TeamsReply(200, Json(user)) : throw new TeamsRefusal(404, "MemberNotFoundInConversation", $"{id} is not in {call.Room!.Name}.");
    }

    /// <summary>All in one go: five times a minute, and nobody should any more.</summary>
    public TeamsReply All(TeamsCall call, TeamsRoom room)
    {
        teams.Blame($"{call.Method}: members are read page by page");
        connector.Hurry(room.Tenant, $"all members {room.Id}", TeamsLimits.AllMembers);
        return new TeamsReply(200, new JsonObject { ["members"] = new JsonArray([.. room.Members.Select(m => (JsonNode)Json(m))]) });
    }

    private TeamsReply CreatePersonal(TeamsCall call, JsonObject body)
    {
        if (body["isGroup"]?.GetValue<bool>() == true || body["members"] is not JsonArray { Count: 1 } members) throw TeamsRefusal.Bug("BadSyntax", "Incorrect conversation creation parameters: one member, and no group");
        var id = members[0]?["id"]?.ToString() ?? "";
        if (!id.StartsWith("29:", StringComparison.Ordinal)) throw TeamsRefusal.Bug("BadSyntax", $"Bad format of conversation members: {id}");
        if ((body["tenantId"] ?? body["channelData"]?["tenant"]?["id"])?.ToString() is not { } tenant) throw TeamsRefusal.Bug("BadSyntax", "no tenantId");
        if (teams.World.User(id) is not { } user || user.Tenant.Id != tenant) throw ConnectorApi.NotInRoster();
        var room = call.Room = teams.World.Personal(user);
        connector.Admit(room);
        var first = body["activity"] is JsonObject activity ? ActivityCalls.Written(activity, activity.ToJsonString()) : null;
        connector.Hurry(user.Tenant, $"create {user.Id}", TeamsLimits.Sends);
        var created = new JsonObject { ["id"] = room.Id, ["serviceUrl"] = teams.ServiceUrl };
        if (first is not null && activities.Post(call, room, first, null) is { } activityId) created["activityId"] = activityId;
        return new TeamsReply(201, created);
    }

    private TeamsReply CreateThread(TeamsCall call, JsonObject body, string channel)
    {
        if (body["activity"] is not JsonObject activity) throw TeamsRefusal.Bug("BadSyntax", "a thread begins with an activity");
        var room = call.Room = teams.World.Room(channel) is { Kind: TeamsRoomKind.Channel } found ? found : throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");
        connector.Admit(room);
        var first = ActivityCalls.Written(activity, activity.ToJsonString());
        connector.Hurry(room.Tenant, $"create {room.Id}", TeamsLimits.Sends);
        var id = activities.Post(call, room, first, null);
        return new TeamsReply(201, new JsonObject { ["id"] = $"{room.Id};messageid={id}", ["activityId"] = id });
    }

    private void Read(TeamsRoom room)
    {
        connector.Admit(room);
        connector.Hurry(room.Tenant, $"read {room.Id}", TeamsLimits.Reads);
    }

    private static JsonObject Json(TeamsUser user)
    {
        var (given, surname) = user.Name.Split(' ', 2) is [var one, var other] ? (one, other) : (user.Name, "");
        var json = new JsonObject
        {
            ["id"] = user.Id, ["name"] = user.Name, ["aadObjectId"] = user.AadObjectId, ["objectId"] = user.AadObjectId, ["givenName"] = given, ["surname"] = surname,
            ["userPrincipalName"] = user.Upn, ["tenantId"] = user.Tenant.Id, ["userRole"] = user.IsGuest ? "guest" : "user",
        };
        if (user.Mail is not null) json["email"] = user.Mail;
        return json;
    }

    private static int? Number(TeamsCall call, string name) => !call.Query.TryGetValue(name, out var text) ? null
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw TeamsRefusal.Bug("BadArgument", $"{name} is {text}");

    private static int Position(string token) => token.StartsWith("next-", StringComparison.Ordinal) && int.TryParse(token[5..], CultureInfo.InvariantCulture, out var at) ? at
        : throw TeamsRefusal.Bug("BadArgument", "continuationToken is none of ours");
}
