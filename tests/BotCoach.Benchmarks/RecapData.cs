using System.Text.Json;
using BotCoach.Recaps;
using BotCoach.Recaps.Reading;

namespace BotCoach.Benchmarks;

/// <summary>An action that people wrote down of a meeting, and the places of the turns on which it rests.</summary>
internal sealed record GoldAction(string Text, HashSet<int> Evidence)
{
    public const int Around = 3;

    public bool IsNear(int place) => Evidence.Any(e => Math.Abs(e - place) <= Around);
}

internal sealed record RecapMeeting(string Id, Transcript Transcript, IReadOnlyList<GoldAction> Actions, bool HasNone)
{
    public Dictionary<string, int> Places { get; } = Transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index);
}

/// <summary>The shared meetings and calls.</summary>
internal static class RecapData
{
    public static readonly string? Folder = Above("shared/data");

    public static List<RecapMeeting> Meetings()
    {
        using var gold = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "ami-val/gold.json")));
        return [.. gold.RootElement.EnumerateArray().Select(Meeting)];
    }

    /// <summary>The sales calls, each expected step resting on the cue in which its quote stands.</summary>
    public static List<RecapMeeting> Calls()
    {
        using var steps = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "sales-calls/next_steps.json")));
        return [.. steps.RootElement.GetProperty("calls").EnumerateObject().Select(c =>
        {
            var transcript = Read($"sales-calls/{c.Name}");
            var actions = c.Value.GetProperty("next_steps").EnumerateArray().Select(s => new GoldAction(s.GetProperty("action").GetString()!, Quoted(transcript, s.GetProperty("quote").GetString()!))).ToList();
            return new RecapMeeting(c.Name, transcript, actions, actions.Count == 0);
        })];
    }

    /// <summary>Whose each expected step is, by their first names, and on which side.</summary>
    public static Dictionary<(string Call, string Action), (string[] Owners, CallSide Side)> Owners()
    {
        using var steps = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, "sales-calls/next_steps.json")));
        return steps.RootElement.GetProperty("calls").EnumerateObject().SelectMany(c => c.Value.GetProperty("next_steps").EnumerateArray().Select(s => (Key: (c.Name, s.GetProperty("action").GetString()!), Step: s)))
            .ToDictionary(s => s.Key, s => (s.Step.GetProperty("owner").GetString()!.Split(", "), Enum.Parse<CallSide>(s.Step.GetProperty("side").GetString()!, ignoreCase: true)));
    }

    public static JsonDocument Labels() => JsonDocument.Parse(File.ReadAllText(Above("tests/BotCoach.Tests/Recaps/Labels/sales-labels.json")!));

    public static Transcript Read(string path) => TranscriptReader.Read(File.ReadAllBytes(Path.Combine(Folder!, path))).Transcript!;

    public static HashSet<int> Quoted(Transcript transcript, string quote) =>
        [.. transcript.Cues.Index().Where(c => Plain(c.Item.Text).Contains(Plain(quote), StringComparison.OrdinalIgnoreCase)).Select(c => c.Index)];

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    // An action without evidence ("*NA*") can be neither found nor missed; its meeting is no meeting without actions either.
    private static RecapMeeting Meeting(JsonElement meeting)
    {
        var id = meeting.GetProperty("meeting_id").GetString()!;
        var transcript = Read($"ami-val/vtt/{id}.vtt");
        var places = transcript.Cues.Index().ToDictionary(c => c.Item.Id, c => c.Index);
        var all = meeting.GetProperty("actions").EnumerateArray().ToList();
        var actions = all.Where(a => a.TryGetProperty("evidence", out _))
            .Select(a => new GoldAction(a.GetProperty("text").GetString()!, [.. a.GetProperty("evidence").EnumerateArray().Select(e => e.GetString()!).Where(places.ContainsKey).Select(e => places[e])])).ToList();
        return new RecapMeeting(id, transcript, actions, all.Count == 0);
    }

    private static string? Above(string path)
    {
        foreach (var start in (string[])[AppContext.BaseDirectory, Environment.CurrentDirectory])
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
                if (Path.Combine(at.FullName, path) is var found && (Directory.Exists(found) || File.Exists(found))) return found;
        return null;
    }
}
