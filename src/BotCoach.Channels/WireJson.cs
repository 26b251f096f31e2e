using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace BotCoach.Channels;

/// <summary>Reads a payload without ever stumbling: what is missing, or is of another kind than expected, is null.</summary>
internal static partial class WireJson
{
    internal static JsonElement? At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    internal static JsonElement? At(this JsonElement element, string name, string inner) => element.At(name)?.At(inner);

    internal static string? Words(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } words ? words : null;

    internal static string? Words(this JsonElement element, string name, string inner) => element.At(name)?.Words(inner);

    /// <summary>True, also as the word: a slash command knows nothing but text.</summary>
    internal static bool Flag(this JsonElement element, string name) =>
        element.At(name) is { } value && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.GetString() == "true"));

    internal static long? Number(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : null;

    internal static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.Array } items ? items.EnumerateArray() : [];

    /// <summary>The document, or null when it is none.</summary>
    internal static JsonElement? Parse(ReadOnlySpan<byte> json)
    {
        // A byte that is no text becomes the sign for that; it would be met only where its string is read.
        if (!Utf8.IsValid(json)) json = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json));
        if (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0 || json.IndexOf("\\u0000"u8) >= 0) json = Whole(json);
        try
        {
            var reader = new Utf8JsonReader(json);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Half a character is no text, and cannot be read as one; a null is one that no database keeps. Both become the sign for that.</summary>
    private static byte[] Whole(ReadOnlySpan<byte> json) => Encoding.UTF8.GetBytes(Half().Replace(Encoding.UTF8.GetString(json), "\\ufffd"));

    [GeneratedRegex(@"\\u0000|\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}")]
    private static partial Regex Half();
}
