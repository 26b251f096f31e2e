using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What Teams refuses in an activity, or shows otherwise than was meant.</summary>
public static class ActivityLaws
{
    private static readonly string[] Types = ["message", "typing"];

    // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
    private static readonly string[] Attachments =
    [
        CardWalk.ContentType, "application/vnd.microsoft.card.hero", "application/vnd.microsoft.card.thumbnail", "application/vnd.microsoft.teams.card.list", "application/vnd.microsoft.card.signin",
        "application/vnd.microsoft.card.oauth", "application/vnd.microsoft.teams.card.file.consent", "application/vnd.microsoft.teams.card.file.info", "image/png", "image/jpeg", "image/gif",
    ];

    public static (IReadOnlyList<string> Complaints, bool IsTooBig) Complaints(JsonObject activity)
    {
        if (activity["type"] is not JsonValue type || !Types.Contains(type.ToString())) return ([$"the type is {activity["type"]?.ToJsonString() ?? "missing"}"], false);
        var big = CardWalk.Attached(activity).Select(CardLaws.Size).Where(bytes => bytes > CardLaws.MostBytes).ToList();
        if (big.Count > 0) return ([$"a card of {big[0]} bytes"], true);
        return type.ToString() == "typing" ? ([], false) : ([.. OfMessage(activity), .. OfAttachments(activity), .. OfMentions(activity)], false);
    }

    private static IEnumerable<string> OfMessage(JsonObject activity)
    {
        var hasText = activity["text"] is JsonValue text && text.ToString().Length > 0;
        if (!hasText && activity["attachments"] is not JsonArray { Count: > 0 }) yield return "neither a text nor attachments";
        if (activity["text"] is not (null or JsonValue)) yield return "text is no string";
        if (activity["textFormat"]?.ToString() is not (null or "plain" or "markdown" or "xml")) yield return $"textFormat is {activity["textFormat"]}";
        if (activity["attachmentLayout"]?.ToString() is not (null or "list" or "carousel")) yield return $"attachmentLayout is {activity["attachmentLayout"]}";
        if (activity["summary"] is not (null or JsonValue)) yield return "summary is no string";
    }

    private static IEnumerable<string> OfAttachments(JsonObject activity)
    {
        if (activity["attachments"] is not (null or JsonArray)) yield return "attachments is no array";
        foreach (var attachment in (activity["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var type = attachment["contentType"]?.ToString();
            if (type is null || !Attachments.Contains(type)) yield return $"an attachment's contentType is {type ?? "missing"}";
            if (type != CardWalk.ContentType) continue;
            if (attachment["content"] is not JsonObject card) yield return "a card without content";
            else foreach (var complaint in CardLaws.Complaints(card, isDialog: false)) yield return complaint;
        }
    }

    private static IEnumerable<string> OfMentions(JsonObject activity)
    {
        foreach (var mention in (activity["entities"] as JsonArray ?? []).OfType<JsonObject>().Where(e => e["type"]?.ToString() == "mention"))
        {
            if (mention["mentioned"]?["id"]?.ToString() is not { Length: > 0 }) yield return "a mention of nobody";
            if (mention["text"]?.ToString() is not { Length: > 0 } text || activity["text"]?.ToString().Contains(text, StringComparison.Ordinal) != true) yield return $"the mention {mention["text"]} does not stand in the text";
        }
    }
}
