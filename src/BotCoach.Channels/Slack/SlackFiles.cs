using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>Fetches the files that somebody shared with the bot to this machine, for as long as they are taken in.</summary>
internal sealed class SlackFiles(SlackApi api)
{
    /// <summary>The largest that is fetched, in bytes; of a larger one the host hears the length alone.</summary>
    private const long Largest = 100L * 1024 * 1024;

    internal async Task<FetchedFiles> FetchAsync(string token, JsonElement happened, CancellationToken cancel)
    {
        var fetched = new FetchedFiles();
        foreach (var file in happened.Items("files")) await FetchAsync(fetched, token, file, cancel);
        return fetched;
    }

    private async Task FetchAsync(FetchedFiles fetched, string token, JsonElement file, CancellationToken cancel)
    {
        var (name, length) = (file.Words("name") ?? "file", file.Number("size") ?? 0);
        if (length > Largest)
        {
            fetched.Add(new SharedFile(name, length, _ => Task.FromResult(Stream.Null)));
            return;
        }
        try
        {
            using var response = (file.Words("url_private_download") ?? file.Words("url_private")) is { } url ? await api.DownloadAsync(token, url, cancel) : null;
            // Without the scope files:read, Slack answers with its page to sign in.
            if (response is null || response.Content.Headers.ContentType?.MediaType == "text/html") fetched.Refusal ??= $"Slack does not let me read {name}. An admin can allow it: the app needs the scope files:read.";
            else await fetched.TakeAsync(name, response, cancel);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            fetched.IsComplete = false;
        }
    }
}

/// <summary>Files on this machine. Disposing it removes them.</summary>
internal sealed class FetchedFiles : IDisposable
{
    private readonly List<SharedFile> _files = [];
    private readonly List<string> _paths = [];

    internal IReadOnlyList<SharedFile> Files => _files;

    /// <summary>Why they cannot be read, in a sentence, or null.</summary>
    internal string? Refusal { get; set; }

    /// <summary>False when the network broke off: to be tried again.</summary>
    internal bool IsComplete { get; set; } = true;

    internal void Add(SharedFile file) => _files.Add(file);

    internal async Task TakeAsync(string name, HttpResponseMessage response, CancellationToken cancel)
    {
        var path = Path.Combine(Path.GetTempPath(), $"botcoach-{Guid.NewGuid():n}.shared");
        _paths.Add(path);
        await using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, useAsync: true))
            await response.Content.CopyToAsync(to, cancel);
        Add(new SharedFile(name, new FileInfo(path).Length, _ => Task.FromResult<Stream>(File.OpenRead(path))));
    }

    public void Dispose()
    {
        foreach (var path in _paths) File.Delete(path);
    }
}
