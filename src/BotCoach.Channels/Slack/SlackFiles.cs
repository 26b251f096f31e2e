using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>Fetches the files that somebody shared with the bot to this machine, for as long as they are taken in.</summary>
internal sealed class SlackFiles(SlackApi api)
{
    /// <summary>The largest that is fetched, in bytes; of a larger one the host hears the length alone.</summary>
    internal const long Largest = 100L * 1024 * 1024;

    /// <summary>So many does Slack itself let somebody share at once.</summary>
    private const int Most = 10;

    internal async Task<FetchedFiles> FetchAsync(string token, JsonElement happened, CancellationToken cancel)
    {
        var (fetched, files) = (new FetchedFiles(), happened.Items("files").ToList());
        if (files.Count > Most) fetched.Refusal = $"That is {files.Count} files at once, and I take {Most}. Please share them a few at a time.";
        using var over = api.FilesDeadline(cancel);
        foreach (var file in files.TakeWhile(_ => fetched is { Refusal: null, IsComplete: true })) await FetchAsync(fetched, token, file, over.Token);
        return fetched;
    }

    private async Task FetchAsync(FetchedFiles fetched, string token, JsonElement file, CancellationToken cancel)
    {
        var (name, length) = (file.Words("name") ?? "file", file.Number("size") ?? 0);
        if (length > Largest)
        {
            fetched.AddUnread(name, length);
            return;
        }
        var place = fetched.NewPlace();
        var back = (file.Words("url_private_download") ?? file.Words("url_private")) is { } url ? await api.DownloadAsync(token, url, place, Largest, cancel) : SlackReturn.Foreign;
        if (back.Ok) fetched.Add(name, place);
        else if (back.Reached == SlackReach.NoAnswer && cancel.IsCancellationRequested && place.Length > 0)
            fetched.Refusal = $"{name} came too slowly, and I gave up on it. Please share it again, or in smaller parts.";
        else if (back.Reached == SlackReach.NoAnswer) fetched.IsComplete = false;
        else if (back == SlackReturn.TooLarge) fetched.AddUnread(name, place.Length);
        else fetched.Refusal = back.Error is "HTTP 404" or "HTTP 410" ? $"{name} is not in Slack any more. Please share it again." : $"Slack does not let me read {name}. An admin can allow it: the app needs the scope files:read.";
    }
}
