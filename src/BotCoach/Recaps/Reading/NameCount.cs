namespace BotCoach.Recaps.Reading;

/// <summary>The first pass over text with names: who comes how often, and in which part of the page the call is.</summary>
internal sealed class NameCount
{
    private readonly KnownNames _names = new();
    private readonly List<(int Bold, int Plain, HashSet<string> Names)> _parts = [(0, 0, [])];
    private int _lines, _main, _bold, _plain;
    private bool _isLoose;

    public bool IsBold => _bold > 0;

    public static NameCount Of(ReadOnlySpan<byte> text)
    {
        var count = new NameCount();
        var lines = new Utf8Lines(text);
        while (lines.Next(out var line)) count.Line(Utf8Lines.Trim(line));
        count._main = Enumerable.Range(0, count._parts.Count).MaxBy(i => count.IsBold ? count._parts[i].Bold : count._parts[i].Plain);
        count._isLoose = count._bold == 0 && count._plain < 2 && count._names.All.Count(n => n is { IsSomebody: false, IsLoose: true, Count: > 1 }) >= 2;
        return count;
    }

    /// <summary>A line that parts a page: three dashes or more.</summary>
    public static bool IsRule(ReadOnlySpan<byte> line) => line.Length >= 3 && line[0] is (byte)'-' or (byte)'*' or (byte)'_' && line.IndexOfAnyExcept(line[0]) < 0;

    /// <summary>Somebody speaks again, or nearly every line is somebody's.</summary>
    public bool IsTranscript(int fewLines)
    {
        var counts = _names.All.Where(n => n.IsSomebody != _isLoose && (n.IsSomebody || n.IsLoose)).Select(n => IsBold ? n.Bold : n.Count).ToList();
        var (named, again) = (counts.Sum(), counts.Count(n => n > 1));
        if (named == 0) return false;
        if (_lines <= fewLines) return named * 2 >= _lines;
        return again > 0 && (named * 5 >= _lines || again >= 2 || IsBold);
    }

    public bool IsCall(int part) => part == _main || (part > _main && part < _parts.Count && _parts[part].Names.Overlaps(_parts[_main].Names));

    /// <summary>Who speaks from this line on, or null where nobody begins.</summary>
    public KnownName? Speaker(in NameLine line)
    {
        if (line.Known(_names) is not { } name) return null;
        if (IsBold) return line.IsBold && name.IsSomebody ? name : null;
        if (_isLoose) return name.IsLoose ? name : null;
        return name.IsSomebody && (name.Count > 1 || _plain * 2 >= _lines) ? name : null;
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        if (line.Length == 0) return;
        if (IsRule(line))
        {
            _parts.Add((0, 0, []));
            return;
        }
        _lines++;
        if (!NameLine.Read(line, out var read) || read.Known(_names) is not { } name) return;
        name.Count++;
        if (!name.IsSomebody) return;
        if (read.IsBold)
        {
            name.Bold++;
            _bold++;
        }
        else _plain++;
        var (bold, plain, names) = _parts[^1];
        if (name.Count == 1 || _parts.Count > 1) names.Add(name.Name);
        _parts[^1] = read.IsBold ? (bold + 1, plain, names) : (bold, plain + 1, names);
    }
}
