using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotCoach.Chat;

/// <summary>JSON in and out of the API. What cannot be read is told with its place, all of it at once: a field that there is none of, and a value of another kind.</summary>
public static class ApiBody
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, PropertyNameCaseInsensitive = false,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>What was sent, and what is wrong with it by its place ("stakeholders[1].role"); null where anything is.</summary>
    public static (T? Body, Dictionary<string, string> Faults) Read<T>(JsonElement? sent) where T : class
    {
        var faults = new Dictionary<string, string>();
        if (sent is not { ValueKind: JsonValueKind.Object } body) return (null, new() { [""] = "Send an object as JSON: { … }." });
        Check(body, Options.GetTypeInfo(typeof(T)), "", faults);
        return faults.Count > 0 ? (null, faults) : (body.Deserialize<T>(Options), faults);
    }

    // what is wrong with more than so many is of no help to anybody
    private const int MostFaults = 50;

    private static void Check(JsonElement value, JsonTypeInfo type, string place, Dictionary<string, string> faults)
    {
        if (value.ValueKind == JsonValueKind.Null || faults.Count >= MostFaults) return;
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object when value.ValueKind == JsonValueKind.Object:
                foreach (var property in value.EnumerateObject()) CheckProperty(property, type, place, faults);
                break;
            case JsonTypeInfoKind.Dictionary when value.ValueKind == JsonValueKind.Object:
                foreach (var property in value.EnumerateObject()) Check(property.Value, Options.GetTypeInfo(type.ElementType!), Join(place, property.Name), faults);
                break;
            case JsonTypeInfoKind.Enumerable when value.ValueKind == JsonValueKind.Array:
                foreach (var (i, item) in value.EnumerateArray().Index()) Check(item, Options.GetTypeInfo(type.ElementType!), $"{place}[{i}]", faults);
                break;
            default:
                if (!IsOne(value, type)) faults.TryAdd(place, $"This is not {Called(type.Type)}.");
                break;
        }
    }

    private static void CheckProperty(JsonProperty property, JsonTypeInfo type, string place, Dictionary<string, string> faults)
    {
        var known = type.Properties.FirstOrDefault(p => p.Name == property.Name);
        if (known is null) faults.TryAdd(Join(place, property.Name), $"There is no such field. There are {string.Join(", ", type.Properties.Select(p => p.Name))}.");
        else Check(property.Value, Options.GetTypeInfo(known.PropertyType), Join(place, property.Name), faults);
    }

    private static bool IsOne(JsonElement value, JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.None) return false;
        try
        {
            // PostgreSQL takes no such character, and nobody means it
            return value.Deserialize(type) is not string text || !text.Contains('\0');
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Called(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => "a text",
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(DateOnly) => "a day, like 2026-03-31",
        var t when t == typeof(DateTimeOffset) => "an instant with its zone, like 2026-03-31T14:00:00Z",
        var t when t == typeof(int) || t == typeof(long) => "a whole number",
        var t when t == typeof(decimal) => "a number",
        var t when t.IsAssignableTo(typeof(System.Collections.IDictionary)) => "an object: { … }",
        var t when t.IsAssignableTo(typeof(System.Collections.IEnumerable)) => "a list: [ … ]",
        _ => "an object: { … }",
    };

    private static string Join(string place, string name) => place.Length == 0 ? name : $"{place}.{name}";
}
