using System.Text.Json;

namespace BotCoach.Recaps.Reading;

/// <summary>One entry of a recorder's list, by whichever names it calls its parts; where it has several, the one named first here.</summary>
internal ref struct JsonItem
{
    private JsonElement _text, _speaker, _id;
    private int _textRank, _speakerRank, _idRank, _startRank, _endRank;

    public JsonElement Start { get; private set; }
    public JsonElement End { get; private set; }
    public readonly string? Text => _text.ValueKind == JsonValueKind.String ? _text.GetString()!.Trim() : null;
    public readonly string? Speaker => Words(_speaker);
    public readonly string? Id => Words(_id);

    public static JsonItem Of(JsonElement one)
    {
        var item = new JsonItem();
        foreach (var property in one.EnumerateObject())
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number) item.Take(property);
        return item;
    }

    private void Take(in JsonProperty property)
    {
        if (TextRank(property) is > 0 and var text && text > _textRank) (_textRank, _text) = (text, property.Value);
        else if (SpeakerRank(property) is > 0 and var who && who > _speakerRank) (_speakerRank, _speaker) = (who, property.Value);
        else if (StartRank(property) is > 0 and var start && start > _startRank) (_startRank, Start) = (start, property.Value);
        else if (EndRank(property) is > 0 and var end && end > _endRank) (_endRank, End) = (end, property.Value);
        else if (IdRank(property) is > 0 and var id && id > _idRank) (_idRank, _id) = (id, property.Value);
    }

    private static int TextRank(in JsonProperty of) =>
        of.NameEquals("text"u8) ? 5 : of.NameEquals("raw_text"u8) ? 4 : of.NameEquals("content"u8) ? 3 : of.NameEquals("sentence"u8) ? 2 : of.NameEquals("spokenText"u8) ? 1 : 0;

    private static int SpeakerRank(in JsonProperty of) =>
        of.NameEquals("speaker_name"u8) ? 7 : of.NameEquals("speakerName"u8) ? 6 : of.NameEquals("speaker"u8) ? 5 : of.NameEquals("name"u8) ? 4
        : of.NameEquals("participant"u8) ? 3 : of.NameEquals("speaker_id"u8) ? 2 : of.NameEquals("speakerId"u8) ? 1 : 0;

    private static int StartRank(in JsonProperty of) =>
        of.NameEquals("start_time"u8) ? 5 : of.NameEquals("startTime"u8) ? 4 : of.NameEquals("start"u8) ? 3 : of.NameEquals("start_timestamp"u8) ? 2 : of.NameEquals("offset"u8) ? 1 : 0;

    private static int EndRank(in JsonProperty of) =>
        of.NameEquals("end_time"u8) ? 4 : of.NameEquals("endTime"u8) ? 3 : of.NameEquals("end"u8) ? 2 : of.NameEquals("end_timestamp"u8) ? 1 : 0;

    private static int IdRank(in JsonProperty of) => of.NameEquals("id"u8) ? 2 : of.NameEquals("index"u8) ? 1 : 0;

    private static string? Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Trim() is { Length: > 0 } text ? text : null,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}
