using System.IO.Compression;

namespace BotCoach.Deals;

/// <summary>A file to import: its name, its length, and a way to read it as often as needed.</summary>
public sealed record ImportSource(string Name, long Length, Func<Stream> Open)
{
    public const long MostBytes = 100L * 1024 * 1024;

    public static ImportSource OfPath(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw ImportRefusedException.Of(path, "there is no such file");
        return new ImportSource(file.Name, file.Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16));
    }

    public static ImportSource OfBytes(string name, byte[] content) => new(name, content.Length, () => new MemoryStream(content, writable: false));

    public static ImportSource OfPacked(string name, long length, byte[] packed) => new(name, length, () => Unpacking(packed));

    /// <summary>The same file, as it is now: kept packed in memory, so that each reading reads the same.</summary>
    public (ImportSource Source, byte[] Content) Keep()
    {
        using var stream = Open();
        var packed = Pack(stream);
        return (OfPacked(Name, Length, packed), packed);
    }

    /// <summary>Exports are mostly repetition; packed they are a fifth.</summary>
    public static byte[] Pack(Stream content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) content.CopyTo(gzip);
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        using var content = new MemoryStream();
        using (var stream = Unpacking(packed)) stream.CopyTo(content);
        return content.ToArray();
    }

    public static string TooLarge(long length) =>
        $"the file has {length / 1024 / 1024} MB; at most {MostBytes / 1024 / 1024} MB are read at once. Split it into smaller files with the same header and import them one after the other";

    private static GZipStream Unpacking(byte[] packed) => new(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
}
