using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Stages;

/// <summary>A <see cref="StageBook"/> as the JSON document of its row. Outside of the database it is YAML.</summary>
public static class StageBookJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public static string Write(StageBook book) => JsonSerializer.Serialize(book, Options);

    /// <summary>A piece of a book, to be told from others.</summary>
    public static byte[] Bytes<T>(T piece) => JsonSerializer.SerializeToUtf8Bytes(piece, Options);

    public static StageBook Read(string json) => JsonSerializer.Deserialize<StageBook>(json, Options)!;
}
