using System.Text.Json;

namespace BotCoach.Recaps.Reading;

/// <summary>Recorders' JSON: Fireflies, Gong, Google Meet, and lists of speaker and text of any make.</summary>
internal static class JsonTranscript
{
    private static readonly string[] Lists = ["sentences", "turns", "cues", "segments", "utterances", "entries", "transcript", "monologues"];

    /// <summary>Null where it is no JSON but may be text ("[00:01] Ana: …").</summary>
    public static TranscriptReading? Read(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(" \t\r\n\f"u8);
        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            using var json = JsonDocument.ParseValue(ref reader);
            reader.Read(); // refuses what follows: "[1]" above "Ana: Hi." is text
            return Find(json.RootElement) is { } transcript ? TranscriptReading.Of(transcript) : TranscriptReading.Not(Why(json.RootElement));
        }
        catch (JsonException broken)
        {
            return text[start] == '[' || text[start..].StartsWith("{\\rtf"u8) ? null
                : TranscriptReading.Not($"This looks like JSON but breaks off or is damaged in line {broken.LineNumber + 1}. Export the transcript again.");
        }
        catch (InvalidOperationException)
        {
            return TranscriptReading.Not("This JSON has half a character in it (an unpaired surrogate). Export the transcript again.");
        }
    }

    private static Transcript? Find(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) return JsonCues.IsList(root) ? JsonCues.Any(root) : null;
        if (root.ValueKind != JsonValueKind.Object) return null;
        if (List(root, "callTranscripts") is { } calls) return JsonCues.Gong(calls, root);
        if (List(root, "transcriptEntries") is { } entries) return JsonCues.Meet(entries, root);
        foreach (var name in Lists)
        {
            if (List(root, name) is not { } list || !(list.GetArrayLength() == 0 || JsonCues.IsList(list))) continue;
            return name == "sentences" ? JsonCues.Any(list, TranscriptFormat.Fireflies) with { Attendees = JsonAttendees.Fireflies(root) } : JsonCues.Any(list);
        }
        foreach (var inner in (string[])["data", "transcript", "result", "results"])
            if (root.TryGetProperty(inner, out var deeper) && deeper.ValueKind == JsonValueKind.Object && Find(deeper) is { } found) return found;
        return null;
    }

    private static JsonElement? List(JsonElement of, string name) => of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list : null;

    private static string Why(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object)
        {
            if (root.TryGetProperty("@odata.context", out _) || root.TryGetProperty("meetingOrganizer", out _))
                return "This is what Microsoft Graph says about a transcript, not the transcript: fetch its content as text/vtt.";
            if (root.TryGetProperty("errors", out var errors) || root.TryGetProperty("error", out errors))
                return $"This is the answer of a recorder that has no such call, not a transcript: {Short(errors)}";
        }
        return "This is JSON, but no transcript that I know: I read those of Fireflies, Gong and Google Meet, and lists of speaker and text.";
    }

    private static string Short(JsonElement errors)
    {
        var words = errors.ValueKind switch
        {
            JsonValueKind.Array when errors.GetArrayLength() > 0 => Short(errors[0]),
            JsonValueKind.Object when errors.TryGetProperty("message", out var message) => Short(message),
            JsonValueKind.String => errors.GetString()!,
            _ => "it names no reason.",
        };
        words = words.ReplaceLineEndings(" ").Trim();
        return (words.Length > 160 ? words[..160] + "…" : words).TrimEnd('.', ' ') + ".";
    }
}
