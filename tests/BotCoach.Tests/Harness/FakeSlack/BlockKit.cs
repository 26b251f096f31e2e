using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Where blocks are shown.</summary>
public enum Surface
{
    Message,
    Modal,
    Home,
}

/// <summary>
/// What Slack would refuse of blocks or of a view, after https://docs.slack.dev/reference/block-kit and the fixtures of slackblocks-spec:
/// every limit, every key that is asked for or unknown, what stands where. A kind of block that it does not know is refused.
/// </summary>
public static class BlockKit
{
    /// <summary>Slack says <c>view_too_large</c> above it.</summary>
    public const int MostBytesOfView = 250_000;

    /// <summary>
    /// Slack says <c>msg_blocks_too_long</c> and documents no number. Measured by others: what is counted is the blocks as JSON, in characters,
    /// https://github.com/slackapi/bolt-js/issues/2509 and 2867.
    /// </summary>
    public const int MostCharactersOfMessage = 13_200;

    private static readonly JsonSerializerOptions AsItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// One sentence a fault, empty when Slack takes it. <paramref name="strictly"/>: also what only a careful writer avoids, which is more UTF-16 units
    /// than characters allowed (Slack does not say what it counts), texts of nothing but blanks, and values of options over 75 (75 in one place, 150 in another).
    /// </summary>
    public static IReadOnlyList<string> Complaints(JsonNode? blocksOrView, Surface surface, bool strictly = false)
    {
        var walk = new BlockKitWalk(surface, strictly);
        if (blocksOrView is JsonArray blocks) Blocks(blocks, walk);
        else if (blocksOrView is JsonObject view) View(view, walk);
        else walk.Say("$", "is neither blocks nor a view");
        return walk.Complaints;
    }

    /// <summary>Whether it can judge this kind of block or element at all.</summary>
    public static bool Knows(string? type) => type is not null && (BlockKitBlocks.All.ContainsKey(type) || BlockKitElements.All.ContainsKey(type));

    private static void View(JsonObject view, BlockKitWalk walk)
    {
        var type = view["type"]?.ToString();
        if (type != (walk.Surface == Surface.Modal ? "modal" : "home")) walk.Say("$.type", $"{type} does not belong on a {walk.Surface}");
        (type == "home" ? BlockKitBlocks.Home : BlockKitBlocks.Modal)(view, walk, "$");
        if (view["blocks"] is not JsonArray blocks) return;
        Blocks(blocks, walk);
        if (type == "modal" && view["submit"] is null && blocks.Any(b => b.At("type")?.ToString() == "input")) walk.Say("$.submit", "is missing beside an input");
        var bytes = JsonSerializer.SerializeToUtf8Bytes(view).Length;
        if (bytes > MostBytesOfView) walk.Say("$", $"a view of {bytes} bytes; {MostBytesOfView} are taken");
    }

    private static void Blocks(JsonArray blocks, BlockKitWalk walk)
    {
        var most = walk.Surface == Surface.Message ? 50 : 100;
        if (blocks.Count == 0 || blocks.Count > most) walk.Say("$.blocks", $"{blocks.Count} blocks; 1 to {most} are taken");
        for (var i = 0; i < blocks.Count; i++) BlockKitBlocks.Any(blocks[i], walk, $"$.blocks[{i}]");
        foreach (var twice in blocks.Select(b => b.At("block_id")?.ToString()).OfType<string>().GroupBy(id => id).Where(g => g.Count() > 1))
            walk.Say("$.blocks", $"two blocks are called {twice.Key}");
        if (blocks.Count(b => b.At("type")?.ToString() == "data_visualization") > 2) walk.Say("$.blocks", "more than two charts");
        if (walk.Surface == Surface.Message && blocks.ToJsonString(AsItIs).Length is > MostCharactersOfMessage and var length)
            walk.Say("$.blocks", $"{length} characters of blocks; {MostCharactersOfMessage} are taken");
        if (Count(blocks, "focus_on_load") > 1) walk.Say("$.blocks", "more than one element takes the focus");
    }

    private static int Count(JsonNode? node, string flag) => node switch
    {
        JsonObject o => (o[flag]?.ToString() == "true" ? 1 : 0) + o.Sum(pair => Count(pair.Value, flag)),
        JsonArray a => a.Sum(item => Count(item, flag)),
        _ => 0,
    };
}
