namespace BotCoach.Channels.Web;

/// <summary>The files of one upload and what was written along with them, or why they were refused. Disposing it removes the temporary files.</summary>
internal sealed class Upload : IDisposable
{
    private readonly List<SharedFile> _files = [];
    private readonly List<string> _paths = [];

    internal IReadOnlyList<SharedFile> Files => _files;

    internal string Words { get; set; } = "";

    internal string? Refusal { get; private set; }

    internal int Status { get; private set; } = 400;

    /// <summary>The first reason stays.</summary>
    internal void Refuse(string sentence, int status = 400)
    {
        if (Refusal is null) (Refusal, Status) = (sentence, status);
    }

    internal FileStream Hold(string path)
    {
        _paths.Add(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
    }

    internal void Add(SharedFile file) => _files.Add(file);

    public void Dispose()
    {
        foreach (var path in _paths) File.Delete(path);
    }
}
