using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary><c>files.*</c>: the upload in three steps, and the download, which wants the token.</summary>
public sealed class SlackFiles(SlackServer slack)
{
    private const int MostAltText = 1_000;
    private readonly Dictionary<string, (SlackFile File, int Length)> _uploads = [];

    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["files.getUploadURLExternal"] = new(SlackMethod.Tier4, "files:write", Begin) { TakesJson = false },
        ["files.completeUploadExternal"] = new(SlackMethod.Tier4, "files:write", Complete),
    };

    /// <summary>The raw bytes, to an address that is its own permission.</summary>
    public async Task TakeAsync(HttpContext http, string id)
    {
        var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, http.RequestAborted);
        lock (slack.World.Gate)
        {
            if (_uploads.TryGetValue(id, out var upload) && content.Length == upload.Length) upload.File.Content = content.ToArray();
            else http.Response.StatusCode = 404;
        }
        await http.Response.WriteAsync($"OK - {content.Length}", http.RequestAborted);
    }

    /// <summary>The content; without a token that may read files, the way to the sign-in page, which answers 200 with HTML.</summary>
    public async Task GiveAsync(HttpContext http, string path)
    {
        var id = path.Split('/')[0].Split('-').Last();
        var call = await SlackCall.ReadAsync(http, "file", false, slack.Clock.GetUtcNow());
        if (slack.Troubles.Take(call) is { } trouble && await trouble.BefallsAsync(http)) return;
        SlackFile? file;
        bool mayRead;
        lock (slack.World.Gate)
        {
            file = slack.World.Files.GetValueOrDefault(id);
            mayRead = file is not null && slack.World.Token(call.Token) is { Revoked: false, Install: { Uninstalled: false } install }
                && install.Covers(file.Team) && install.Scopes.Contains("files:read");
        }
        if (!mayRead) http.Response.Redirect(new Uri(slack.Url, "signin").ToString());
        else if (file!.Content is not { } content) http.Response.StatusCode = 404;
        else
        {
            http.Response.ContentType = file.ToJson()["mimetype"]!.ToString();
            http.Response.ContentLength = content.Length;
            await http.Response.Body.WriteAsync(content, http.RequestAborted);
        }
    }

    private JsonObject Begin(SlackCall call)
    {
        var (name, length) = (call.Needed("filename"), call.Number("length", 0));
        if (length <= 0) throw SlackCall.Missing("length");
        if (call.Text("alt_txt") is { Length: > MostAltText }) throw new Refused("alt_txt_too_large");
        var team = call.Install!.Team ?? slack.World.Teams.First(call.Install.Covers);
        var file = new SlackFile(slack, slack.World.NewId("F"), team, call.Install.BotUser, name) { AltText = call.Text("alt_txt") };
        slack.World.Files[file.Id] = file;
        var id = SlackWorld.Secret();
        _uploads[id] = (file, length);
        return new JsonObject { ["ok"] = true, ["upload_url"] = new Uri(slack.Url, $"upload/{id}").ToString(), ["file_id"] = file.Id };
    }

    private JsonObject Complete(SlackCall call)
    {
        var asked = call.Json<JsonArray>("files") ?? throw SlackCall.Missing("files");
        var files = asked.OfType<JsonObject>().Select(f => (File: slack.World.Files.GetValueOrDefault(f["id"]?.ToString() ?? ""), Title: f["title"]?.ToString())).ToList();
        if (files.Count == 0 || files.Any(f => f.File?.Content is null)) throw new Refused("file_not_found");
        foreach (var (file, title) in files) (file!.Complete, file.Title) = (true, title ?? file.Name);
        if (call.Text("channel_id") is { } id)
        {
            if (slack.World.Channel(id) is not { } channel || !channel.Members.Contains(call.Install!.BotUser)) throw new Refused("channel_not_found");
            slack.World.Post(new SlackMessage(channel, slack.World.NewTs(), call.Install!.BotUser)
            {
                BotId = call.Install.BotId, Text = call.Text("initial_comment") ?? "", ThreadTs = call.Text("thread_ts"), Files = [.. files.Select(f => f.File!)],
            });
        }
        return new JsonObject { ["ok"] = true, ["files"] = new JsonArray([.. files.Select(f => f.File!.ToJson())]) };
    }
}
