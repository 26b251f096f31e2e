using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static BotCoach.Channels.Teams.TeamsBlocks;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Writes forms as dialogs (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/task-modules/task-modules-bots). Teams puts no sentence
/// at a field: a form with something wrong is shown anew, so it travels along with itself, packed; that is its reader's own, and what comes back is checked
/// by the host all the same.
/// </summary>
internal static class TeamsForms
{
    /// <summary>The verb by which a form that stands in the chat is submitted.</summary>
    internal const string Submit = "card.submit";

    private const int MostBytes = 25 * 1024;
    private const int MostPacked = 6 * 1024;
    private const int MostIntro = 1_000;
    private const int MostSpans = 20;
    private const int MostUnpacked = 256 * 1024;
    private const int MostTitle = 60;
    private const int MostOptions = 100;
    private const int FewestOptions = 12;

    private static readonly JsonSerializerOptions Json = new();

    /// <summary>The card of a form. <paramref name="message"/>, the reference of the message whose button opened it, travels along.</summary>
    internal static JsonObject Card(Form form, string? message) => Card(form, message, form.Fields.ToDictionary(f => f.Id, f => f.Value ?? ""), new Dictionary<string, string>());

    /// <summary>The form that was submitted, with what was typed still in it and what is wrong beside it; null where it did not travel along.</summary>
    internal static (string Title, JsonObject Card)? Again(JsonElement data, IReadOnlyDictionary<string, string> errors) =>
        Unpacked(data) is { } form ? (Title(form), Card(form, data.Words("r"), TeamsReader.Values(data), errors)) : null;

    /// <summary>The same as a card of the chat, where there are no dialogs: it says its title, and is executed.</summary>
    internal static JsonObject InChat(string title, JsonObject card)
    {
        card["body"]!.AsArray().Insert(0, Line([new Plain(title)], isHeading: true));
        var submit = card["actions"]![0]!.AsObject();
        (submit["type"], submit["verb"]) = ("Action.Execute", Submit);
        card["refresh"] = new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = TeamsWriter.Refresh, ["data"] = new JsonObject() }, ["userIds"] = new JsonArray() };
        return card;
    }

    internal static string Title(Form form) => PlainWords.Line(form.Title, MostTitle) is { Length: > 0 } title ? title : "BotCoach";

    private static JsonObject Card(Form form, string? message, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> errors)
    {
        var packed = Packed(form);
        foreach (var (options, fields) in Sizes(form.Fields.Count))
        {
            var card = Card(form, Body(form, values, errors, options, fields), Data(form, message, packed));
            if (fields == 0 || Encoding.UTF8.GetByteCount(card.ToJsonString(Stretch.AsItIs)) <= MostBytes) return card;
        }
        throw new UnreachableException();
    }

    /// <summary>First all of it, then with fewer options to choose from, then without the last fields.</summary>
    private static IEnumerable<(int Options, int Fields)> Sizes(int fields)
    {
        for (var options = MostOptions; options > FewestOptions; options /= 2) yield return (options, fields);
        for (var left = fields; left >= 0; left--) yield return (FewestOptions, left);
    }

    private static JsonObject Card(Form form, IEnumerable<JsonObject> body, JsonObject data) => new()
    {
        ["type"] = "AdaptiveCard",
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
        ["version"] = "1.5",
        ["body"] = new JsonArray([.. body]),
        ["actions"] = new JsonArray(new JsonObject { ["type"] = "Action.Submit", ["title"] = PlainWords.Line(form.Submit, MostTitle) is { Length: > 0 } submit ? submit : "Save", ["data"] = data }),
    };

    private static IEnumerable<JsonObject> Body(Form form, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> errors, int mostOptions, int fields)
    {
        var placed = form.Fields.Take(fields).Select(f => f.Id).ToHashSet();
        var whole = string.Join(" ", errors.Where(e => !placed.Contains(e.Key)).Select(e => e.Value));
        var lines = new List<JsonObject>();
        if (Line([new Plain(PlainWords.Line(whole, 1_000))]) is { } wrong) lines.Add(Colored(wrong, "Attention"));
        if (form.Intro is { } intro) lines.AddRange(TeamsParts.Lines(Short(intro)));
        foreach (var field in form.Fields.Take(fields))
            lines.AddRange(TeamsFields.Of(field, values.GetValueOrDefault(field.Id), errors.GetValueOrDefault(field.Id), mostOptions));
        if (fields < form.Fields.Count) lines.Add(Quiet($"{Stretch.More(form.Fields.Count - fields)} that do not fit into one form."));
        if (lines.Count == 0) lines.Add(Line([new Plain("Nothing to fill in.")])!);
        return lines;
    }

    private static Text Short(Text intro) => intro.Words.Length <= MostIntro && intro.Count <= MostSpans ? intro : PlainWords.Shortened(PlainWords.Clean(intro.Words), MostIntro);

    private static JsonObject Data(Form form, string? message, string? packed)
    {
        var data = new JsonObject { ["a"] = form.Action, ["s"] = form.State, ["b"] = form.BasedOn };
        if (message is not null) data["r"] = message;
        if (packed is not null) data["f"] = packed;
        return data;
    }

    private static string? Packed(Form form)
    {
        using var into = new MemoryStream();
        using (var smaller = new BrotliStream(into, CompressionLevel.Fastest, leaveOpen: true)) JsonSerializer.Serialize(smaller, form with { State = "" }, Json);
        return into.Length > MostPacked ? null : Convert.ToBase64String(into.GetBuffer(), 0, (int)into.Length);
    }

    private static Form? Unpacked(JsonElement data)
    {
        if (data.Words("f") is not { Length: <= MostPacked * 2 } packed) return null;
        try
        {
            using var larger = new BrotliStream(new MemoryStream(Convert.FromBase64String(packed)), CompressionMode.Decompress);
            var json = new byte[MostUnpacked];
            var length = larger.ReadAtLeast(json, MostUnpacked, throwOnEndOfStream: false);
            var form = length == MostUnpacked ? null : JsonSerializer.Deserialize<Form>(json.AsSpan(0, length), Json);
            if (form?.Fields is null || form.Fields.Any(f => f?.Id is null || f is ChoiceField { Options: null })) return null;
            return form with { Action = data.Words("a") ?? "", State = data.Words("s") ?? "", BasedOn = data.Number("b") ?? 0 };
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or JsonException or NotSupportedException)
        {
            return null;
        }
    }
}
