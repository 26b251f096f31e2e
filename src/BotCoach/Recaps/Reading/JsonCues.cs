using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;

namespace BotCoach.Recaps.Reading;

/// <summary>Cues out of the lists that recorders' JSON has.</summary>
internal static class JsonCues
{
    private const int Looked = 5;

    public static bool IsList(JsonElement list)
    {
        foreach (var one in list.EnumerateArray().Take(Looked)) if (one.ValueKind == JsonValueKind.Object && JsonItem.Of(one).Text is not null) return true;
        return false;
    }

    /// <summary>Seconds, or times as text.</summary>
    public static Transcript Any(JsonElement list, TranscriptFormat format = TranscriptFormat.Json)
    {
        var cues = new CueList();
        foreach (var one in list.EnumerateArray())
            if (one.ValueKind == JsonValueKind.Object && JsonItem.Of(one) is { Text: { } text } item)
                cues.Add(item.Id, Seconds(item.Start), Seconds(item.End), cues.Speaker(item.Speaker), text);
        return new Transcript(format, cues.Cues);
    }

    /// <summary>Monologues of sentences, times in milliseconds; speakers by id, unless the parties stand in the same file.</summary>
    public static Transcript Gong(JsonElement calls, JsonElement root)
    {
        List<JsonElement> beside = [root, .. Items(root, "calls"), .. calls.EnumerateArray()];
        var (cues, names) = (new CueList(), beside.SelectMany(Parties).DistinctBy(p => p.Key).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal));
        foreach (var monologue in calls.EnumerateArray().SelectMany(c => Items(c, "transcript")))
        {
            var speaker = First(monologue, ["speakerId"]) is { } id ? cues.Speaker(names.GetValueOrDefault(id, id)) : null;
            foreach (var said in Items(monologue, "sentences"))
                if (JsonItem.Of(said) is { Text: { } text } item) cues.Add(null, Millis(item.Start), Millis(item.End), speaker, text);
        }
        return new Transcript(TranscriptFormat.Gong, cues.Cues) { Attendees = JsonAttendees.Gong(beside.SelectMany(b => Items(b, "parties"))) };
    }

    /// <summary>Entries at instants; the first of them is taken for the call's beginning.</summary>
    public static Transcript Meet(JsonElement entries, JsonElement root)
    {
        var (cues, names) = (new CueList(), Parties(root));
        DateTimeOffset? first = null;
        foreach (var entry in entries.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.Object || JsonItem.Of(entry) is not { Text: { } text } item) continue;
            var (from, to) = (At(item.Start), At(item.End));
            first ??= from;
            var speaker = First(entry, ["participant"]) is { } id ? cues.Speaker(names.GetValueOrDefault(id, id)) : null;
            cues.Add(First(entry, ["name"]), from - first, to - first, speaker, text);
        }
        return new Transcript(TranscriptFormat.Meet, cues.Cues) { HeldOn = first is { } day ? LocalDate.FromDateTime(day.UtcDateTime) : null };
    }

    private static Dictionary<string, string> Parties(JsonElement root)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in (string[])["parties", "participants"])
            foreach (var party in Items(root, list))
            {
                var name = First(party, ["name", "displayName"]);
                foreach (var user in (string[])["signedinUser", "anonymousUser", "phoneUser"])
                    if (party.TryGetProperty(user, out var inner) && inner.ValueKind == JsonValueKind.Object)
                    {
                        if (First(inner, ["displayName"]) is { } shown) (names[name ?? shown], name) = (shown, null);
                    }
                if (First(party, ["speakerId", "id"]) is { } id && name is not null) names[id] = name;
            }
        return names;
    }

    internal static IEnumerable<JsonElement> Items(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object) : [];

    internal static string? First(JsonElement of, string[] names)
    {
        foreach (var name in names)
        {
            if (!of.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.String && value.GetString()!.Trim() is { Length: > 0 } text) return text;
            if (value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        }
        return null;
    }

    private static TimeSpan? Seconds(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e9 ? TimeSpan.FromSeconds(seconds) : null;
        if (value.ValueKind != JsonValueKind.String) return null;
        ReadOnlySpan<byte> text = Encoding.UTF8.GetBytes(value.GetString()!);
        return CueTime.Take(ref text, out var time) && text.Length == 0 ? time : null;
    }

    private static TimeSpan? Millis(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var millis) && Math.Abs(millis) < 1e12 ? TimeSpan.FromMilliseconds(millis) : null;

    private static DateTimeOffset? At(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
