using System.Text.Json;
using System.Text.Json.Nodes;
using static BotCoach.Tests.Harness.FakeSlack.Shapes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>The blocks and views, each with the keys it takes, https://docs.slack.dev/reference/block-kit/blocks.</summary>
internal static class BlockKitBlocks
{
    private static readonly Shape Positive = (node, walk, path) =>
    {
        if (node?.GetValueKind() != JsonValueKind.Number || Read(node) <= 0) walk.Say(path, "is not above zero");
    };

    private static readonly IReadOnlyDictionary<string, Shape> InContext = new Dictionary<string, Shape>
    {
        ["plain_text"] = Text(3_000), ["mrkdwn"] = Text(3_000), ["image"] = BlockKitElements.All["image"],
    };

    public static readonly IReadOnlyDictionary<string, Shape> All = new Dictionary<string, Shape>
    {
        ["header"] = Block("text!", Plain(150), "level", Whole(1, 4)),
        ["divider"] = Block(),
        ["section"] = Block("text", Text(3_000), "fields", List(Text(2_000), 1, 10), "accessory", BlockKitElements.InAccessory, "expand", Flag)
            .And((section, walk, path) => { if (section["text"] is null && section["fields"] is null) walk.Say(path, "has neither text nor fields"); }),
        ["context"] = Block("elements!", List(Kind(InContext), 1, 10)),
        ["actions"] = Block("elements!", List(BlockKitElements.InActions, 1, 25)).And(DifferentActions),
        ["image"] = Block("alt_text!", Words(2_000), "image_url", Words(3_000), "slack_file", Keys("id", Words(255), "url", Words(3_000)), "title", Plain(2_000))
            .And((image, walk, path) => { if ((image["image_url"] is null) == (image["slack_file"] is null)) walk.Say(path, "asks for one of image_url and slack_file"); }),
        ["input"] = Block("label!", Plain(2_000), "element!", BlockKitElements.InInput, "hint", Plain(2_000), "optional", Flag, "dispatch_action", Flag)
            .And((_, walk, path) => { if (walk.Surface == Surface.Message) walk.Say(path, "an input does not belong in a message"); }),
        ["data_visualization"] = Block("title!", Words(50), "chart!", Kind(Charts))
            .And((_, walk, path) => { if (walk.Surface != Surface.Message) walk.Say(path, "a chart belongs in a message"); }),
    };

    public static readonly Shape Any = Kind(All);

    private static readonly Shape Metadata = Words(3_000, least: 0);
    private static readonly Shape BlocksLater = (node, walk, path) => { if (node is not JsonArray) walk.Say(path, "is no list"); };

    public static readonly Shape Home = Keys("type!", Word("home"), "blocks!", BlocksLater, "private_metadata", Metadata, "callback_id", Words(255, 0), "external_id", Words(255, 0));

    public static readonly Shape Modal = Keys(
        "type!", Word("modal"), "title!", Plain(24), "blocks!", BlocksLater, "submit", Plain(24), "close", Plain(24), "private_metadata", Metadata,
        "callback_id", Words(255, 0), "external_id", Words(255, 0), "clear_on_close", Flag, "notify_on_close", Flag, "submit_disabled", Flag);

    private static IReadOnlyDictionary<string, Shape> Charts
    {
        get
        {
            var point = Keys("label!", Words(20), "value!", Number);
            var series = Keys("name!", Words(20), "data!", List(point, 1, 20));
            var axis = Keys("categories!", List(Words(20), 1, 20), "x_label", Words(50), "y_label", Words(50));
            var drawn = Keys("series!", List(series, 1, 12), "axis_config!", axis).And(PointsFitTheAxis);
            var segment = Keys("label!", Words(20), "value!", Positive);
            return new Dictionary<string, Shape> { ["bar"] = drawn, ["line"] = drawn, ["area"] = drawn, ["pie"] = Keys("segments!", List(segment, 1, 12)) };
        }
    }

    private static Shape Block(params object[] more) => Keys(["block_id", Words(255), .. more]);

    private static void DifferentActions(JsonObject actions, BlockKitWalk walk, string path)
    {
        if (actions["elements"] is not JsonArray elements) return;
        foreach (var twice in elements.Select(e => e.At("action_id")?.ToString()).OfType<string>().GroupBy(id => id).Where(g => g.Count() > 1))
            walk.Say(path, $"two elements are called {twice.Key}");
    }

    private static void PointsFitTheAxis(JsonObject chart, BlockKitWalk walk, string path)
    {
        if (chart["series"] is not JsonArray series || chart["axis_config"].At("categories") is not JsonArray categories) return;
        var labels = categories.Select(c => c?.ToString()).ToList();
        if (labels.Distinct().Count() != labels.Count) walk.Say(path, "two categories are the same");
        foreach (var one in series.OfType<JsonObject>())
            if (one["data"] is not JsonArray data || !data.Select(p => p.At("label")?.ToString()).SequenceEqual(labels)) walk.Say(path, "points and categories differ");
        if (series.GroupBy(s => s.At("name")?.ToString()).Any(g => g.Count() > 1)) walk.Say(path, "two series have one name");
    }
}
