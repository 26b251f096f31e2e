using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>
/// WebVTT and SRT, whole or broken. A line of times begins a cue, whether a blank line stands before it or not; the line above it is its id where
/// it can be one; all other lines are words of the cue above them.
/// </summary>
internal ref struct TimedReader
{
    private readonly CueList _cues = new();
    private readonly CueText _text;
    private bool _isOpen, _hasBlankBefore = true, _pendingAfterBlank, _idsAreUsed, _isVtt, _sawTimes, _inNote;
    private ReadOnlySpan<byte> _pending;
    private string? _id;
    private TimeSpan? _start, _end;
    private bool _hasComma;

    private TimedReader(bool isVtt)
    {
        _isVtt = isVtt;
        _text = new CueText(_cues);
    }

    /// <summary>Null where there is neither the mark of WebVTT nor a line of times.</summary>
    public static Transcript? Read(ReadOnlySpan<byte> text)
    {
        var isVtt = text.TrimStart(" \t\r\n"u8).StartsWith("WEBVTT"u8);
        if (!isVtt && text.IndexOf("->"u8) < 0) return null;
        var reader = new TimedReader(isVtt);
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line)) reader.Line(line);
        reader.Words();
        reader.Flush();
        if (!isVtt && !reader._sawTimes) return null;
        reader._text.NamesInFront();
        return new Transcript(isVtt || !reader._hasComma ? TranscriptFormat.WebVtt : TranscriptFormat.Srt, reader._cues.Cues);
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        var trimmed = Utf8Lines.Trim(line);
        if (trimmed.Length == 0) Blank();
        else if (Times(trimmed, out var start, out var end)) Begin(trimmed, start, end);
        else if (_inNote) { }
        else if (_hasBlankBefore && IsNote(trimmed)) _inNote = true;
        else
        {
            Words();
            _pending = trimmed;
            _pendingAfterBlank = _hasBlankBefore;
            _hasBlankBefore = false;
        }
    }

    private void Blank()
    {
        Words();
        _hasBlankBefore = true;
        _inNote = false;
    }

    private void Begin(ReadOnlySpan<byte> line, TimeSpan? start, TimeSpan? end)
    {
        string? id = null;
        if (_pending.Length > 0 && CanBeId())
        {
            id = Encoding.UTF8.GetString(_pending);
            _pending = default;
        }
        Words();
        Flush();
        if (!_sawTimes) _idsAreUsed = id is not null;
        (_id, _start, _end, _isOpen, _sawTimes, _hasBlankBefore, _inNote) = (id, start, end, true, true, false, false);
        _hasComma |= line[..Math.Min(line.Length, 16)].IndexOf((byte)',') >= 0;
    }

    // After a blank line anything may be an id, but a sentence is one only where cues have ids at all; without the blank line only what looks like one.
    private readonly bool CanBeId()
    {
        if (_pendingAfterBlank && (!_sawTimes || _idsAreUsed || _pending.IndexOf((byte)' ') < 0)) return !_pending.StartsWith("WEBVTT"u8);
        if (_pending.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0) return true;
        return _pending.Length >= 36 && _pending[8] == '-' && _pending[13] == '-' && _pending.IndexOf((byte)' ') < 0;
    }

    /// <summary>The line that waited was no id: it is words.</summary>
    private void Words()
    {
        if (_pending.Length == 0) return;
        var line = _pending;
        _pending = default;
        if (_isOpen) _text.Add(line);
        else if (_isVtt && !_sawTimes && line.IndexOf("<v"u8) >= 0)
        {
            _text.Add(line);
            _text.Flush(null, null, null);
        }
    }

    private void Flush()
    {
        if (_isOpen) _text.Flush(_id, _start, _end);
        _isOpen = false;
    }

    private static bool IsNote(ReadOnlySpan<byte> line) =>
        Is(line, "NOTE"u8) || Is(line, "STYLE"u8) || Is(line, "REGION"u8) || line.StartsWith("X-TIMESTAMP-MAP"u8);

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word) => line.StartsWith(word) && (line.Length == word.Length || line[word.Length] is (byte)' ' or (byte)'\t');

    /// <summary>Two times with an arrow of any make between them; one of them may be unreadable.</summary>
    private static bool Times(ReadOnlySpan<byte> line, out TimeSpan? start, out TimeSpan? end)
    {
        (start, end) = (null, null);
        if (line[0] > (byte)':' && line.IndexOf("-->"u8) < 0) return false;
        var rest = line;
        var hasStart = CueTime.Take(ref rest, out var from);
        if (hasStart)
        {
            start = from;
            rest = rest.TrimStart(" \t"u8);
        }
        var arrow = rest.IndexOf((byte)'>');
        var isArrow = arrow >= 0 && (hasStart ? arrow <= 4 : arrow >= 2 && rest[..arrow].EndsWith("--"u8)) || (hasStart && rest.StartsWith("→"u8));
        if (!isArrow) return false;
        rest = rest[(arrow >= 0 ? arrow + 1 : 3)..];
        if (CueTime.Take(ref rest, out var to)) end = to;
        return start is not null || end is not null;
    }
}
