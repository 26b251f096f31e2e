using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Our judge of blocks, judged by the fixtures of slackblocks-spec.</summary>
public sealed class BlockKitTests
{
    private const string Spec = "slackblocks-spec";

    // What the fixtures refuse of blocks that we do not write, and that the judge refuses altogether.
    private static readonly string[] NotOurs =
    [
        "url-source-", "table-", "markdown-", "video-", "alert-", "card-", "carousel-", "container-", "context-actions-", "feedback-button-", "icon-button-", "data-table-",
    ];

    [SharedSlackFact]
    public void Every_valid_fixture_of_a_kind_that_is_known_passes()
    {
        var seen = 0;
        foreach (var file in SharedSlack.Files($"{Spec}/fixtures/valid/blocks"))
        {
            var block = JsonNode.Parse(File.ReadAllText(file))!;
            if (!IsKnown(block)) continue;
            var surface = block["type"]!.ToString() == "input" ? Surface.Modal : Surface.Message;
            Passes(surface == Surface.Message ? new JsonArray(block) : Valid.Modal(block), surface, file);
            seen++;
        }
        foreach (var file in SharedSlack.Files($"{Spec}/fixtures/valid/elements"))
        {
            var element = JsonNode.Parse(File.ReadAllText(file))!;
            if (!IsKnown(element) || element["type"]!.ToString() is "image") continue;
            var asInput = element["type"]!.ToString() is not ("button" or "overflow");
            Passes(asInput ? Valid.Modal(Valid.Input(element)) : new JsonArray(Valid.Actions(element)), asInput ? Surface.Modal : Surface.Message, file);
            seen++;
        }
        Passes(SharedSlack.Read($"{Spec}/fixtures/valid/views/modal_with_blocks.json"), Surface.Modal, "modal");
        Passes(SharedSlack.Read($"{Spec}/fixtures/valid/views/hometab_view.json"), Surface.Home, "home");
        Passes(SharedSlack.Read($"{Spec}/fixtures/valid/messages/message_compound.json")["blocks"]!, Surface.Message, "message");
        Assert.True(seen >= 30, $"only {seen} fixtures were judged");
    }

    [SharedSlackFact]
    public void Every_invalid_case_of_a_block_that_we_write_is_refused_by_name()
    {
        var cases = SharedSlack.Read($"{Spec}/fixtures/invalid/manifest.json")["cases"]!.AsArray().Select(c => c!["id"]!.ToString());
        var ours = cases.Where(c => !NotOurs.Any(not => c.StartsWith(not, StringComparison.Ordinal))).ToList();
        var made = InvalidCases.All(SharedSlack.Read($"{Spec}/limits.json"));
        Assert.Equal(ours.Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
        Assert.All(made, pair => Assert.True(BlockKit.Complaints(pair.Value.Json, pair.Value.Surface).Count > 0, $"{pair.Key} was taken"));
    }

    [SharedSlackFact]
    public void What_is_refused_is_refused_for_that_alone()
    {
        foreach (var (name, refused) in InvalidCases.All(SharedSlack.Read($"{Spec}/limits.json")))
            Assert.True(BlockKit.Complaints(refused.Json, refused.Surface).Count <= 2, $"{name}: {string.Join("; ", BlockKit.Complaints(refused.Json, refused.Surface))}");
    }

    [Theory]
    [InlineData("""[{"type":"divider","words":"x"}]""", Surface.Message, "does not know")]
    [InlineData("""[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""", Surface.Message, "two blocks")]
    [InlineData("""[{"type":"header","text":{"type":"mrkdwn","text":"x"}}]""", Surface.Message, "plain_text")]
    [InlineData("""[{"type":"section","text":{"type":"plain_text","text":"x","verbatim":true}}]""", Surface.Message, "does not know")]
    [InlineData("""[{"type":"section","text":{"type":"plain_text","text":"x"},"accessory":{"type":"plain_text_input","action_id":"a"}}]""", Surface.Message, "not taken here")]
    [InlineData("""[{"type":"actions","elements":[{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}},{"type":"button","action_id":"a","text":{"type":"plain_text","text":"x"}}]}]""", Surface.Message, "two elements")]
    [InlineData("""[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"datepicker","action_id":"a"}}]""", Surface.Message, "does not belong")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"x"},"element":{"type":"datepicker","action_id":"a"}}]}""", Surface.Modal, "submit")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[{"type":"divider"}]}""", Surface.Home, "does not belong")]
    [InlineData("""[{"type":"actions","elements":[{"type":"static_select","action_id":"a","options":[{"text":{"type":"plain_text","text":"x"},"value":"1"}],"initial_option":{"text":{"type":"plain_text","text":"y"},"value":"1"}}]}]""", Surface.Message, "not among")]
    [InlineData("[]", Surface.Message, "0 blocks")]
    [InlineData("[7, null, [], {}, {\"type\":{}}]", Surface.Message, "not taken")]
    [InlineData("7", Surface.Message, "neither")]
    public void What_no_fixture_shows_is_refused_too(string json, Surface surface, string why) =>
        Assert.Contains(BlockKit.Complaints(JsonNode.Parse(json), surface), c => c.Contains(why, StringComparison.Ordinal));

    [Fact]
    public void More_than_fits_as_a_whole_is_refused()
    {
        Assert.Contains(BlockKit.Complaints(new JsonArray(Valid.Chart(), Valid.Chart(), Valid.Chart()), Surface.Message), c => c.Contains("two charts"));
        var sections = Enumerable.Range(0, 5).Select(_ => (JsonNode)new JsonObject { ["type"] = "section", ["text"] = Valid.Plain(new string('x', 2_900)) });
        Assert.Contains(BlockKit.Complaints(new JsonArray([.. sections]), Surface.Message), c => c.Contains("characters of blocks"));
        var wide = Enumerable.Range(0, 50).Select(_ => (JsonNode)new JsonObject { ["type"] = "section", ["text"] = Valid.Plain(new string('語', 2_900)) });
        Assert.Contains(BlockKit.Complaints(Valid.Modal([.. wide]), Surface.Modal), c => c.Contains("a view of"));
    }

    private static bool IsKnown(JsonNode thing) =>
        BlockKit.Knows(thing["type"]?.ToString()) && (thing["elements"] as JsonArray ?? []).All(e => e!["type"]!.ToString() is "mrkdwn" or "plain_text" || BlockKit.Knows(e["type"]!.ToString()));

    private static void Passes(JsonNode json, Surface surface, string name) =>
        Assert.True(BlockKit.Complaints(json, surface) is { Count: 0 }, $"{Path.GetFileName(name)}: {string.Join("; ", BlockKit.Complaints(json, surface))}");
}
