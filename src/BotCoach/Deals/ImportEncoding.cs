using System.Text;

namespace BotCoach.Deals;

/// <summary>
/// Which encoding a file is in: the mark at its beginning says it, or it is strict UTF-8, or else Windows-1252. What is no text at all is refused.
/// </summary>
internal static class ImportEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(
        1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    public static (Encoding Encoding, string? Note) Of(ImportSource source)
    {
        var start = Start(source);
        if (start.Length == 0) throw ImportRefusedException.Of(source.Name, "the file is empty");
        RefuseOtherFormats(source.Name, start);
        if (start is [0xFF, 0xFE, ..]) return (Encoding.Unicode, null);
        if (start is [0xFE, 0xFF, ..]) return (Encoding.BigEndianUnicode, null);
        if (start.Contains((byte)0))
            throw ImportRefusedException.Of(source.Name, "the file is not text, or is UTF-16 without its mark. Save it as “CSV UTF-8”");
        if (IsUtf8(source)) return (StrictUtf8, null);
        if (start is [0xEF, 0xBB, 0xBF, ..])
            throw ImportRefusedException.Of(source.Name, "the file says that it is UTF-8, but it holds bytes that are not. Save it again as “CSV UTF-8”");
        return (Windows, $"{source.Name} is not UTF-8; it was read as Windows-1252.");
    }

    private static byte[] Start(ImportSource source)
    {
        using var stream = source.Open();
        var buffer = new byte[4096];
        return buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private static void RefuseOtherFormats(string name, byte[] start)
    {
        var what = start switch
        {
            [(byte)'P', (byte)'K', 3, 4, ..] => "a spreadsheet or an archive",
            [0xD0, 0xCF, 0x11, 0xE0, ..] => "an old spreadsheet",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] => "a PDF",
            [0x1F, 0x8B, ..] => "a compressed file",
            _ => null,
        };
        if (what is not null) throw ImportRefusedException.Of(name, $"the file is {what}, not CSV. Open it and export it as CSV (“CSV UTF-8”)");
    }

    private static bool IsUtf8(ImportSource source)
    {
        using var stream = source.Open();
        var decoder = StrictUtf8.GetDecoder();
        var bytes = new byte[1 << 16];
        var chars = new char[1 << 16];
        try
        {
            for (int read; (read = stream.Read(bytes)) > 0;) decoder.GetChars(bytes, 0, read, chars, 0, flush: false);
            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
