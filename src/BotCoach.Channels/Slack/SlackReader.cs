using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>
/// From what Slack posted to what somebody did. What is not for us (other bots, our own words, kinds we do not know) is null: it is answered and dropped.
/// </summary>
internal static class SlackReader
{
    internal static Inbound? Read(SlackPost post) => post.Door switch
    {
        SlackDoor.Command => Command(post),
        SlackDoor.Event => post.Body.At("event") is { } happened && post.Body.Words("event_id") is { } id ? Event(post, happened, id) : null,
        _ => Interaction(post),
    };

    private static CommandTyped? Command(SlackPost post)
    {
        if (post.Body.Words("user_id") is not { } user || post.TriggerId is not { } trigger) return null;
        var caller = Caller(post, user, post.Body.Words("team_id"), post.Body.Words("user_name"));
        return new CommandTyped($"command-{trigger}", caller, SlackPlain.Of(post.Body.Words("text") ?? "")) { Conversation = post.Body.Words("channel_id") ?? "" };
    }

    private static Inbound? Event(SlackPost post, JsonElement happened, string id) => happened.Words("type") switch
    {
        "message" => Said(post, happened, id),
        "app_mention" when IsPersons(happened) => Text(post, happened, id),
        "app_home_opened" when happened.Words("tab") == "home" && happened.Words("user") is { } user =>
            new HomeOpened(id, Caller(post, user, post.Installed)) { TakesReply = false },
        "user_change" when happened.At("user") is { } user => SlackPeople.Read(user, post.Installed) is { } caller ? new PersonChanged(id, caller) : null,
        // An organisation lets one more of its workspaces have the app.
        "team_access_granted" when post.IsOrgWide => new BotAdded(id, Nobody(post), ""),
        "app_uninstalled" => new BotRemoved(id, Nobody(post), post.HappenedAt),
        "tokens_revoked" when happened.At("tokens")?.Items("bot").Any() == true => new BotRemoved(id, Nobody(post), post.HappenedAt),
        _ => null,
    };

    /// <summary>Only what a person writes to the bot alone; edits, deletions, joins and what bots write are not.</summary>
    private static Inbound? Said(SlackPost post, JsonElement happened, string id)
    {
        if (happened.Words("channel_type") != "im" || !IsPersons(happened)) return null;
        if (happened.Words("subtype") is { } subtype && subtype != "file_share") return null;
        return happened.Items("files").Any() ? Shared(post, happened, id) : Text(post, happened, id);
    }

    private static bool IsPersons(JsonElement happened) => happened.Words("user") is not null && happened.Words("bot_id") is null && happened.At("bot_profile") is null;

    private static TextSaid? Text(SlackPost post, JsonElement happened, string id) => SlackPlain.Of(happened.Words("text") ?? "") is not { Length: > 0 } words
        ? null
        : new TextSaid(id, Author(post, happened), words) { Conversation = happened.Words("channel") ?? "", TakesReply = false };

    /// <summary>Without a way to read them: the desk fetches them first.</summary>
    private static FileShared? Shared(SlackPost post, JsonElement happened, string id)
    {
        var files = happened.Items("files").Select(f => new SharedFile(f.Words("name") ?? "file", f.Number("size") ?? 0, _ => Task.FromResult(Stream.Null))).ToList();
        return new FileShared(id, Author(post, happened), files) { Words = SlackPlain.Of(happened.Words("text") ?? ""), Conversation = happened.Words("channel") ?? "", TakesReply = false };
    }

    private static Caller Author(SlackPost post, JsonElement happened) => Caller(
        post, happened.Words("user")!, happened.Words("user_team") ?? happened.Words("source_team") ?? happened.Words("team") ?? post.Installed);

    private static Inbound? Interaction(SlackPost post)
    {
        if (post.Body.Words("user", "id") is not { } user) return null;
        var caller = Caller(post, user, post.Body.Words("user", "team_id") ?? post.Body.Words("team", "id"), post.Body.Words("user", "name"));
        return post.Type switch
        {
            "block_actions" => Pressed(post, caller),
            "view_submission" => Submitted(post, caller),
            "view_closed" => Closed(post, caller),
            "block_suggestion" => new OptionsAsked("", caller, SlackIds.Action(post.Body.Words("action_id") ?? ""), post.Body.Words("value") ?? ""),
            "shortcut" => post.Body.Words("callback_id") is { } wish ? new ButtonPressed(Once(post), caller, wish, "") : null,
            "message_action" => post.Body.Words("callback_id") is { } wish
                ? new MessageActioned(Once(post), caller, wish, SlackPlain.Of(post.Body.Words("message", "text") ?? "")) : null,
            _ => null,
        };
    }

    private static ButtonPressed? Pressed(SlackPost post, Caller caller)
    {
        if (post.Body.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } pressed || pressed.Words("action_id") is not { } id) return null;
        return new ButtonPressed(Once(post), caller, SlackIds.Action(id), pressed.Words("value") ?? pressed.Words("selected_option", "value") ?? "")
        {
            Conversation = post.Pressed?.Channel ?? "", MessageReference = post.Pressed?.Ts,
        };
    }

    private static FormSubmitted? Submitted(SlackPost post, Caller caller)
    {
        if (post.Body.At("view") is not { } view || view.Words("callback_id") is not { } action) return null;
        var place = SlackIds.Place(view.Words("private_metadata"));
        return new FormSubmitted(Once(post), caller, action, place?.State ?? "", place?.BasedOn ?? 0, Values(view)) { MessageReference = place?.Message };
    }

    private static FormClosed? Closed(SlackPost post, Caller caller)
    {
        if (post.Body.At("view") is not { } view || view.Words("callback_id") is not { } action) return null;
        return new FormClosed($"closed-{view.Words("id")}", caller, action, SlackIds.Place(view.Words("private_metadata"))?.State ?? "");
    }

    private static Dictionary<string, string> Values(JsonElement view)
    {
        var values = new Dictionary<string, string>();
        if (view.At("state", "values") is not { ValueKind: JsonValueKind.Object } state) return values;
        foreach (var block in state.EnumerateObject())
            if (block.Value.ValueKind == JsonValueKind.Object && block.Value.EnumerateObject().FirstOrDefault().Value is { ValueKind: JsonValueKind.Object } input
                && Value(input) is { } value)
                values[SlackIds.Field(block.Name)] = value;
        return values;
    }

    private static string? Value(JsonElement input) => input.Words("type") switch
    {
        "datepicker" => input.Words("selected_date"),
        "static_select" or "external_select" or "radio_buttons" => input.Words("selected_option", "value"),
        "checkboxes" or "multi_static_select" => string.Join(",", input.Items("selected_options").Select(o => o.Words("value"))),
        _ => input.Words("value"),
    };

    /// <summary>A trigger is unique to what somebody did. A payload without one is told by when it was done.</summary>
    private static string Once(SlackPost post) => post.TriggerId is { } trigger
        ? $"act-{trigger}"
        : $"act-{post.Body.Words("user", "id")}-{post.Body.Words("action_ts") ?? post.Body.Items("actions").FirstOrDefault().Words("action_ts")}-{post.Body.Words("view", "hash")}";

    private static Caller Nobody(SlackPost post) => new(SlackChannel.Slack, post.Installed, "");

    /// <summary>The actor's own home decides whose company this is for; where the app is an organisation's, that is the organisation.</summary>
    private static Caller Caller(SlackPost post, string user, string? home, string? name = null) =>
        new(SlackChannel.Slack, post.IsOrgWide ? post.Installed : home ?? post.Installed, user) { Name = name, IsUnasked = true };
}
