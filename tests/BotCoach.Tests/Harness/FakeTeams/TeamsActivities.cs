using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// What Teams sends to a bot, in its real shapes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages, and the
/// pages on events, files and invokes beside it).
/// </summary>
public sealed class TeamsActivities(TeamsServer teams)
{
    private TeamsRegistration App => teams.App;

    /// <summary>A text; outside the personal chat it begins by naming the bot.</summary>
    public JsonObject Message(TeamsUser user, TeamsRoom room, string id, string text, string? thread)
    {
        var activity = Of("message", id, user, room, thread);
        var isMentioned = room.Kind != TeamsRoomKind.Personal;
        var mention = $"<at>{App.Name}</at>";
        activity["textFormat"] = "plain";
        activity["text"] = isMentioned ? $"{mention}&nbsp;{text}\n" : text;
        var html = isMentioned ? $"""<p><span itemtype="http://schema.skype.com/Mention" itemscope itemid="0">{App.Name}</span>&nbsp;{WebUtility.HtmlEncode(text)}</p>""" : $"<p>{WebUtility.HtmlEncode(text)}</p>";
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = html });
        activity["entities"] = new JsonArray(ClientInfo(user, user.ClientSaysZone));
        if (isMentioned) activity["entities"]!.AsArray().Insert(0, new JsonObject { ["type"] = "mention", ["text"] = mention, ["mentioned"] = new JsonObject { ["id"] = App.BotId, ["name"] = App.Name } });
        return activity;
    }

    /// <summary>What a button with nothing of Teams' own in it becomes: a message without words.</summary>
    public JsonObject Submitted(TeamsUser user, TeamsPost post, JsonObject value)
    {
        var activity = Of("message", teams.World.NewId(), user, post.Room, post.ThreadId ?? post.Id);
        activity["textFormat"] = "plain";
        activity["replyToId"] = post.Id;
        activity["value"] = value.DeepClone();
        activity["entities"] = new JsonArray(ClientInfo(user, user.ClientSaysZone));
        return activity;
    }

    public JsonObject Shared(TeamsUser user, TeamsRoom room, string id, IEnumerable<TeamsFile> files)
    {
        var activity = Message(user, room, id, "", null);
        activity["text"] = "";
        var attachments = activity["attachments"]!.AsArray();
        foreach (var file in files)
            attachments.Insert(attachments.Count - 1, new JsonObject
            {
                ["contentType"] = "application/vnd.microsoft.teams.file.download.info",
                ["contentUrl"] = $"https://contoso-my.sharepoint.com/personal/{user.Upn.Replace('@', '_').Replace('.', '_')}/Documents/Microsoft%20Teams%20Chat%20Files/{Uri.EscapeDataString(file.Name)}",
                ["name"] = file.Name,
                ["content"] = new JsonObject { ["downloadUrl"] = teams.Files.DownloadUrl(file), ["uniqueId"] = file.Id, ["fileType"] = file.Type },
            });
        return activity;
    }

    /// <summary>The bot, or people, came or went.</summary>
    public JsonObject MembersChanged(TeamsUser by, TeamsRoom room, bool added, params string[] ids)
    {
        var activity = Of("conversationUpdate", $"f:{Guid.NewGuid()}", by, room, null);
        activity[added ? "membersAdded" : "membersRemoved"] = new JsonArray([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]);
        if (room.Crew is not null) activity["channelData"]!["eventType"] = added ? "teamMemberAdded" : "teamMemberRemoved";
        return activity;
    }

    /// <summary>The app was installed or removed: <c>add</c>, <c>remove</c>, <c>add-upgrade</c>, <c>remove-upgrade</c>. It says nothing of a time zone.</summary>
    public JsonObject Installation(TeamsUser by, TeamsRoom room, string action)
    {
        var activity = Of("installationUpdate", $"f:{Guid.NewGuid()}", by, room, null);
        activity["action"] = action;
        activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = room.Id } };
        return activity;
    }

    public JsonObject Reaction(TeamsUser user, TeamsPost post, string type, bool added)
    {
        var activity = Of("messageReaction", $"f:{Guid.NewGuid()}", user, post.Room, post.ThreadId);
        activity["replyToId"] = post.Id;
        activity[added ? "reactionsAdded" : "reactionsRemoved"] = new JsonArray(new JsonObject { ["type"] = type });
        return activity;
    }

    /// <summary>A question that is answered at once. Clients leave the time zone out of it.</summary>
    public JsonObject Invoke(TeamsUser user, TeamsRoom room, string name, JsonObject value, TeamsPost? about)
    {
        var activity = Of("invoke", $"f:{Guid.NewGuid()}", user, room, about?.ThreadId ?? (room.Kind == TeamsRoomKind.Channel ? about?.Id : null));
        activity["name"] = name;
        activity["value"] = value;
        activity["entities"] = new JsonArray(ClientInfo(user, false));
        if (about is not null) activity["replyToId"] = about.Id;
        return activity;
    }

    /// <summary>A message as a command in its menu shows it.</summary>
    public JsonObject Payload(TeamsPost post)
    {
        var isBots = post.Owner == App.BotId;
        var from = isBots ? new JsonObject { ["application"] = new JsonObject { ["applicationIdentityType"] = "bot", ["id"] = App.AppId, ["displayName"] = App.Name } }
            : new JsonObject { ["user"] = teams.World.User(post.Owner) is { } user ? new JsonObject { ["userIdentityType"] = "aadUser", ["id"] = user.AadObjectId, ["displayName"] = user.Name } : null };
        var text = WebUtility.HtmlEncode(post.Activity["text"]?.ToString() ?? "").Replace("\n", "<br>", StringComparison.Ordinal);
        return new JsonObject
        {
            ["id"] = post.Id, ["replyToId"] = post.ThreadId, ["messageType"] = "message", ["createdDateTime"] = Iso(post.At), ["lastModifiedDateTime"] = null, ["deleted"] = false, ["subject"] = null, ["importance"] = "normal",
            ["locale"] = "en-us", ["from"] = from, ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div><div>{text}</div></div>" }, ["attachments"] = new JsonArray(), ["mentions"] = new JsonArray(), ["reactions"] = new JsonArray(),
        };
    }

    private JsonObject Of(string type, string id, TeamsUser user, TeamsRoom room, string? thread)
    {
        var (now, zone) = (teams.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(user.Zone));
        var conversation = new JsonObject { ["conversationType"] = room.TypeName, ["tenantId"] = room.Tenant.Id, ["id"] = thread is null || room.Kind != TeamsRoomKind.Channel ? room.Id : $"{room.Id};messageid={thread}" };
        if (room.Kind != TeamsRoomKind.Personal) (conversation["isGroup"], conversation["name"]) = (true, room.Name);
        return new JsonObject
        {
            ["type"] = type, ["id"] = id, ["timestamp"] = Iso(now), ["localTimestamp"] = TimeZoneInfo.ConvertTime(now, zone).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture), ["localTimezone"] = user.ClientSaysZone ? user.Zone : null,
            ["serviceUrl"] = teams.ServiceUrl, ["channelId"] = "msteams", ["from"] = new JsonObject { ["id"] = user.Id, ["name"] = user.Name, ["aadObjectId"] = user.AadObjectId }, ["conversation"] = conversation,
            ["recipient"] = new JsonObject { ["id"] = App.BotId, ["name"] = App.Name }, ["channelData"] = ChannelData(room, user.Tenant), ["locale"] = user.Locale,
        };
    }

    private static JsonObject ChannelData(TeamsRoom room, TeamsTenant tenant)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant.Id }, ["source"] = new JsonObject { ["name"] = "message" } };
        if (room.Crew is not { } crew) return data;
        data["team"] = new JsonObject { ["id"] = crew.Id, ["name"] = crew.Name, ["aadGroupId"] = crew.AadGroupId };
        data["channel"] = new JsonObject { ["id"] = room.Id, ["name"] = room.Name };
        return data;
    }

    private static JsonObject ClientInfo(TeamsUser user, bool saysZone)
    {
        var info = new JsonObject { ["locale"] = user.Locale, ["country"] = user.Locale.Split('-').Last(), ["platform"] = "Web", ["type"] = "clientInfo" };
        if (saysZone) info["timezone"] = user.Zone;
        return info;
    }

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
