using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.ProcessReviews;

/// <summary>Reviews as they are kept, and as the command line tells them. The names stay, since rows with them do.</summary>
public static class ReviewJson
{
    private static readonly JsonSerializerOptions Kept = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IgnoreReadOnlyProperties = true, Converters = { new Days() } };

    private static readonly JsonSerializerOptions Told = new(Kept) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    public static string Write(ReviewSheet sheet) => JsonSerializer.Serialize(sheet, Kept);

    public static ReviewSheet Read(string json) => JsonSerializer.Deserialize<ReviewSheet>(json, Kept)!;

    public static string Tell(ReviewSheet sheet) => JsonSerializer.Serialize(sheet, Told);

    private sealed class Days : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => LocalDatePattern.Iso.Parse(reader.GetString()!).Value;

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) => writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
    }
}
