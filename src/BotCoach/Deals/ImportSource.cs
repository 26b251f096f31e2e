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

    public static string TooLarge(long length) =>
        $"the file has {length / 1024 / 1024} MB; at most {MostBytes / 1024 / 1024} MB are read at once. Split it into smaller files with the same header and import them one after the other";
}
