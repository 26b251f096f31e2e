using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotCoach.Channels;

internal sealed class TextJson : JsonConverter<Text>
{
    public override Text Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : new Text(JsonSerializer.Deserialize<List<Span>>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
    {
        if (value is [Plain only]) writer.WriteStringValue(only.Words);
        else if (value.All(s => s is Plain)) writer.WriteStringValue(value.Words);
        else JsonSerializer.Serialize(writer, value.ToList(), options);
    }
}
