using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What the bot sends, changes and deletes.</summary>
public sealed class ActivityCalls(TeamsServer teams, ConnectorApi connector)
{
    private const int MostBytes = 100 * 1024;

    public TeamsReply Send(TeamsCall call, TeamsRoom room, string? thread)
    {
        connector.Admit(room);
        var activity = Written(call.Body, call.Text);
        if (room.Kind != TeamsRoomKind.Channel || thread is not null && room.Posts.All(p => p.Id != thread)) thread = null;
        return new TeamsReply(201, Post(call, room, activity, thread) is { } id ? new JsonObject { ["id"] = id } : []);
    }

    public TeamsReply Update(TeamsCall call, TeamsRoom room, string id)
    {
        connector.Admit(room);
        var activity = Written(call.Body, call.Text);
        Hurry(room, 1);
        var post = Own(room, id);
        if (IsSplit(activity)) throw TeamsRefusal.Bug("BadSyntax", "a message is changed to a text and a card, which are two");
        post.Replace(activity);
        teams.World.Changed(post);
        Record(call, room, id);
        return new TeamsReply(200, new JsonObject { ["id"] = id });
    }

    public TeamsReply Delete(TeamsCall call, TeamsRoom room, string id)
    {
        connector.Admit(room);
        Hurry(room, 1);
        Own(room, id).Deleted = true;
        Record(call, room, id);
        return new TeamsReply(200);
    }

    /// <summary>The body of a message that can be sent; refuses any other.</summary>
    public static JsonObject Written(JsonObject? body, string text)
    {
        if (Encoding.Unicode.GetByteCount(text) > MostBytes) throw TeamsRefusal.Bug("MessageSizeTooBig", $"{Encoding.Unicode.GetByteCount(text)} bytes of UTF-16", 413);
        if (body is null) throw TeamsRefusal.Bug("BadSyntax", "the body is no JSON object");
        var (complaints, isTooBig) = ActivityLaws.Complaints(body);
        if (isTooBig) throw TeamsRefusal.Bug("MessageSizeTooBig", string.Join("; ", complaints), 413);
        if (complaints.Count > 0) throw TeamsRefusal.Bug("BadSyntax", string.Join("; ", complaints));
        return body.DeepClone().AsObject();
    }

    /// <summary>Puts it there, in two where a text and a card come at once; then nobody learns the ids.</summary>
    public string? Post(TeamsCall call, TeamsRoom room, JsonObject activity, string? thread)
    {
        Hurry(room, IsSplit(activity) ? 2 : 1);
        if (activity["type"]!.ToString() == "typing")
        {
            Record(call, room, null);
            return teams.World.NewId();
        }
        if (!IsSplit(activity)) return PostOne(call, room, activity, thread);
        teams.Blame($"{call.Method}: a text and attachments in one activity are split, and no id comes back");
        var (words, cards) = (activity, activity.DeepClone().AsObject());
        words.Remove("attachments");
        cards.Remove("text");
        foreach (var part in (JsonObject[])[words, cards]) PostOne(call, room, part, thread);
        return null;
    }

    private string PostOne(TeamsCall call, TeamsRoom room, JsonObject activity, string? thread)
    {
        var post = teams.World.Post(room, teams.App.BotId, activity, thread);
        Record(call, room, post.Id);
        return post.Id;
    }

    private static bool IsSplit(JsonObject activity) => activity["text"]?.ToString() is { Length: > 0 } && activity["attachments"] is JsonArray { Count: > 0 };

    private void Hurry(TeamsRoom room, int places) => connector.Hurry(room.Tenant, $"send {room.Id}", TeamsLimits.Sends, places);

    private TeamsPost Own(TeamsRoom room, string id)
    {
        var post = room.Posts.FirstOrDefault(p => p.Id == id && !p.Deleted) ?? throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The activity was not found in the conversation.");
        return post.Owner == teams.App.BotId ? post : throw TeamsRefusal.Bug("NotEnoughPermissions", "It is somebody else's message.", 403);
    }

    private void Record(TeamsCall call, TeamsRoom room, string? id) => connector.Sends.Add(new TeamsSend(call.At, call.Method, room, id));
}
