using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>Otter's text, which Teams' page gives by copying too: "Unknown Speaker  54:50" on a line, what they said on the lines below it.</summary>
internal static class OtterReader
{
    private const int LongestHead = 120;

    public static Transcript? Read(ReadOnlySpan<byte> text)
    {
        var (cues, beside) = (new CueList(), new List<string>());
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            var trimmed = Utf8Lines.Trim(line);
            if (trimmed.Length == 0) continue;
            if (Head(trimmed, out var name, out var at)) cues.Add(null, at, null, cues.Speaker(name), "");
            else if (cues.Count == 0 || trimmed.StartsWith("Transcribed by http"u8)) beside.Add(Encoding.UTF8.GetString(trimmed));
            else cues.Continue(Encoding.UTF8.GetString(trimmed));
        }
        // One such line below a title is a line of an agenda as well as of a transcript.
        if (cues.Count == 0 || (cues.Count == 1 && beside.Count > 1) || cues.Cues.All(c => c.Text.Length == 0)) return null;
        return new Transcript(TranscriptFormat.Otter, cues.Cues) { Beside = beside };
    }

    private static bool Head(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> name, out TimeSpan at)
    {
        name = default;
        at = default;
        if (line.Length > LongestHead || !char.IsAsciiDigit((char)line[^1])) return false;
        var gap = line.LastIndexOfAny((byte)' ', (byte)'\t');
        if (gap < 1 || (line[gap] == ' ' && line[gap - 1] is not ((byte)' ' or (byte)'\t'))) return false;
        var time = line[(gap + 1)..];
        name = line[..gap].TrimEnd(" \t"u8);
        return CueTime.Take(ref time, out at) && time.Length == 0 && name.Length > 0 && name[^1] is not ((byte)'.' or (byte)',' or (byte)'?');
    }
}
