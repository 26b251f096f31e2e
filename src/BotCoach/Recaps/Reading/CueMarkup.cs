using System.Globalization;
using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>Tags and entities of caption text. What only looks like one stays as it was written.</summary>
internal static class CueMarkup
{
    private const int LongestEntity = 10;
    private const int LongestTag = 1000;

    /// <summary>Takes a tag; a voice tag gives its name. False where "&lt;" is a character like any other.</summary>
    public static bool Tag(ref ReadOnlySpan<byte> body, out ReadOnlySpan<byte> voice)
    {
        voice = default;
        var close = body[..Math.Min(body.Length, LongestTag)].IndexOf((byte)'>');
        if (close < 2 || !IsTag(body[1..close]))
        {
            body = body[1..];
            return false;
        }
        var tag = body[1..close];
        body = body[(close + 1)..];
        if (tag[0] == 'v' && tag.IndexOf((byte)' ') is > 0 and var space) voice = tag[(space + 1)..].Trim((byte)' ');
        return true;
    }

    private static bool IsTag(ReadOnlySpan<byte> tag)
    {
        if (tag[0] == '/') tag = tag[1..];
        if (tag.Length == 0) return true;
        if (char.IsAsciiDigit((char)tag[0])) return CueTime.Take(ref tag, out _) && tag.Length == 0;
        var end = tag.IndexOfAny((byte)' ', (byte)'.', (byte)'=');
        var name = end < 0 ? tag : tag[..end];
        return name.SequenceEqual("v"u8) || name.SequenceEqual("c"u8) || name.SequenceEqual("b"u8) || name.SequenceEqual("i"u8) || name.SequenceEqual("u"u8)
            || name.SequenceEqual("ruby"u8) || name.SequenceEqual("rt"u8) || name.SequenceEqual("lang"u8) || name.SequenceEqual("font"u8) || name.SequenceEqual("br"u8);
    }

    /// <summary>Takes an entity and writes what it stands for; returns how many bytes that is, never more than the entity itself.</summary>
    public static int Entity(ref ReadOnlySpan<byte> body, Span<byte> into)
    {
        var end = body[..Math.Min(body.Length, LongestEntity)].IndexOf((byte)';');
        if (end > 1 && Meaning(body[1..end]) is { } rune)
        {
            body = body[(end + 1)..];
            return rune.EncodeToUtf8(into);
        }
        body = body[1..];
        into[0] = (byte)'&';
        return 1;
    }

    private static Rune? Meaning(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("amp"u8)) return new Rune('&');
        if (name.SequenceEqual("lt"u8)) return new Rune('<');
        if (name.SequenceEqual("gt"u8)) return new Rune('>');
        if (name.SequenceEqual("quot"u8)) return new Rune('"');
        if (name.SequenceEqual("apos"u8)) return new Rune('\'');
        if (name.SequenceEqual("nbsp"u8)) return new Rune(' ');
        if (name.SequenceEqual("lrm"u8) || name.SequenceEqual("rlm"u8)) return new Rune(name[0] == 'l' ? '\u200E' : '\u200F');
        if (name[0] != '#' || name.Length < 2) return null;
        var isHex = name[1] is (byte)'x' or (byte)'X';
        var digits = name[(isHex ? 2 : 1)..];
        return int.TryParse(digits, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code) && Rune.IsValid(code) && code > 0 ? new Rune(code) : null;
    }
}
