using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>A message as it looks now.</summary>
public sealed class SlackMessage(SlackChannel channel, string ts, string user)
{
    public SlackChannel Channel => channel;
    public string Ts => ts;
    public string User => user;

    /// <summary>Set for an app's message.</summary>
    public string? BotId { get; init; }

    /// <summary>Set for an ephemeral message: the one person who sees it.</summary>
    public string? OnlyFor { get; init; }
    public string? ThreadTs { get; init; }
    public required string Text { get; set; }
    public JsonArray? Blocks { get; set; }
    public JsonObject? Metadata { get; set; }
    public List<SlackFile> Files { get; init; } = [];
    public bool Edited { get; set; }
    public int Edits { get; set; }

    /// <summary>Where in the row of all changes its last one stands.</summary>
    public long ChangedBy { get; set; }

    /// <summary>What a person reads: the blocks, or without any the text.</summary>
    public string Words => Blocks is null ? BlockWords.Plain(Text) : BlockWords.Of(Blocks);

    /// <summary>As the Web API and the payloads show it.</summary>
    public JsonObject ToJson(bool withMetadata = true)
    {
        var json = new JsonObject { ["type"] = "message", ["user"] = user, ["ts"] = ts, ["text"] = Text, ["team"] = channel.Team.Id };
        if (BotId is not null) (json["bot_id"], json["app_id"]) = (BotId, "A0COACH");
        if (Blocks is not null) json["blocks"] = Blocks.DeepClone();
        if (ThreadTs is not null) json["thread_ts"] = ThreadTs;
        if (Edited) json["edited"] = new JsonObject { ["user"] = user, ["ts"] = ts };
        if (Files.Count > 0) (json["files"], json["subtype"]) = (new JsonArray([.. Files.Select(f => f.ToJson())]), "file_share");
        if (Metadata is not null) json["metadata"] = withMetadata ? Metadata.DeepClone() : new JsonObject { ["event_type"] = Metadata["event_type"]?.DeepClone() };
        return json;
    }
}

/// <summary>A file, uploaded by a person or by the app.</summary>
public sealed class SlackFile(SlackServer slack, string id, SlackTeam team, string owner, string name)
{
    public string Id => id;
    public string Name => name;
    public string Owner => owner;
    public SlackTeam Team => team;
    public string? Title { get; set; }
    public byte[]? Content { get; set; }
    public string? AltText { get; init; }

    /// <summary>False between the upload and its completion.</summary>
    public bool Complete { get; set; }

    public Uri Download => new(slack.Url, $"files-pri/{team.Id}-{id}/download/{Uri.EscapeDataString(name)}");

    public JsonObject ToJson()
    {
        var type = Path.GetExtension(name).TrimStart('.').ToLowerInvariant();
        var at = slack.Clock.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["id"] = id, ["created"] = at, ["timestamp"] = at, ["name"] = name, ["title"] = Title ?? name, ["mimetype"] = Mime(type), ["filetype"] = type,
            ["pretty_type"] = type.ToUpperInvariant(), ["user"] = owner, ["user_team"] = team.Id, ["editable"] = false, ["size"] = Content?.Length ?? 0, ["mode"] = "hosted",
            ["is_external"] = false, ["external_type"] = "", ["is_public"] = false, ["public_url_shared"] = false, ["display_as_bot"] = false, ["username"] = "",
            ["url_private"] = Download.ToString().Replace("/download/", "/", StringComparison.Ordinal), ["url_private_download"] = Download.ToString(),
            ["permalink"] = $"{slack.Url}files/{owner}/{id}/{name}", ["permalink_public"] = $"{slack.Url}{team.Id}-{id}", ["has_rich_preview"] = false,
        };
    }

    private static string Mime(string type) => type switch { "csv" => "text/csv", "png" => "image/png", "jpg" => "image/jpeg", "txt" => "text/plain", _ => "application/octet-stream" };
}
