using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>
/// Text in which each turn begins with a name, plain or in Markdown. A line without a name belongs to the turn above it. What stands before the first
/// turn, in a part of its own, or below a heading like "Call Notes" is kept beside the call.
/// </summary>
internal sealed class NamedReader
{
    private const int FewLines = 3;
    private readonly CueList _cues = new();
    private readonly List<string> _beside = [];
    private readonly NameCount _count;
    private TimeSpan? _time;
    private bool _isBeside = true;
    private int _part;

    private NamedReader(NameCount count) => _count = count;

    public static Transcript? Read(ReadOnlySpan<byte> text)
    {
        var count = NameCount.Of(text);
        if (!count.IsTranscript(FewLines)) return null;
        var reader = new NamedReader(count);
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line)) reader.Line(line);
        var head = CallHead.Of(reader._beside);
        return new Transcript(count.IsBold ? TranscriptFormat.Markdown : TranscriptFormat.Plain, reader._cues.Cues)
        {
            Beside = reader._beside, Attendees = head.Attendees, HeldOn = head.HeldOn,
        };
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        var trimmed = Utf8Lines.Trim(line);
        if (trimmed.Length == 0) return;
        if (NameCount.IsRule(trimmed))
        {
            _part++;
            _isBeside = true;
        }
        else if (_count.IsCall(_part) && NameLine.Read(trimmed, out var read) && _count.Speaker(read) is { } who)
        {
            _cues.Add(null, read.At ?? _time, null, who.Name, Encoding.UTF8.GetString(read.Words));
            (_time, _isBeside) = (null, false);
        }
        else if (NameLine.TimeAlone(trimmed) is { } time) _time = time;
        else if (BeginsNotes(trimmed) || _isBeside || _cues.Count == 0)
        {
            _isBeside = true;
            _beside.Add(Encoding.UTF8.GetString(trimmed));
        }
        else _cues.Continue(Encoding.UTF8.GetString(trimmed));
    }

    // "Note: we should …" in the midst of a turn is said; a heading, or a head in bold or alone on its line, is not.
    private static bool BeginsNotes(ReadOnlySpan<byte> line)
    {
        if (line[0] == '#' && line.TrimStart((byte)'#') is [(byte)' ', ..]) return true;
        return NameLine.Read(line, out var read) && read.IsHead && (read.IsBold || read.Words.Length == 0);
    }
}
