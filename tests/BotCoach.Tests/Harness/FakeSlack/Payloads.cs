using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What Slack sends, in the shape of the real payloads in the contracts.</summary>
public sealed class Payloads(SlackServer slack)
{
    private const string Verification = "verification-token";

    public JsonObject Event(SlackTeam team, SlackInstall install, JsonObject @event, string? seenIn = null)
    {
        var now = slack.Clock.GetUtcNow();
        if (@event["type"]?.ToString() is not ("app_uninstalled" or "tokens_revoked")) @event["event_ts"] ??= @event["ts"]?.DeepClone() ?? slack.World.NewTs();
        return new JsonObject
        {
            ["token"] = Verification, ["team_id"] = seenIn ?? team.Id, ["enterprise_id"] = team.Enterprise, ["context_team_id"] = team.Id, ["context_enterprise_id"] = team.Enterprise,
            ["api_app_id"] = slack.App.Id, ["event"] = @event.DeepClone(), ["type"] = "event_callback", ["event_id"] = slack.World.NewId("Ev"), ["event_time"] = now.ToUnixTimeSeconds(),
            ["authorizations"] = new JsonArray(new JsonObject
            {
                ["enterprise_id"] = install.Enterprise, ["team_id"] = install.Team?.Id, ["user_id"] = install.BotUser, ["is_bot"] = true, ["is_enterprise_install"] = install.IsOrg,
            }),
            ["is_ext_shared_channel"] = seenIn is not null && seenIn != team.Id, ["event_context"] = $"4-{SlackWorld.Secret(8)}",
        };
    }

    /// <summary>A message event, of a person or of a bot.</summary>
    public JsonObject Message(SlackMessage message, SlackUser? by)
    {
        var @event = message.ToJson();
        if (by is not null)
        {
            (@event["client_msg_id"], @event["team"]) = (Guid.NewGuid().ToString(), by.Team.Id);
            if (by.Team != message.Channel.Team) (@event["user_team"], @event["source_team"]) = (by.Team.Id, by.Team.Id);
        }
        if (message.Files.Count > 0)
        {
            (@event["upload"], @event["display_as_bot"]) = (false, false);
            @event.Remove("team");
        }
        (@event["channel"], @event["channel_type"], @event["event_ts"]) = (message.Channel.Id, message.Channel.TypeName, message.Ts);
        return @event;
    }

    public JsonObject Command(SlackUser user, SlackInstall install, SlackChannel channel, string command, string text)
    {
        var fields = new JsonObject { ["token"] = Verification, ["team_id"] = user.Team.Id, ["team_domain"] = user.Team.Domain };
        if (user.Team.Enterprise is { } org) (fields["enterprise_id"], fields["enterprise_name"]) = (org, "Organisation");
        (fields["channel_id"], fields["channel_name"], fields["user_id"], fields["user_name"]) = (channel.Id, channel.ShownName, user.Id, user.Name);
        (fields["command"], fields["text"], fields["api_app_id"]) = (command, text, slack.App.Id);
        fields["is_enterprise_install"] = install.IsOrg ? "true" : "false";
        (fields["response_url"], fields["trigger_id"]) = (slack.Hooks.Issue(install, user, channel, null), slack.Triggers.Issue(user, install));
        return fields;
    }

    public JsonObject Actions(SlackUser user, SlackInstall install, SlackMessage? message, SlackView? view, JsonObject state, JsonObject action)
    {
        var payload = Interaction("block_actions", user, install, true);
        payload["trigger_id"] = slack.Triggers.Issue(user, install);
        if (view is not null) (payload["container"], payload["view"]) = (new JsonObject { ["type"] = "view", ["view_id"] = view.Id }, view.ToJson());
        if (message is not null)
        {
            payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.OnlyFor is not null };
            payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.ShownName };
            if (message.OnlyFor is null) payload["message"] = message.ToJson();
            payload["state"] = new JsonObject { ["values"] = state };
            payload["response_url"] = slack.Hooks.Issue(install, user, message.Channel, message);
        }
        action["action_ts"] = slack.World.NewTs();
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public JsonObject Submission(SlackUser user, SlackView view)
    {
        var payload = Interaction("view_submission", user, view.Install, true);
        payload["trigger_id"] = slack.Triggers.Issue(user, view.Install);
        (payload["view"], payload["response_urls"]) = (view.ToJson(), new JsonArray());
        return payload;
    }

    public JsonObject Closed(SlackUser user, SlackView view, bool isCleared)
    {
        var payload = Interaction("view_closed", user, view.Install, true);
        (payload["view"], payload["is_cleared"], payload["response_urls"]) = (view.ToJson(), isCleared, new JsonArray());
        return payload;
    }

    public JsonObject Shortcut(SlackUser user, SlackInstall install, string callbackId)
    {
        var payload = Interaction("shortcut", user, install, false);
        payload["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["team_id"] = user.Team.Id };
        (payload["action_ts"], payload["callback_id"], payload["trigger_id"]) = (slack.World.NewTs(), callbackId, slack.Triggers.Issue(user, install));
        return payload;
    }

    public JsonObject MessageAction(SlackUser user, SlackInstall install, SlackMessage message, string callbackId)
    {
        var payload = Shortcut(user, install, callbackId);
        payload["type"] = "message_action";
        payload["user"] = new JsonObject { ["id"] = user.Id, ["name"] = user.Name, ["team_id"] = user.Team.Id };
        payload["channel"] = new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.ShownName };
        (payload["message_ts"], payload["message"], payload["response_url"]) = (message.Ts, message.ToJson(), slack.Hooks.Issue(install, user, message.Channel, message));
        return payload;
    }

    public JsonObject Suggestion(SlackUser user, SlackInstall install, SlackMessage? message, SlackView? view, string blockId, string actionId, string typed)
    {
        var payload = Interaction("block_suggestion", user, install, true);
        (payload["action_id"], payload["block_id"], payload["value"]) = (actionId, blockId, typed);
        if (view is not null) (payload["container"], payload["view"]) = (new JsonObject { ["type"] = "view", ["view_id"] = view.Id }, view.ToJson());
        if (message is null) return payload;
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel.Id, ["is_ephemeral"] = message.OnlyFor is not null };
        (payload["channel"], payload["message"]) = (new JsonObject { ["id"] = message.Channel.Id, ["name"] = message.Channel.ShownName }, message.ToJson());
        return payload;
    }

    private JsonObject Interaction(string type, SlackUser user, SlackInstall install, bool withApp)
    {
        // An installation for a whole organisation names it instead of a workspace.
        var payload = new JsonObject { ["type"] = type, ["token"] = Verification };
        payload["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = user.Team.Id };
        if (withApp) payload["api_app_id"] = slack.App.Id;
        payload["team"] = install.IsOrg ? null : Team(install.Team!);
        payload["enterprise"] = install.Enterprise is { } org ? new JsonObject { ["id"] = org, ["name"] = "Organisation" } : null;
        payload["is_enterprise_install"] = install.IsOrg;
        return payload;
    }

    private static JsonObject Team(SlackTeam team)
    {
        var json = new JsonObject { ["id"] = team.Id, ["domain"] = team.Domain };
        if (team.Enterprise is { } org) (json["enterprise_id"], json["enterprise_name"]) = (org, "Organisation");
        return json;
    }
}
