using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>How an app may answer an invoke; all else is a complaint.</summary>
public static class InvokeLaws
{
    public const string Card = CardWalk.ContentType;
    public const string Message = "application/vnd.microsoft.activity.message";
    public const string Error = "application/vnd.microsoft.error";
    public const string Search = "application/vnd.microsoft.search.searchResponse";
    private const int MostResults = 15;

    // https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model
    private static readonly (int Status, string Type)[] Actions =
    [
        (200, Card), (200, Message), (400, Error), (500, Error), (401, "application/vnd.microsoft.activity.loginRequest"), (401, "application/vnd.microsoft.error.inccorectAuthCode"),
        (412, "application/vnd.microsoft.error.preconditionFailed"),
    ];

    /// <summary>Of <c>adaptiveCard/action</c>.</summary>
    public static IEnumerable<string> OfAction(JsonObject answer)
    {
        var (status, type) = (answer["statusCode"]?.GetValue<int>() ?? 0, answer["type"]?.ToString() ?? "");
        if (!Actions.Contains((status, type))) return [$"statusCode {status} with type {type}"];
        return (type, answer["value"]) switch
        {
            (Card, JsonObject card) => CardLaws.Complaints(card, isDialog: false),
            (Message, JsonValue words) when words.ToString().Length > 0 => [],
            (Error, JsonObject error) when error["code"] is JsonValue && error["message"] is JsonValue => [],
            (Card or Message or Error, _) => [$"the value of {type} is {answer["value"]?.ToJsonString() ?? "missing"}"],
            _ => [],
        };
    }

    /// <summary>Of <c>task/fetch</c> and <c>task/submit</c>, and in answers of message extensions.</summary>
    public static IEnumerable<string> OfTask(JsonNode? task)
    {
        if (task is not JsonObject json) return ["no task in the answer"];
        return (json["type"]?.ToString(), json["value"]) switch
        {
            ("message", JsonValue words) when words.ToString().Length > 0 => [],
            ("continue", JsonObject value) => OfDialog(value),
            var (type, value) => [$"a task of type {type ?? "none"} with {value?.ToJsonString() ?? "no value"}"],
        };
    }

    /// <summary>Of message extensions.</summary>
    public static IEnumerable<string> OfExtension(JsonObject answer)
    {
        if (answer.ContainsKey("task")) return OfTask(answer["task"]);
        if (answer["composeExtension"] is not JsonObject result) return ["neither a task nor a composeExtension in the answer"];
        return result["type"]?.ToString() switch
        {
            "result" => OfResult(result),
            "message" => result["text"]?.ToString() is { Length: > 0 } ? [] : ["a message without text"],
            "auth" or "config" => result["suggestedActions"]?["actions"] is JsonArray { Count: > 0 } ? [] : ["no suggestedActions"],
            "botMessagePreview" => result["activityPreview"] is JsonObject ? [] : ["no activityPreview"],
            var type => [$"a composeExtension of type {type ?? "none"}"],
        };
    }

    /// <summary>Of <c>application/search</c>.</summary>
    public static IEnumerable<string> OfSearch(JsonObject answer)
    {
        if (answer["statusCode"]?.GetValue<int>() != 200 || answer["type"]?.ToString() != Search) yield return $"statusCode {answer["statusCode"]} with type {answer["type"]}";
        if (answer["value"]?["results"] is not JsonArray results)
        {
            yield return "no value.results";
            yield break;
        }
        if (results.Count > MostResults) yield return $"{results.Count} results, of which {MostResults} are shown";
        foreach (var result in results)
            if (result?["title"]?.ToString() is not { Length: > 0 } || result["value"]?.ToString() is not { Length: > 0 }) yield return $"a result without title or value: {result?.ToJsonString()}";
    }

    private static IEnumerable<string> OfDialog(JsonObject value)
    {
        foreach (var side in (string[])["height", "width"])
            if (value[side] is { } size && !(size.GetValueKind() == System.Text.Json.JsonValueKind.Number || size.ToString() is "small" or "medium" or "large")) yield return $"a dialog's {side} is {size}";
        if (value["title"]?.ToString() is not { Length: > 0 }) yield return "a dialog without a title";
        if (value["url"] is { } url && !(Uri.TryCreate(url.ToString(), UriKind.Absolute, out var page) && (page.Scheme == "https" || page.IsLoopback))) yield return $"a dialog with the page {url}";
        if (value["url"] is not null) yield break;
        if (value["card"]?["contentType"]?.ToString() != Card || value["card"]?["content"] is not JsonObject card) yield return "a dialog without a page and without an Adaptive Card";
        else foreach (var complaint in CardLaws.Complaints(card, isDialog: true)) yield return complaint;
    }

    private static IEnumerable<string> OfResult(JsonObject result)
    {
        if (result["attachmentLayout"]?.ToString() is not ("list" or "grid")) yield return $"attachmentLayout is {result["attachmentLayout"]?.ToString() ?? "missing"}";
        if (result["attachments"] is not JsonArray attachments)
        {
            yield return "no attachments";
            yield break;
        }
        foreach (var attachment in attachments.OfType<JsonObject>().Where(a => a["contentType"]?.ToString() == Card))
        {
            if (attachment["preview"] is not JsonObject) yield return "an Adaptive Card without a preview";
            if (attachment["content"] is not JsonObject card) yield return "a card without content";
            else foreach (var complaint in CardLaws.Complaints(card, isDialog: false)) yield return complaint;
        }
    }
}
