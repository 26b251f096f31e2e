using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// What Teams refuses in a card, does not draw, or loses silently when somebody presses
/// (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference, and its "Universal Actions").
/// </summary>
public static class CardLaws
{
    public const int MostBytes = 28 * 1024;
    private const int MostViewers = 60;
    private const int MostActions = 6;
    private static readonly Version Newest = new(1, 5);
    private static readonly Version FirstWithExecute = new(1, 4);
    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Size(JsonObject card) => Encoding.UTF8.GetByteCount(card.ToJsonString(AsItIs));

    public static IReadOnlyList<string> Complaints(JsonObject card, bool isDialog)
    {
        var parts = CardWalk.All(card).ToList();
        var version = Version.TryParse(card["version"]?.ToString(), out var read) ? read : null;
        return
        [
            .. OfCard(card, version), .. OfRefresh(card), .. parts.Skip(1).SelectMany(CardPartLaws.Complaints),
            .. parts.Where(CardWalk.IsAction).SelectMany(a => OfAction(a, version, isDialog)), .. OfIds(parts), .. OfRows(parts), .. OfMentions(card),
        ];
    }

    private static IEnumerable<string> OfCard(JsonObject card, Version? version)
    {
        var isAdaptive = CardWalk.TypeOf(card) == "AdaptiveCard";
        if (!isAdaptive) yield return $"a card of type {card["type"]?.ToString() ?? "none"}";
        if (version is null) yield return "a card without a version";
        if (version > Newest) yield return $"a card of version {version}";
        if (Size(card) > MostBytes) yield return $"a card of {Size(card)} bytes";
        if (isAdaptive && !CardWalk.In(card).Any()) yield return "a card with nothing in it";
    }

    private static IEnumerable<string> OfRefresh(JsonObject card)
    {
        if (!card.ContainsKey("refresh")) yield break;
        if (card["refresh"]?["action"] is not JsonObject action || CardWalk.TypeOf(action) != "Action.Execute" || action["verb"]?.ToString() is not { Length: > 0 }) yield return "refresh.action is no Action.Execute with a verb";
        if (card["refresh"]?["userIds"] is not JsonArray viewers)
        {
            yield return "refresh without userIds";
            yield break;
        }
        if (viewers.Count > MostViewers) yield return $"refresh for {viewers.Count} userIds";
        foreach (var viewer in viewers.Where(v => v?.ToString().StartsWith("29:", StringComparison.Ordinal) != true)) yield return $"refresh for {viewer}, which is no 29: id";
    }

    private static IEnumerable<string> OfAction(JsonObject action, Version? version, bool isDialog)
    {
        var type = CardWalk.TypeOf(action);
        if (type == "Action.Execute" && action["verb"]?.ToString() is not { Length: > 0 }) yield return "Action.Execute without a verb";
        if (type == "Action.Execute" && version < FirstWithExecute) yield return $"Action.Execute in a card of version {version}";
        if (type == "Action.Execute" && isDialog) yield return "Action.Execute in a dialog";
        if (type is not ("Action.Execute" or "Action.Submit")) yield break;
        if (action["data"] is not (null or JsonObject)) yield return $"the data of {action["title"]} is no object";
        if ((action["data"] as JsonObject)?["msteams"] is not { } own) yield break;
        if (isDialog) yield return "msteams in the data of a dialog's button";
        var kind = own is JsonObject json ? json["type"]?.ToString() : null;
        if (kind is not ("task/fetch" or "messageBack" or "imBack" or "invoke" or "signin") && (own as JsonObject)?["feedback"] is null) yield return $"the msteams of {action["title"]} is of type {kind ?? "none"}";
        if (kind == "task/fetch" && type != "Action.Submit") yield return $"task/fetch in an {type}";
    }

    /// <summary>Ids that occur twice, and inputs whose value would take the place of what a button sends.</summary>
    private static IEnumerable<string> OfIds(List<JsonObject> parts)
    {
        foreach (var twice in parts.Select(p => p["id"]?.ToString()).Where(id => id is { Length: > 0 }).GroupBy(id => id).Where(g => g.Count() > 1)) yield return $"the id {twice.Key} is there {twice.Count()} times";
        var inputs = parts.Where(CardWalk.IsInput).Select(i => i["id"]?.ToString() ?? "").ToHashSet();
        foreach (var action in parts.Where(a => CardWalk.TypeOf(a) is "Action.Submit" or "Action.Execute" && a["associatedInputs"]?.ToString().ToLowerInvariant() != "none"))
            foreach (var (key, _) in (action["data"] as JsonObject ?? []).Where(d => inputs.Contains(d.Key))) yield return $"the input {key} overwrites what {action["title"]} sends as {key}";
    }

    // Beyond six in a row there is nothing to be seen.
    private static IEnumerable<string> OfRows(List<JsonObject> parts) => parts.Select(p => p["actions"]).OfType<JsonArray>()
        .Select(row => row.OfType<JsonObject>().Count(a => a["mode"]?.ToString() != "secondary")).Where(n => n > MostActions).Select(n => $"{n} actions in a row");

    private static IEnumerable<string> OfMentions(JsonObject card)
    {
        foreach (var mention in (card["msteams"]?["entities"] as JsonArray ?? []).OfType<JsonObject>().Where(e => e["type"]?.ToString() == "mention"))
        {
            if (mention["mentioned"]?["id"]?.ToString() is not { Length: > 0 }) yield return "a mention of nobody";
            if (mention["text"]?.ToString() is not { Length: > 0 } text || !card["body"]!.ToJsonString(AsItIs).Contains(text, StringComparison.Ordinal)) yield return $"the mention {mention["text"]} does not stand in the card";
        }
    }
}
