using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>A line that begins with a name: "Ana: …", "**Ana:** …", "[00:01:02] Ana: …", "Ana (00:12): …".</summary>
internal readonly ref struct NameLine
{
    private const int MostNameBytes = 100;

    private NameLine(ReadOnlySpan<byte> name, ReadOnlySpan<byte> words, TimeSpan? at, bool isBold)
    {
        (At, IsBold) = (at, isBold);
        Name = name;
        Words = words;
    }

    public ReadOnlySpan<byte> Name { get; }
    public ReadOnlySpan<byte> Words { get; }
    public TimeSpan? At { get; }
    public bool IsBold { get; }

    public static bool Read(ReadOnlySpan<byte> line, out NameLine read)
    {
        read = default;
        line = Utf8Lines.Trim(line);
        if (line.Length < 2) return false;
        line = AfterTime(line, out var at);
        if (line.StartsWith("**"u8)) return Bold(line[2..], at, out read);
        for (var from = 0; from < Math.Min(line.Length, MostNameBytes);)
        {
            var colon = line[from..Math.Min(line.Length, MostNameBytes)].IndexOf((byte)':');
            if (colon < 0) return false;
            colon += from;
            if (colon + 1 == line.Length || line[colon + 1] is (byte)' ' or (byte)'\t') return Made(line[..colon], line[(colon + 1)..], at, isBold: false, out read);
            from = colon + 1;
        }
        return false;
    }

    /// <summary>A line that is a time and nothing else: Meet's text has one now and then.</summary>
    public static TimeSpan? TimeAlone(ReadOnlySpan<byte> line)
    {
        var rest = Utf8Lines.Trim(line);
        return rest.Length is >= 4 and <= 14 && CueTime.Take(ref rest, out var at) && rest.Length == 0 ? at : null;
    }

    private static ReadOnlySpan<byte> AfterTime(ReadOnlySpan<byte> line, out TimeSpan? at)
    {
        at = null;
        var rest = line;
        var close = rest[0] switch { (byte)'[' => (byte)']', (byte)'(' => (byte)')', _ => (byte)0 };
        if (close != 0) rest = rest[1..];
        if (!CueTime.Take(ref rest, out var time)) return line;
        if (close != 0)
        {
            if (rest.Length == 0 || rest[0] != close) return line;
            rest = rest[1..];
        }
        at = time;
        return rest.TrimStart(" \t-"u8);
    }

    private static bool Bold(ReadOnlySpan<byte> line, TimeSpan? at, out NameLine read)
    {
        read = default;
        var close = line.IndexOf("**"u8);
        if (close is < 1 or > MostNameBytes) return false;
        var name = line[..close];
        var rest = line[(close + 2)..];
        if (name[^1] == ':') name = name[..^1];
        else if (rest.Length > 0 && rest[0] == ':') rest = rest[1..];
        else return false;
        return Made(name, rest, at, isBold: true, out read);
    }

    private static bool Made(ReadOnlySpan<byte> name, ReadOnlySpan<byte> words, TimeSpan? at, bool isBold, out NameLine read)
    {
        name = Utf8Lines.Trim(name);
        if (name.Length > 4 && name[^1] is (byte)']' or (byte)')' && name.LastIndexOfAny((byte)'[', (byte)'(') is > 0 and var open)
        {
            var inside = name[(open + 1)..^1];
            if (CueTime.Take(ref inside, out var time) && inside.Length == 0)
            {
                at = time;
                name = name[..open].TrimEnd((byte)' ');
            }
        }
        read = new NameLine(name, Utf8Lines.Trim(words), at, isBold);
        return name.Length > 0;
    }

    public KnownName? Known(KnownNames names)
    {
        Span<char> chars = stackalloc char[MostNameBytes];
        return Name.Length > MostNameBytes ? null : names.Of(chars[..Encoding.UTF8.GetChars(Name, chars)]);
    }

    /// <summary>"Participants", "Call Notes": what heads a part of the page that nobody said.</summary>
    public bool IsHead
    {
        get
        {
            Span<char> chars = stackalloc char[MostNameBytes];
            return Name.Length <= MostNameBytes && SpeakerName.IsNever(chars[..Encoding.UTF8.GetChars(Name, chars)]);
        }
    }
}
