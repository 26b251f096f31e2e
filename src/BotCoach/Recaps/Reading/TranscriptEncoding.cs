using System.Text;

namespace BotCoach.Recaps.Reading;

/// <summary>Brings a file to UTF-8, in which all readers work. What is no text is refused by what it is.</summary>
internal static class TranscriptEncoding
{
    private const int Looked = 512;
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static int MarkLength(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>The bytes as UTF-8, or null where they are that already.</summary>
    public static (byte[]? Utf8, string? Refused) ToUtf8(ReadOnlySpan<byte> file)
    {
        if (OtherFormat(file) is { } what) return (null, $"This file is {what}, not a transcript. Export the transcript as .vtt, .srt or text.");
        if (Utf16Of(file) is { } wide) return (Encoding.UTF8.GetBytes(wide.GetString(file).TrimStart('\uFEFF')), null);
        if (file.Contains((byte)0)) return (null, "This file is not text, so it is no transcript. Export the transcript as .vtt, .srt or text.");
        return System.Text.Unicode.Utf8.IsValid(file) ? (null, null) : (Encoding.UTF8.GetBytes(Windows.GetString(file)), null);
    }

    private static string? OtherFormat(ReadOnlySpan<byte> file) => file switch
    {
        [(byte)'P', (byte)'K', 3, 4, ..] => "a Word document or an archive",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old Word document",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
        [0x1F, 0x8B, ..] => "a compressed file",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [0xFF, 0xD8, 0xFF, ..] => "a picture",
        [(byte)'I', (byte)'D', (byte)'3', ..] or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] or [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "a sound recording",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "a video or sound recording",
        _ => null,
    };

    /// <summary>By its mark; without one, by every second byte of Western text being zero.</summary>
    private static UnicodeEncoding? Utf16Of(ReadOnlySpan<byte> file)
    {
        if (file is [0xFF, 0xFE, ..]) return new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        if (file is [0xFE, 0xFF, ..]) return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
        var start = file[..Math.Min(file.Length, Looked)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < start.Length; i++)
        {
            if (start[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }
        if (start.Length < 8) return null;
        if (odd * 2 > start.Length * 0.7 && even == 0) return new UnicodeEncoding(bigEndian: false, byteOrderMark: false);
        return even * 2 > start.Length * 0.7 && odd == 0 ? new UnicodeEncoding(bigEndian: true, byteOrderMark: false) : null;
    }
}
