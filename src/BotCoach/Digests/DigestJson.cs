using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using BotCoach.Reviews;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Digests;

/// <summary>Snapshots and differences as they are kept: what is empty is left out. The names stay, since rows with them do.</summary>
public static class DigestJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter(), new Days() },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static DigestSnapshot? ReadSnapshot(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<DigestSnapshot>(json, Options);

    public static DigestDiff? ReadDiff(string json) => json.Length == 0 ? null : JsonSerializer.Deserialize<DigestDiff>(json, Options);

    /// <summary>What a difference has chosen, without the rest of it.</summary>
    public static IReadOnlyList<Talk> ReadTalks(string json) => json.Length == 0 ? [] : JsonSerializer.Deserialize<Chosen>(json, Options)!.Talks;

    private sealed record Chosen
    {
        public IReadOnlyList<Talk> Talks { get; init; } = [];
    }

    private sealed class Days : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
