using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotCoach.Recaps.Writing;

namespace BotCoach.Recaps;

/// <summary>A name that is to be forgotten: whole, as it stands in lists and addresses, and in its parts. Pure.</summary>
internal sealed class ForgottenName
{
    public const string Instead = "somebody";

    // Parts of names that are words besides: alone, they are the words.
    private static readonly HashSet<string> WordsBesides = new(StringComparer.OrdinalIgnoreCase)
    {
        "will", "may", "mark", "grace", "hope", "rose", "april", "june", "august", "bill", "art", "rich", "summer", "faith", "joy", "drew", "chase", "frank", "miles", "price", "young", "long", "best", "day", "king",
        "white", "black", "brown", "green", "gray", "van", "von", "der", "den", "de", "la", "le", "al", "bin",
    };

    private readonly IReadOnlyList<string> _forms, _parts;

    public ForgottenName(string whole, string? address)
    {
        var said = whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var (first, last) = (said[0], said[^1]);
        string[] written = said.Length == 1 ? [] : [$"{last}, {first}", $"{last} {first}", $"{first} {last}", .. new[] { ".", "_", "-", "%20", "+", "%2B" }.Select(between => first + between + last)];
        // the address first: what is left of it by the name would be one still
        _forms = [.. new[] { address, string.Join(' ', said) }.Concat(written).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        _parts = [.. whole.Split((char[])[' ', '-'], StringSplitOptions.RemoveEmptyEntries).Where(p => p.Length > 2 && !WordsBesides.Contains(p))];
        Signs = [.. new[] { Runs($"{first} {last}"), address is null ? [] : Runs(address) }.Where(s => s.Count > 0)];
        if (Runs(first).Count == 0 || Runs(last).Count == 0) Signs = [.. _forms.SelectMany(Cased).Select(form => (IReadOnlyList<string>)[form])];
    }

    private ForgottenName(ForgottenName of, IReadOnlyList<string> parts) => (_forms, _parts, Signs) = (of._forms, parts, of.Signs);

    /// <summary>What to look for in a database, whose small letters may be the plain ones alone: where one list's all are, the name may be.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Signs { get; }

    /// <summary>The same on a deal that is called so: what its own name has of the person's is the deal's.</summary>
    public ForgottenName On(string called) => new(this, [.. _parts.Where(p => Words.FindWhole(called, p) < 0)]);

    public bool Is(string? text) => text is not null && _forms.Any(f => Words.FindWhole(text, f) >= 0);

    /// <summary>The text without the name; of JSON, all that it says is looked through.</summary>
    /// <param name="parts">A part of the name alone is the same person's here.</param>
    public string Out(string text, bool parts = false) => text is ['{' or '[', ..] && OutOfJson(text, parts) is { } json ? json : Plain(text, parts);

    /// <summary>Null: it is no JSON.</summary>
    private string? OutOfJson(string text, bool parts)
    {
        try
        {
            var tree = JsonNode.Parse(text);
            return OutOf(tree, parts) ? tree!.ToJsonString() : text;
        }
        // a name that stands twice in an object is found when it is gone through
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private string Plain(string text, bool parts)
    {
        foreach (var form in _forms) text = Replace(text, form, StringComparison.OrdinalIgnoreCase);
        if (parts) foreach (var part in _parts) text = Replace(text, part, StringComparison.Ordinal);
        return text;
    }

    private bool OutOf(JsonNode? node, bool parts) => node switch
    {
        JsonObject all => all.Select(p => p.Value).ToList().Count(v => OutOf(v, parts)) > 0,
        JsonArray all => all.ToList().Count(v => OutOf(v, parts)) > 0,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => OutOfValue(value, parts),
        _ => false,
    };

    private bool OutOfValue(JsonValue value, bool parts)
    {
        var said = value.GetValue<string>();
        var without = Out(said, parts);
        if (without == said) return false;
        value.ReplaceWith(without);
        return true;
    }

    /// <summary>Letters that are written alike in text, in JSON and in every database's small letters.</summary>
    private static List<string> Runs(string text)
    {
        var runs = new List<string>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsAsciiLetter(text[i])) continue;
            var from = i;
            while (i < text.Length && char.IsAsciiLetter(text[i])) i++;
            if (i - from > 1) runs.Add(text[from..i].ToLowerInvariant());
        }
        return [.. runs.Distinct()];
    }

    private static IEnumerable<string> Cased(string form) =>
        new[] { form, form.ToLowerInvariant(), form.ToUpperInvariant() }.SelectMany(f => new[] { f, JavaScriptEncoder.Default.Encode(f) }).Distinct();

    private static string Replace(string text, string form, StringComparison how)
    {
        for (var at = Words.FindWhole(text, form, 0, how); at >= 0; at = Words.FindWhole(text, form, at + Instead.Length, how)) text = text[..at] + Instead + text[(at + form.Length)..];
        return text;
    }
}
