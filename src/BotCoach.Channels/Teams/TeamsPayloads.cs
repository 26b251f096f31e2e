using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// An activity that Teams posted, verified (https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference#activity-object).
/// Nothing in it is sure to be there.
/// </summary>
internal sealed record TeamsPost(JsonElement Body)
{
    private const string ThreadMark = ";messageid=";

    /// <summary>The activity's own word for what it is.</summary>
    internal string Type => Body.Words("type") ?? "";

    /// <summary>What is invoked; empty for anything else.</summary>
    internal string Name => Type == "invoke" ? Body.Words("name") ?? "" : "";

    internal bool IsInvoke => Type == "invoke";

    /// <summary>By the app's own commands, which are there in every chat: also where two people talk, and the bot is not.</summary>
    internal bool IsCommand => Name.StartsWith("composeExtension/", StringComparison.Ordinal);

    internal string? Id => Body.Words("id");

    internal string? ServiceUrl => Body.Words("serviceUrl");

    internal string? ChannelId => Body.Words("channelId");

    /// <summary>Whose tenant it comes from; a token says nothing of it.</summary>
    internal string Tenant => Body.At("conversation")?.Words("tenantId") ?? Body.At("channelData", "tenant")?.Words("id") ?? "";

    /// <summary>Who did it: the id in the directory, which every bot sees alike. Empty for a bot.</summary>
    internal string User => Body.Words("from", "aadObjectId") ?? "";

    /// <summary>The same by Teams' own id, which only this bot knows: what a conversation is made with.</summary>
    internal string Member => Body.Words("from", "id") ?? "";

    /// <summary>The bot's own id in Teams.</summary>
    internal string Bot => Body.Words("recipient", "id") ?? "";

    internal string Conversation => Body.Words("conversation", "id") ?? "";

    /// <summary>It came from somebody's own chat with the bot.</summary>
    internal bool IsPersonal => !IsCommand && Body.At("conversation") is { } conversation && !conversation.Flag("isGroup") && conversation.Words("conversationType") is null or "personal";

    /// <summary>A team, where it came from one of its channels.</summary>
    internal (string Id, string Name)? Team => Body.At("channelData", "team") is { } team && team.Words("id") is { } id ? (id, team.Words("name") ?? "") : null;

    /// <summary>The card that it came from, by the activity that the card was sent in.</summary>
    internal string? ReplyTo => Body.Words("replyToId");

    /// <summary>The values of an invoke, or of a card's button in an old client.</summary>
    internal JsonElement Value => Body.At("value") is { ValueKind: JsonValueKind.Object } value ? value : default;

    /// <summary>What our own card or dialog carries, with what was filled in.</summary>
    internal JsonElement Data => Name switch
    {
        "adaptiveCard/action" => Value.At("action", "data") is { ValueKind: JsonValueKind.Object } data ? data : default,
        "" => Value,
        _ => Value.At("data") is { ValueKind: JsonValueKind.Object } data ? data : default,
    };

    /// <summary>The message of ours whose button was pressed, by its delivery's id.</summary>
    internal string? Delivery => Data.Words("m");

    internal string? Zone => Client?.Words("timezone");

    internal string? Locale => Client?.Words("locale") ?? Body.Words("locale");

    /// <summary>When it happened, as Teams says.</summary>
    internal DateTimeOffset? HappenedAt => Body.At("timestamp") is { ValueKind: JsonValueKind.String } at && at.TryGetDateTimeOffset(out var then) ? then : null;

    /// <summary>A channel without its thread.</summary>
    internal static string WithoutThread(string conversation) =>
        conversation.IndexOf(ThreadMark, StringComparison.Ordinal) is >= 0 and var at ? conversation[..at] : conversation;

    // The one thing in an activity that knows the zone: https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
    private JsonElement? Client => Body.Items("entities").FirstOrDefault(e => e.Words("type") == "clientInfo") is { ValueKind: JsonValueKind.Object } client ? client : null;
}

/// <summary>What Teams hears in answer: a status and a body, and what is done once it has been heard.</summary>
internal sealed record TeamsAnswer(int Status = 200)
{
    internal static readonly TeamsAnswer Empty = new();

    /// <summary>JSON, or null for an empty body, which closes a dialog and says nothing to anybody.</summary>
    internal JsonObject? Body { get; init; }

    /// <summary>A sentence in plain text, for a refusal.</summary>
    internal string? Words { get; init; }

    internal Func<Task>? After { get; init; }

    internal static TeamsAnswer Refuse(int status, string sentence) => new(status) { Words = sentence };
}
