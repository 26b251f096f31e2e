using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>YouTube's SBV: a line "0:00:00.378,0:00:11.378", then words, then a blank line. It names no speakers.</summary>
internal static class SbvReader
{
    public static Transcript? Read(ReadOnlySpan<byte> text)
    {
        var cues = new CueList();
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line))
        {
            var trimmed = Utf8Lines.Trim(line);
            if (trimmed.Length == 0) continue;
            if (Times(trimmed, out var start, out var end)) cues.Add(null, start, end, null, "");
            else if (cues.Count == 0) return null;
            else cues.Continue(Encoding.UTF8.GetString(trimmed));
        }
        return cues.Count == 0 ? null : new Transcript(TranscriptFormat.Sbv, cues.Cues);
    }

    private static bool Times(ReadOnlySpan<byte> line, out TimeSpan start, out TimeSpan end)
    {
        end = default;
        if (!CueTime.Take(ref line, out start) || line.Length == 0 || line[0] != ',') return false;
        line = line[1..];
        return CueTime.Take(ref line, out end) && Utf8Lines.Trim(line).Length == 0;
    }
}
