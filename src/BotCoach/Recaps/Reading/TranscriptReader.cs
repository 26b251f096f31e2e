namespace BotCoach.Recaps.Reading;

/// <summary>
/// Reads a transcript in whatever form a recorder or a person left it. What is broken is read as far as it goes; a file that is no transcript is
/// refused in one sentence.
/// </summary>
public static class TranscriptReader
{
    public const int MostBytes = 5 << 20;
    private const string Known = "I read WebVTT, SRT, SBV, Otter, Fireflies, Gong and Google Meet files, and text with “Name: what they said”.";

    public static TranscriptReading Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes) return TranscriptReading.Not($"This file has {file.Length / (1024.0 * 1024):0.0} MB; a transcript has at most 5 MB.");
        var (bytes, refused) = TranscriptEncoding.ToUtf8(file);
        if (refused is not null) return TranscriptReading.Not(refused);
        var text = bytes is null ? file[TranscriptEncoding.MarkLength(file)..] : bytes;
        var start = text.IndexOfAnyExcept(" \t\r\n\f"u8);
        if (start < 0) return TranscriptReading.Of(new Transcript(TranscriptFormat.Empty, []));
        return text[start] is (byte)'{' or (byte)'[' && JsonTranscript.Read(text) is { } json ? json : ReadText(text, text[start..]);
    }

    private static TranscriptReading ReadText(ReadOnlySpan<byte> text, ReadOnlySpan<byte> trimmed)
    {
        if (Markup(trimmed) is { } markup) return TranscriptReading.Not($"This is {markup}, not a transcript. {Known}");
        var transcript = TimedReader.Read(text) ?? SbvReader.Read(text) ?? OtterReader.Read(text) ?? NamedReader.Read(text);
        return transcript is not null ? TranscriptReading.Of(transcript)
            : TranscriptReading.Not($"I find no speakers and no times in this file, so it is no transcript that I can read. {Known}");
    }

    private static string? Markup(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("{\\rtf"u8)) return "a rich text document";
        if (text.StartsWith("<?xml"u8) || text.StartsWith("<tt"u8)) return "XML";
        return text.StartsWith("<!DOCTYPE"u8) || text.StartsWith("<!doctype"u8) || text.StartsWith("<html"u8) ? "a web page" : null;
    }
}
