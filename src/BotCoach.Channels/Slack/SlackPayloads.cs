using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>How something reaches us: by which of the three addresses, or kinds of envelope.</summary>
internal enum SlackDoor
{
    Event,
    Command,
    Interaction,
}

/// <summary>Something that Slack posted, verified and taken apart, as HTTP and Socket Mode both bring it.</summary>
internal sealed record SlackPost(SlackDoor Door, JsonElement Body)
{
    /// <summary>When it came, as a timestamp of the host's clock; null for what was kept, whose trigger died long ago.</summary>
    internal long? Arrival { get; init; }

    /// <summary>The payload's own word for what it is.</summary>
    internal string Type => Body.Words("type") ?? "";

    /// <summary>
    /// Where the app is installed that this came through: whose token to answer with. In a shared channel that is not the actor's home.
    /// </summary>
    internal string Installed => Door switch
    {
        SlackDoor.Event when Body.Items("authorizations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } by =>
            (by.Flag("is_enterprise_install") ? by.Words("enterprise_id") : by.Words("team_id")) ?? Body.Words("team_id") ?? "",
        SlackDoor.Event => Body.Words("team_id") ?? Body.Words("enterprise_id") ?? "",
        SlackDoor.Command => (IsOrgWide ? Body.Words("enterprise_id") : null) ?? Body.Words("team_id") ?? "",
        _ => (IsOrgWide ? Body.Words("enterprise", "id") : null) ?? Body.Words("team", "id") ?? Body.Words("user", "team_id") ?? "",
    };

    /// <summary>It is installed for a whole organisation, which then is the company, whatever workspace somebody sits in.</summary>
    internal bool IsOrgWide => Door == SlackDoor.Event
        ? Body.Items("authorizations").FirstOrDefault() is { ValueKind: JsonValueKind.Object } by && by.Flag("is_enterprise_install")
        : Body.Flag("is_enterprise_install");

    /// <summary>When an event happened, to the second; it may be told a day later. Null where that is not said.</summary>
    internal DateTimeOffset? HappenedAt => Body.Number("event_time") is { } seconds and > 0 and < 100_000_000_000 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Opens one form, within three seconds. Null where there is none.</summary>
    internal string? TriggerId => Body.Words("trigger_id");

    /// <summary>Takes five private answers within half an hour. Null where there is none.</summary>
    internal string? ResponseUrl => Body.Words("response_url");

    /// <summary>The message whose button was pressed, and where it stands; null for a home's or a form's.</summary>
    internal (string Channel, string Ts)? Pressed =>
        (Body.Words("container", "channel_id") ?? Body.Words("channel", "id")) is { } channel && Body.Words("container", "message_ts") is { } ts
        && Body.At("container")?.Flag("is_ephemeral") != true ? (channel, ts) : null;
}

/// <summary>What Slack hears in answer: a status and a body, and what is done once it has been heard.</summary>
internal sealed record SlackAnswer(int Status = 200)
{
    internal static readonly SlackAnswer Empty = new();

    /// <summary>JSON, or null for an empty body, which closes a form and says nothing to anybody.</summary>
    internal System.Text.Json.Nodes.JsonObject? Body { get; init; }

    /// <summary>A sentence in plain text, for a refusal.</summary>
    internal string? Words { get; init; }

    internal Func<Task>? After { get; init; }

    internal static SlackAnswer Refuse(int status, string sentence) => new(status) { Words = sentence };
}
