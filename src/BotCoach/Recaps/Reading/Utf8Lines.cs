namespace BotCoach.Recaps.Reading;

/// <summary>The lines of a text, with whatever line ends it has, without copying them.</summary>
internal ref struct Utf8Lines(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public bool Next(out ReadOnlySpan<byte> line)
    {
        if (_at >= _text.Length)
        {
            line = default;
            return false;
        }
        var rest = _text[_at..];
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        if (end < 0)
        {
            line = rest;
            _at = _text.Length;
            return true;
        }
        line = rest[..end];
        _at += end + (rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
        return true;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> line) => line.Trim(" \t"u8);
}
