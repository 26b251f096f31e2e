using System.Text.Json;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Fetches the files that somebody shared with the bot to this machine, for as long as they are taken in. Their address needs no token, and holds for some
/// minutes (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/bots-filesv4).
/// </summary>
internal sealed class TeamsFiles(TeamsApi api)
{
    /// <summary>The largest that is fetched, in bytes; of a larger one the host hears that it is too large.</summary>
    internal const long Largest = 100L * 1024 * 1024;

    private const int Most = 10;

    internal async Task<FetchedFiles> FetchAsync(TeamsPost post, CancellationToken cancel)
    {
        var (fetched, files) = (new FetchedFiles(), TeamsReader.Files(post).ToList());
        if (files.Count > Most) fetched.Refusal = $"That is {files.Count} files at once, and I take {Most}. Please share them a few at a time.";
        using var over = api.FilesDeadline(cancel);
        foreach (var file in files.TakeWhile(_ => fetched is { Refusal: null, IsComplete: true })) await FetchAsync(fetched, file, over.Token);
        return fetched;
    }

    private async Task FetchAsync(FetchedFiles fetched, JsonElement file, CancellationToken cancel)
    {
        var (name, place) = (file.Words("name") ?? "file", fetched.NewPlace());
        var back = await api.DownloadAsync(file.At("content")?.Words("downloadUrl") ?? "", place, Largest, cancel);
        if (back.Ok) fetched.Add(name, place);
        else if (back == TeamsReturn.TooLarge) fetched.AddUnread(name, Largest + 1);
        else if (back.Reached == TeamsReach.NoAnswer && cancel.IsCancellationRequested && place.Length > 0)
            fetched.Refusal = $"{name} came too slowly, and I gave up on it. Please share it again, or in smaller parts.";
        else if (back.Reached != TeamsReach.Answered) fetched.IsComplete = false;
        else fetched.Refusal = $"I could not fetch {name} from Teams. Please share it again.";
    }
}
