using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A file that somebody shared.</summary>
public sealed record TeamsFile(string Id, string Name, byte[] Content, DateTimeOffset At)
{
    public string Type => Path.GetExtension(Name).TrimStart('.').ToLowerInvariant();
}

/// <summary>Shared files: at addresses that are their own permission, for a while. Our token has no business there.</summary>
public sealed class TeamsFiles(TeamsServer teams)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);
    private readonly Dictionary<string, TeamsFile> _files = [];

    public TeamsFile Add(string name, byte[] content)
    {
        var file = new TeamsFile(TeamsWorld.Secret(), name, content, teams.Clock.GetUtcNow());
        lock (teams.World.Gate) return _files[file.Id] = file;
    }

    public string DownloadUrl(TeamsFile file) => $"{teams.Url}files/{file.Id}/{Uri.EscapeDataString(file.Name)}?tempauth=of-the-tests";

    public Task AnswerAsync(HttpContext http, string id) => teams.Door.AnswerAsync(http, "file", call =>
    {
        if (call.Authorization != "") teams.Blame("file: a token was sent to where none belongs");
        if (!_files.TryGetValue(id, out var file)) throw new TeamsRefusal(404, "itemNotFound", "The resource could not be found.");
        if (call.Query.GetValueOrDefault("tempauth") != "of-the-tests" || teams.Clock.GetUtcNow() - file.At > Life) throw new TeamsRefusal(401, "unauthenticated", "The address has expired.");
        return new TeamsReply(200) { Bytes = file.Content };
    });
}
