using Microsoft.Win32.SafeHandles;

namespace BotCoach.Channels;

/// <summary>Files that somebody shared with the bot, on this machine for as long as they are taken in. Disposing it removes them.</summary>
internal sealed class FetchedFiles : IDisposable
{
    private readonly List<SharedFile> _files = [];
    private readonly List<FileStream> _places = [];

    internal IReadOnlyList<SharedFile> Files => _files;

    /// <summary>Why they cannot be read, in a sentence, or null.</summary>
    internal string? Refusal { get; set; }

    /// <summary>False when the network broke off: to be tried again.</summary>
    internal bool IsComplete { get; set; } = true;

    /// <summary>A file that only this process reads, and that is gone with it, however it ends: it has no name any more.</summary>
    internal FileStream NewPlace()
    {
        var path = Path.Combine(Path.GetTempPath(), $"botcoach-{Guid.NewGuid():n}.shared");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 81920 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var place = new FileStream(path, options);
        _places.Add(place);
        File.Delete(path);
        return place;
    }

    /// <summary>It may be read more than once: what clashes with something else is taken in a second time.</summary>
    internal void Add(string name, FileStream place) => _files.Add(new SharedFile(name, place.Length, _ => Task.FromResult<Stream>(Reading(place))));

    /// <summary>Too large to be fetched: the host says so.</summary>
    internal void AddUnread(string name, long length) => _files.Add(new SharedFile(name, length, _ => Task.FromResult(Stream.Null)));

    private static FileStream Reading(FileStream place) =>
        new(new SafeFileHandle(place.SafeFileHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Read, 81920, isAsync: false) { Position = 0 };

    public void Dispose()
    {
        foreach (var place in _places) place.Dispose();
    }
}

/// <summary>Copies as much as is wanted.</summary>
internal static class Copying
{
    /// <summary>False when there is more of it than is wanted, whatever length was said.</summary>
    internal static async Task<bool> CopyAtMostAsync(this Stream from, Stream to, long most, CancellationToken over)
    {
        var (part, left) = (new byte[81920], most);
        for (int read; (read = await from.ReadAsync(part, over)) > 0; left -= read)
        {
            if (read > left) return false;
            await to.WriteAsync(part.AsMemory(0, read), over);
        }
        await to.FlushAsync(over);
        return true;
    }
}
