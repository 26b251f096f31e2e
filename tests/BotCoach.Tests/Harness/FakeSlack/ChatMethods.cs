using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary><c>chat.*</c></summary>
public sealed class ChatMethods(SlackServer slack)
{
    private const int MostText = 40_000;
    private const int MostTextOfUpdate = 4_000;
    private readonly BlockLaws _laws = new(slack);

    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["chat.postMessage"] = new(SlackMethod.Special, "chat:write", Post),
        ["chat.update"] = new(SlackMethod.Tier3, "chat:write", Update),
        ["chat.postEphemeral"] = new(SlackMethod.Tier4, "chat:write", PostEphemeral),
        ["chat.delete"] = new(SlackMethod.Tier3, "chat:write", Delete),
    };

    private SlackWorld World => slack.World;

    private JsonObject Post(SlackCall call)
    {
        var channel = Destination(call, call.Needed("channel"));
        var blocks = _laws.Message(call.Json<JsonArray>("blocks"));
        var text = call.Text("text");
        if (text is null && blocks is null) throw new Refused("no_text");
        var metadata = BlockLaws.Metadata(call.Json<JsonObject>("metadata"));
        var message = World.Post(New(call, channel, text, blocks, metadata, null));
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = message.Ts, ["message"] = message.ToJson() };
    }

    private JsonObject PostEphemeral(SlackCall call)
    {
        var channel = Destination(call, call.Needed("channel"));
        var user = call.Needed("user");
        if (!channel.Members.Contains(user)) throw new Refused("user_not_in_channel");
        var blocks = _laws.Message(call.Json<JsonArray>("blocks"));
        var text = call.Text("text");
        if (text is null && blocks is null) throw new Refused("no_text");
        return new JsonObject { ["ok"] = true, ["message_ts"] = World.Post(New(call, channel, text, blocks, null, user)).Ts };
    }

    private JsonObject Update(SlackCall call)
    {
        var (channel, ts, text) = (Conversation(call), call.Needed("ts"), call.Text("text"));
        if (text is { Length: > MostTextOfUpdate }) throw new Refused("msg_too_long");
        var message = channel.Messages.FirstOrDefault(m => m.Ts == ts && m.OnlyFor is null) ?? throw new Refused("message_not_found");
        if (message.BotId != call.Install!.BotId) throw new Refused("cant_update_message");
        if (channel.Archived) throw new Refused("is_inactive");
        var blocks = call.Args.ContainsKey("blocks") ? _laws.Message(call.Json<JsonArray>("blocks")) : null;
        if (text is null && blocks is null) throw new Refused("no_text");
        // Omitted: kept. {}: removed.
        if (call.Args.ContainsKey("metadata")) message.Metadata = BlockLaws.Metadata(call.Json<JsonObject>("metadata"));
        message.Text = text ?? message.Text;
        message.Blocks = blocks;
        message.Edited |= blocks is null;
        message.Edits++;
        World.Changed(message);
        var shown = message.ToJson();
        shown.Remove("ts");
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = ts, ["text"] = message.Text, ["message"] = shown };
    }

    private JsonObject Delete(SlackCall call)
    {
        var (channel, ts) = (Conversation(call), call.Needed("ts"));
        var message = channel.Messages.FirstOrDefault(m => m.Ts == ts && m.OnlyFor is null) ?? throw new Refused("message_not_found");
        if (message.BotId != call.Install!.BotId) throw new Refused("cant_delete_message");
        channel.Messages.Remove(message);
        return new JsonObject { ["ok"] = true, ["channel"] = channel.Id, ["ts"] = ts };
    }

    /// <summary>Where a message may be posted: a conversation, or a user's id, which stands for the chat with this user.</summary>
    private SlackChannel Destination(SlackCall call, string id)
    {
        var install = call.Install!;
        var channel = World.User(id) is { } to && World.Sees(install, to) && !to.IsBot ? World.Direct(install, to) : World.Channel(id);
        if (channel is null || !install.Covers(channel.Team) && !channel.Members.Contains(install.BotUser)) throw new Refused("channel_not_found");
        if (channel.Archived) throw new Refused("is_archived");
        var isMember = channel.Members.Contains(install.BotUser);
        if (channel.Kind == SlackRoom.Direct)
        {
            if (!slack.App.MessagesTab) throw new Refused("messages_tab_disabled");
            if (!isMember || channel.Members.Any(m => World.User(m) is { Deleted: true })) throw new Refused("channel_not_found");
        }
        else if (channel.Kind != SlackRoom.Public && !isMember) throw new Refused("channel_not_found");
        else if (!isMember && !install.Scopes.Contains("chat:write.public")) throw new Refused("not_in_channel");
        return channel;
    }

    // Unlike posting, changing takes no user's id.
    private SlackChannel Conversation(SlackCall call) => World.Channel(call.Needed("channel")) is { } channel
        && (call.Install!.Covers(channel.Team) || channel.Members.Contains(call.Install.BotUser)) ? channel : throw new Refused("channel_not_found");

    private SlackMessage New(SlackCall call, SlackChannel channel, string? text, JsonArray? blocks, JsonObject? metadata, string? onlyFor) =>
        new(channel, World.NewTs(), call.Install!.BotUser)
        {
            BotId = call.Install.BotId, OnlyFor = onlyFor, ThreadTs = call.Text("thread_ts"), Blocks = blocks, Metadata = metadata,
            Text = text is { Length: > MostText } ? text[..MostText] : text ?? "",
        };
}
