using System.Globalization;
using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>Gathers cues: every id once, every speaker's name one string.</summary>
internal sealed class CueList
{
    private const int LongestName = 256;
    private readonly List<Cue> _cues = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _speakers = new(StringComparer.Ordinal);
    private readonly StringBuilder _more = new();

    public IReadOnlyList<Cue> Cues
    {
        get
        {
            EndContinued();
            return _cues;
        }
    }

    public int Count => _cues.Count;

    public void Add(string? id, TimeSpan? start, TimeSpan? end, string? speaker, string text)
    {
        EndContinued();
        _cues.Add(new Cue(Unique(id), start, end, speaker, text));
    }

    public void Replace(int at, Cue cue) => _cues[at] = cue;

    /// <summary>More words for the cue that was added last.</summary>
    public void Continue(string text)
    {
        var last = _cues[^1];
        if (last.Text.Length == 0) _cues[^1] = new Cue(last.Id, last.Start, last.End, last.Speaker, text);
        else if (_more.Length == 0) _more.Append(last.Text).Append('\n').Append(text);
        else _more.Append('\n').Append(text);
    }

    public string? Speaker(ReadOnlySpan<byte> name)
    {
        name = Utf8Lines.Trim(name);
        if (name.Length > LongestName) return Encoding.UTF8.GetString(name);
        Span<char> chars = stackalloc char[LongestName];
        return Speaker(chars[..Encoding.UTF8.GetChars(name, chars)]);
    }

    public string? Speaker(ReadOnlySpan<char> name)
    {
        name = name.Trim();
        if (name.Length == 0) return null;
        var known = _speakers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(name, out var speaker)) return speaker;
        _speakers.Add(speaker = new string(name));
        return speaker;
    }

    // A recorder that joins two parts numbers them both from 1; a cue with two voices becomes two cues.
    private string Unique(string? id)
    {
        var wanted = id ?? (_cues.Count + 1).ToString(CultureInfo.InvariantCulture);
        // Numbers given here cannot meet one another; they are held against the recorder's ids only where it has some.
        if (id is null && _ids.Count == 0) return wanted;
        if (_ids.Count == 0) foreach (var cue in _cues) _ids.Add(cue.Id, 1);
        if (_ids.TryAdd(wanted, 1)) return wanted;
        string other;
        do other = $"{wanted}~{++_ids[wanted]}";
        while (!_ids.TryAdd(other, 1));
        return other;
    }

    private void EndContinued()
    {
        if (_more.Length == 0) return;
        _cues[^1] = _cues[^1] with { Text = _more.ToString() };
        _more.Clear();
    }
}
