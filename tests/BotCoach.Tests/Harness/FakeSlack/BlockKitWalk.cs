using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What a place in the JSON must look like; it says what is wrong to the walk.</summary>
internal delegate void Shape(JsonNode? node, BlockKitWalk walk, string path);

/// <summary>One judgement: where the blocks are shown, how strictly they are read, and what was found wrong.</summary>
internal sealed class BlockKitWalk(Surface surface, bool strictly)
{
    private readonly List<string> _complaints = [];

    public Surface Surface => surface;
    public bool Strictly => strictly;
    public IReadOnlyList<string> Complaints => _complaints;

    public void Say(string path, string words) => _complaints.Add($"{path}: {words}");

    public int Length(string words) => strictly ? words.Length : words.EnumerateRunes().Count();
}

/// <summary>The shapes of which all others are made.</summary>
internal static class Shapes
{
    /// <summary>The values of a key that may stand in text.</summary>
    public static Shape Words(int most, int least = 1) => (node, walk, path) =>
    {
        if (node is not JsonValue value || value.GetValueKind() != JsonValueKind.String) { walk.Say(path, "is no text"); return; }
        var words = value.GetValue<string>();
        if (walk.Length(words) > most) walk.Say(path, $"{walk.Length(words)} characters; {most} are taken");
        if (words.Length < least) walk.Say(path, "is empty");
        else if (least > 0 && walk.Strictly && string.IsNullOrWhiteSpace(words)) walk.Say(path, "is nothing but blanks");
        if (HasHalfACharacter(words)) walk.Say(path, "half a character");
    };

    public static Shape Plain(int most) => Text(most, "plain_text");

    public static Shape Text(int most, params string[] kinds)
    {
        var plain = Keys("text!", Words(most), "emoji", Flag);
        var mrkdwn = Keys("text!", Words(most), "verbatim", Flag);
        string[] taken = kinds.Length == 0 ? ["plain_text", "mrkdwn"] : kinds;
        return (node, walk, path) =>
        {
            var type = node.At("type")?.ToString();
            if (type is null || !taken.Contains(type)) walk.Say(path, $"is {type ?? "nothing"}; {string.Join(" or ", taken)} is taken");
            else (type == "mrkdwn" ? mrkdwn : plain)(node, walk, path);
        };
    }

    public static readonly Shape Flag = (node, walk, path) =>
    {
        if (node?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) walk.Say(path, "is neither true nor false");
    };

    public static Shape Whole(int least, int most) => (node, walk, path) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number || !node.AsValue().TryGetValue(out int n)) walk.Say(path, "is no whole number");
        else if (n < least || n > most) walk.Say(path, $"{n}; {least} to {most} are taken");
    };

    public static readonly Shape Number = (node, walk, path) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number) walk.Say(path, "is no number");
    };

    /// <summary>A number as text.</summary>
    public static readonly Shape Figure = (node, walk, path) =>
    {
        if (node?.GetValueKind() != JsonValueKind.String || Read(node) is null) walk.Say(path, "is no number as text");
    };

    public static decimal? Read(JsonNode? node) =>
        decimal.TryParse(node?.ToString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static readonly Shape Day = (node, walk, path) =>
    {
        if (!DateOnly.TryParseExact(node?.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) walk.Say(path, "is no yyyy-MM-dd");
    };

    public static Shape Word(params string[] taken) => (node, walk, path) =>
    {
        if (!taken.Contains(node?.ToString())) walk.Say(path, $"{node}; {string.Join(" or ", taken)} is taken");
    };

    public static Shape List(Shape item, int least, int most) => (node, walk, path) =>
    {
        if (node is not JsonArray list) { walk.Say(path, "is no list"); return; }
        if (list.Count < least || list.Count > most) walk.Say(path, $"{list.Count} items; {least} to {most} are taken");
        for (var i = 0; i < list.Count; i++) item(list[i], walk, $"{path}[{i}]");
    };

    /// <summary>An object of these keys and no other: a key, then its shape; <c>!</c> behind a key that must be there. A type is judged by who dispatches.</summary>
    public static Shape Keys(params object[] keysAndShapes)
    {
        var shapes = Enumerable.Range(0, keysAndShapes.Length / 2).ToDictionary(i => ((string)keysAndShapes[2 * i]).TrimEnd('!'), i => (Shape)keysAndShapes[2 * i + 1]);
        var asked = keysAndShapes.OfType<string>().Where(k => k.EndsWith('!')).Select(k => k.TrimEnd('!')).ToList();
        return (node, walk, path) =>
        {
            if (node is not JsonObject thing) { walk.Say(path, "is no object"); return; }
            foreach (var key in asked.Where(key => !thing.ContainsKey(key))) walk.Say($"{path}.{key}", "is missing");
            foreach (var (key, value) in thing)
                if (shapes.TryGetValue(key, out var shape)) shape(value, walk, $"{path}.{key}");
                else if (key != "type") walk.Say($"{path}.{key}", "is a key that Slack does not know");
        };
    }

    /// <summary>One of these kinds, by its type.</summary>
    public static Shape Kind(IReadOnlyDictionary<string, Shape> all, Func<string, bool>? taken = null) => (node, walk, path) =>
    {
        var type = node.At("type")?.ToString();
        if (type is null || !all.TryGetValue(type, out var shape) || taken?.Invoke(type) == false) walk.Say(path, $"a {type ?? "thing without a type"} is not taken here");
        else shape(node, walk, path);
    };

    /// <summary>What stands under a key, nothing where there is no object at all.</summary>
    public static JsonNode? At(this JsonNode? node, string key) => (node as JsonObject)?[key];

    public static Shape And(this Shape shape, Action<JsonObject, BlockKitWalk, string> more) => (node, walk, path) =>
    {
        shape(node, walk, path);
        if (node is JsonObject thing) more(thing, walk, path);
    };

    private static bool HasHalfACharacter(string words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!char.IsSurrogate(words[i])) continue;
            if (!char.IsHighSurrogate(words[i]) || i + 1 == words.Length || !char.IsLowSurrogate(words[i + 1])) return true;
            i++;
        }
        return false;
    }
}
