using System.Globalization;
using System.Text.Json;

namespace BotCoach.Crm.Wire;

/// <summary>Reads fields of a platform's answer. One that must be there and is not, or is of another sort than documented, is a schema that has changed, told by its name.</summary>
internal static class CrmJson
{
    public static JsonElement Need(this JsonElement at, string field) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : throw Changed(field, "is not there any more");

    public static JsonElement? Maybe(this JsonElement at, string field) =>
        at.ValueKind == JsonValueKind.Object && at.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static IEnumerable<JsonElement> Many(this JsonElement at, string field) => at.Need(field) is { ValueKind: JsonValueKind.Array } many ? many.EnumerateArray() : throw Changed(field, "is no list any more");

    /// <summary>Words, or a number as words: platforms write ids either way.</summary>
    public static string? Text(this JsonElement at, string field) => at.Maybe(field) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString() is { Length: > 0 } words ? words : null,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.True } => "true",
        { ValueKind: JsonValueKind.False } => "false",
        _ => throw Changed(field, "is no text any more"),
    };

    public static string NeedText(this JsonElement at, string field) => at.Text(field) ?? throw Changed(field, "is not there any more");

    public static bool Flag(this JsonElement at, string field) => at.Text(field) is { } text && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static decimal? Money(this JsonElement at, string field) => at.Text(field) is not { } text ? null
        : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Changed(field, "is no number any more");

    public static DateTimeOffset? At(this JsonElement at, string field) => at.Text(field) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) ? instant : throw Changed(field, "is no instant any more");

    public static DateTimeOffset NeedAt(this JsonElement at, string field) => at.At(field) ?? throw Changed(field, "is not there any more");

    public static DateOnly? Day(this JsonElement at, string field) => at.At(field) is { } instant ? DateOnly.FromDateTime(instant.UtcDateTime) : null;

    public static SourceFaulted Changed(string field, string how) => new(new SourceFault(SourceFaultKind.Schema, $"its field {field} {how}") { Field = field });
}
