using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary><c>conversations.*</c></summary>
public sealed class ConversationMethods(SlackServer slack)
{
    private const int MostUsers = 8;

    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["conversations.open"] = new(SlackMethod.Tier3, "im:write", Open),
        ["conversations.history"] = new(SlackMethod.Tier3, null, History) { TakesJson = false },
        ["conversations.info"] = new(SlackMethod.Tier3, null, Info) { TakesJson = false },
    };

    private SlackWorld World => slack.World;

    private JsonObject Open(SlackCall call)
    {
        var ids = call.Text("users")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? throw new Refused("users_list_not_supplied");
        if (ids.Length > MostUsers) throw new Refused("too_many_users");
        foreach (var id in ids)
        {
            var user = World.User(id) ?? throw new Refused("user_not_found");
            if (!World.Sees(call.Install!, user)) throw new Refused("user_not_visible");
            if (user.Deleted) throw new Refused("user_disabled");
        }
        if (ids.Length > 1) throw new Refused("method_not_supported_for_channel_type");
        if (!slack.App.MessagesTab) throw new Refused("messages_tab_disabled");
        return new JsonObject { ["ok"] = true, ["channel"] = new JsonObject { ["id"] = World.Direct(call.Install!, World.User(ids[0])!).Id } };
    }

    private JsonObject History(SlackCall call)
    {
        var channel = Find(call);
        WebApi.Demand(call.Install!, channel.Kind switch { SlackRoom.Direct => "im:history", SlackRoom.Public => "channels:history", SlackRoom.Group => "mpim:history", _ => "groups:history" });
        if (!channel.Members.Contains(call.Install!.BotUser)) throw new Refused("not_in_channel");
        var (oldest, latest, inclusive) = (call.Text("oldest") ?? "0", call.Text("latest"), call.Flag("inclusive"));
        var after = call.Text("cursor") is { } cursor ? Encoding.UTF8.GetString(Convert.FromBase64String(cursor)) : null;
        var limit = Math.Clamp(call.Number("limit", 100), 1, 999);
        var found = channel.Messages.Where(m => m.OnlyFor is null && m.ThreadTs is null)
            .Where(m => IsAfter(m.Ts, oldest, inclusive) && (latest is null || IsAfter(latest, m.Ts, inclusive)) && (after is null || IsAfter(after, m.Ts, false)))
            .OrderByDescending(m => m.Ts, StringComparer.Ordinal).Take(limit + 1).ToList();
        var page = found.Take(limit).ToList();
        var answer = new JsonObject
        {
            ["ok"] = true, ["messages"] = new JsonArray([.. page.Select(m => m.ToJson(call.Flag("include_all_metadata")))]), ["has_more"] = found.Count > limit, ["pin_count"] = 0,
        };
        if (found.Count > limit) answer["response_metadata"] = new JsonObject { ["next_cursor"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Ts)) };
        return answer;
    }

    private JsonObject Info(SlackCall call)
    {
        var channel = Find(call);
        WebApi.Demand(call.Install!, channel.Kind switch { SlackRoom.Direct => "im:read", SlackRoom.Public => "channels:read", SlackRoom.Group => "mpim:read", _ => "groups:read" });
        var isDirect = channel.Kind == SlackRoom.Direct;
        var json = new JsonObject
        {
            ["id"] = channel.Id, ["is_channel"] = channel.Kind == SlackRoom.Public, ["is_group"] = channel.Kind == SlackRoom.Private, ["is_im"] = isDirect,
            ["is_archived"] = channel.Archived, ["is_private"] = channel.Kind != SlackRoom.Public, ["is_mpim"] = channel.Kind == SlackRoom.Group,
            ["is_ext_shared"] = channel.Shared, ["is_shared"] = channel.Shared, ["context_team_id"] = channel.Team.Id,
        };
        if (isDirect) json["user"] = channel.Members.First(m => m != call.Install!.BotUser);
        else (json["name"], json["is_member"]) = (channel.Name, channel.Members.Contains(call.Install!.BotUser));
        return new JsonObject { ["ok"] = true, ["channel"] = json };
    }

    // A private conversation the app is not in looks as if there were none.
    private SlackChannel Find(SlackCall call)
    {
        if (World.Channel(call.Needed("channel")) is not { } channel) throw new Refused("channel_not_found");
        var isMember = channel.Members.Contains(call.Install!.BotUser);
        return isMember || channel.Kind == SlackRoom.Public && call.Install.Covers(channel.Team) ? channel : throw new Refused("channel_not_found");
    }

    private static bool IsAfter(string ts, string than, bool orEqual) => decimal.Parse(ts, System.Globalization.CultureInfo.InvariantCulture)
        .CompareTo(decimal.Parse(than, System.Globalization.CultureInfo.InvariantCulture)) is var order && (order > 0 || orEqual && order == 0);
}
