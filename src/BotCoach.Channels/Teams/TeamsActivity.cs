using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>The activities that we send. Card and words never stand in one: Teams would make two messages of them, and say no id of either.</summary>
internal static class TeamsActivity
{
    /// <summary>What an Adaptive Card is called.</summary>
    internal const string Card = "application/vnd.microsoft.card.adaptive";

    /// <summary>A message that is a card; <paramref name="summary"/> is what a notification says of it.</summary>
    internal static JsonObject Of(JsonObject card, string summary) => new()
    {
        ["type"] = "message",
        ["summary"] = summary,
        ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = Card, ["content"] = card }),
    };

    /// <summary>What opens the chat of the bot and a person.</summary>
    internal static JsonObject Chat(TeamsPlace place, string tenant) => new()
    {
        ["bot"] = new JsonObject { ["id"] = place.Bot },
        ["members"] = new JsonArray(new JsonObject { ["id"] = place.Member }),
        ["isGroup"] = false,
        ["tenantId"] = tenant,
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } },
    };
}
