using System.Text;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What Slack refuses in a message or a view, each with its own error code.</summary>
public sealed class BlockLaws(SlackServer slack)
{
    private const int MostMetadata = 8_000;

    /// <summary>The blocks of a message, with ids given to those that have none; null when there are none.</summary>
    public JsonArray? Message(JsonArray? blocks)
    {
        if (blocks is null or { Count: 0 }) return null;
        if (blocks.Count > 50) throw new Refused("msg_blocks_too_many", $"[ERROR] no more than 50 items allowed [json-pointer:/blocks], {blocks.Count} came");
        Refuse("invalid_blocks", blocks, Surface.Message);
        var taken = blocks.DeepClone().AsArray();
        BlockIds.Give(taken);
        return taken;
    }

    public JsonObject View(JsonObject view, string type)
    {
        if (view["type"]?.ToString() != type) throw new Refused("invalid_arguments", $"[ERROR] must be \"{type}\" [json-pointer:/view/type]");
        if (view["blocks"] is not JsonArray blocks) throw new Refused("invalid_arguments", "[ERROR] missing required field: blocks [json-pointer:/view]");
        if (blocks.Count > 100) throw new Refused("invalid_arguments", $"[ERROR] no more than 100 items allowed [json-pointer:/view/blocks], {blocks.Count} came");
        if (Encoding.UTF8.GetByteCount(view.ToJsonString()) > BlockKit.MostBytesOfView) throw new Refused("view_too_large");
        Refuse("invalid_arguments", view, type == "home" ? Surface.Home : Surface.Modal);
        return view;
    }

    public static JsonObject? Metadata(JsonObject? metadata)
    {
        if (metadata is null or { Count: 0 }) return null;
        if (metadata["event_type"] is not JsonValue || metadata["event_payload"] is not JsonObject) throw new Refused("invalid_metadata_format");
        if (Encoding.UTF8.GetByteCount(metadata.ToJsonString()) > MostMetadata) throw new Refused("metadata_too_large");
        return metadata.DeepClone().AsObject();
    }

    /// <summary>Refuses what breaks a law of Block Kit, and pictures of files that are not there yet.</summary>
    private void Refuse(string code, JsonNode node, Surface surface)
    {
        var complaints = BlockKit.Complaints(node, surface);
        if (complaints.FirstOrDefault(c => c.EndsWith($"{BlockKit.MostCharactersOfMessage} are taken", StringComparison.Ordinal)) is { } tooLong) throw new Refused("msg_blocks_too_long", tooLong);
        if (complaints.Count > 0) throw new Refused(code, [.. complaints.Select(c => $"[ERROR] {c}")]);
        foreach (var file in Objects(node).Select(o => o["slack_file"]).OfType<JsonObject>())
            if (file["id"] is { } id && slack.World.Files.GetValueOrDefault(id.ToString()) is not { Complete: true })
                throw new Refused(code, $"[ERROR] invalid slack file [json-pointer:/blocks] {id}");
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(p => Objects(p.Value)).Append(json),
        JsonArray array => array.SelectMany(Objects),
        _ => [],
    };
}
