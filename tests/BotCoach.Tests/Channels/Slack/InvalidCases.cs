using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The smallest blocks that Slack takes.</summary>
internal static class Valid
{
    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };
    public static JsonObject Section() => new() { ["type"] = "section", ["text"] = Plain("Words") };
    public static JsonObject Button() => new() { ["type"] = "button", ["action_id"] = "a.b", ["text"] = Plain("Press") };
    public static JsonObject Option(string value = "v") => new() { ["text"] = Plain("Label"), ["value"] = value };
    public static JsonObject Select() => new() { ["type"] = "static_select", ["action_id"] = "a", ["options"] = new JsonArray(Option()) };
    public static JsonObject Actions(JsonNode element) => new() { ["type"] = "actions", ["elements"] = new JsonArray(element) };
    public static JsonObject Input(JsonNode element) => new() { ["type"] = "input", ["label"] = Plain("Label"), ["element"] = element };

    public static JsonObject Modal(params JsonNode?[] blocks) =>
        new() { ["type"] = "modal", ["title"] = Plain("Title"), ["submit"] = Plain("Save"), ["blocks"] = new JsonArray(blocks) };

    public static JsonObject Chart() => (JsonObject)JsonNode.Parse("""
        {"type":"data_visualization","title":"T","chart":{"type":"bar","series":[{"name":"S","data":[{"label":"A","value":1}]}],"axis_config":{"categories":["A"]}}}
        """)!;

    public static JsonObject Pie() => (JsonObject)JsonNode.Parse("""
        {"type":"data_visualization","title":"T","chart":{"type":"pie","segments":[{"label":"A","value":1}]}}
        """)!;
}

/// <summary>The invalid cases of slackblocks-spec that concern blocks we write, made after their names with the numbers of <c>limits.json</c>.</summary>
internal sealed class InvalidCases(JsonNode limits)
{
    private readonly Dictionary<string, (JsonNode Json, Surface Surface)> _all = [];

    public static IReadOnlyDictionary<string, (JsonNode Json, Surface Surface)> All(JsonNode limits)
    {
        var made = new InvalidCases(limits);
        made.Texts();
        made.Buttons();
        made.Choices();
        made.Inputs();
        made.Layouts();
        made.Views();
        made.Charts();
        made.Shapes();
        return made._all;
    }

    private void Texts()
    {
        Message("text-empty", With(Valid.Section(), "text", Valid.Plain("")));
        Message("text-too-long", With(Valid.Section(), "text", Valid.Plain(Over("text.max_length"))));
        Message("block-id-too-long", With(Valid.Section(), "block_id", Over("block_id.max_length")));
        Message("button-action-id-too-long", Valid.Actions(With(Valid.Button(), "action_id", Over("action_id.max_length"))));
    }

    private void Buttons()
    {
        Message("button-text-too-long", Valid.Actions(With(Valid.Button(), "text", Valid.Plain(Over("button.text.max_length")))));
        foreach (var (name, key) in new[] { ("url", "url"), ("value", "value"), ("accessibility-label", "accessibility_label") })
            Message($"button-{name}-too-long", Valid.Actions(With(Valid.Button(), key, Over($"button.{key}.max_length"))));
        foreach (var key in new[] { "title", "text", "confirm", "deny" })
        {
            JsonObject confirm = new() { ["title"] = Valid.Plain("T"), ["text"] = Valid.Plain("T"), ["confirm"] = Valid.Plain("Y"), ["deny"] = Valid.Plain("N") };
            Message($"confirmation-{key}-too-long", Valid.Actions(With(Valid.Button(), "confirm", With(confirm, key, Valid.Plain(Over($"confirmation.{key}.max_length"))))));
        }
    }

    private void Choices()
    {
        Message("option-text-too-long", Selecting(With(Valid.Option(), "text", Valid.Plain(Over("option.text.max_length")))));
        Message("option-value-too-long", Selecting(Valid.Option(Over("option.value.max_length"))));
        Message("option-description-too-long", Selecting(With(Valid.Option(), "description", Valid.Plain(Over("option.description.max_length")))));
        var wide = string.Concat(Enumerable.Repeat("😀", Limit("option.url.max_length") + 1));
        Message("option-url-too-long", Valid.Actions(Choice("overflow", With(Valid.Option(), "url", wide))));
        Message("option-group-label-too-long", Grouped(Group(Over("option_group.label.max_length"), 1)));
        Message("option-group-empty", Grouped(Group("G", 0)));
        Message("option-group-too-many-options", Grouped(Group("G", Limit("option_group.options.max_items") + 1)));
        Message("select-placeholder-too-long", Valid.Actions(With(Valid.Select(), "placeholder", Valid.Plain(Over("select.placeholder.max_length")))));
        Message("select-too-many-options", Selecting(Options(Limit("select.options.max_items") + 1)));
        Message("select-too-many-option-groups", Grouped([.. Enumerable.Range(0, Limit("select.option_groups.max_items") + 1).Select(_ => Group("G", 1))]));
        foreach (var (name, type, key) in new[] { ("overflow", "overflow", "overflow"), ("checkboxes", "checkboxes", "checkboxes"), ("radio-buttons", "radio_buttons", "radio_buttons") })
        {
            Message($"{name}-empty", Valid.Actions(Choice(type)));
            Message($"{name}-too-many-options", Valid.Actions(Choice(type, Options(Limit($"{key}.options.max_items") + 1))));
        }
    }

    private void Inputs()
    {
        JsonObject File(int most) => new() { ["type"] = "file_input", ["action_id"] = "a", ["max_files"] = most };
        Modal("file-input-max-files-too-small", Valid.Input(File(Limit("file_input.max_files.min") - 1)));
        Modal("file-input-max-files-too-large", Valid.Input(File(Limit("file_input.max_files.max") + 1)));
        JsonObject words = new() { ["type"] = "plain_text_input", ["action_id"] = "a", ["max_length"] = Limit("plain_text_input.max_length.max") + 1 };
        Modal("plain-text-input-max-length-too-large", Valid.Input(words));
        JsonObject number = new() { ["type"] = "number_input", ["action_id"] = "a", ["is_decimal_allowed"] = true, ["min_value"] = "2", ["max_value"] = "1" };
        Modal("number-input-inverted-range", Valid.Input(number));
        Modal("input-label-too-long", With(Valid.Input(Valid.Select()), "label", Valid.Plain(Over("input.label.max_length"))));
        Modal("input-hint-too-long", With(Valid.Input(Valid.Select()), "hint", Valid.Plain(Over("input.hint.max_length"))));
        Modal("input-invalid-element", Valid.Input(Valid.Button()));
    }

    private void Layouts()
    {
        var buttons = Enumerable.Range(0, Limit("actions.elements.max_items") + 1).Select(i => (JsonNode)With(Valid.Button(), "action_id", $"a.b~{i}"));
        Message("actions-too-many-elements", new JsonObject { ["type"] = "actions", ["elements"] = new JsonArray([.. buttons]) });
        Message("context-too-many-elements", Context([.. Enumerable.Range(0, Limit("context.elements.max_items") + 1).Select(_ => Valid.Plain("x"))]));
        Message("context-invalid-element", Context(Valid.Button()));
        Message("header-text-too-long", new JsonObject { ["type"] = "header", ["text"] = Valid.Plain(Over("header.text.max_length")) });
        Message("section-text-too-long", With(Valid.Section(), "text", Valid.Plain(Over("section.text.max_length"))));
        var fields = Enumerable.Range(0, Limit("section.fields.max_items") + 1).Select(_ => (JsonNode)Valid.Plain("x"));
        Message("section-too-many-fields", With(Valid.Section(), "fields", new JsonArray([.. fields])));
        Message("section-field-too-long", With(Valid.Section(), "fields", new JsonArray(Valid.Plain(Over("section.fields.item_max_length")))));
        Message("section-missing-content", new JsonObject { ["type"] = "section" });
        Message("image-url-too-long", Image("image_url", Over("image.image_url.max_length")));
        Message("image-alt-text-too-long", With(Image("image_url", "https://x.example"), "alt_text", Over("image.alt_text.max_length")));
        Message("image-url-and-slack-file", With(Image("image_url", "https://x.example"), "slack_file", new JsonObject { ["id"] = "F1" }));
    }

    private void Views()
    {
        void View(string name, string key, JsonNode? value) => _all[name] = (With(Valid.Modal(Valid.Section()), key, value), Surface.Modal);
        View("view-missing-blocks", "blocks", new JsonArray());
        View("view-too-many-blocks", "blocks", new JsonArray([.. Enumerable.Range(0, Limit("view.blocks.max_items") + 1).Select(_ => Valid.Section())]));
        View("view-private-metadata-too-long", "private_metadata", Over("view.private_metadata.max_length"));
        View("view-callback-id-too-long", "callback_id", Over("view.callback_id.max_length"));
        foreach (var key in new[] { "title", "close", "submit" }) View($"view-{key}-too-long", key, Valid.Plain(Over($"view.{key}.max_length")));
    }

    private void Charts()
    {
        void Pie(string name, Action<JsonObject> spoil) => Chart(name, Valid.Pie(), spoil);
        void Bar(string name, Action<JsonObject> spoil) => Chart(name, Valid.Chart(), spoil);
        Message("data-visualization-title-too-long", With(Valid.Chart(), "title", Over("data_visualization.title.max_length")));
        Pie("pie-chart-empty", c => c["segments"] = new JsonArray());
        Pie("pie-chart-too-many-segments", c => c["segments"] = Points("segments"));
        Pie("chart-segment-label-too-long", c => c["segments"]![0]!["label"] = Over("data_visualization.segment.label.max_length"));
        Pie("chart-segment-value-not-positive", c => c["segments"]![0]!["value"] = Limit("data_visualization.segment.value.exclusive_min"));
        Bar("chart-series-empty", c => c["series"] = new JsonArray());
        Bar("chart-too-many-series", c => c["series"] = new JsonArray([.. Enumerable.Range(0, Limit("data_visualization.series.max_items") + 1)
            .Select(i => JsonNode.Parse($$"""{"name":"S{{i}}","data":[{"label":"A","value":1}]}"""))]));
        Bar("data-series-name-too-long", c => c["series"]![0]!["name"] = Over("data_visualization.series_name.max_length"));
        Bar("data-series-empty", c => c["series"]![0]!["data"] = new JsonArray());
        Bar("data-series-too-many-points", c => c["series"]![0]!["data"] = Points("data"));
        Bar("data-point-label-too-long", c => c["series"]![0]!["data"]![0]!["label"] = Over("data_visualization.point_label.max_length"));
        Bar("axis-categories-empty", c => c["axis_config"]!["categories"] = new JsonArray());
        Bar("axis-too-many-categories", c => c["axis_config"]!["categories"] = new JsonArray([.. Points("categories").Select(p => (JsonNode)p!["label"]!.ToString())]));
        Bar("axis-category-label-too-long", c => c["axis_config"]!["categories"]![0] = Over("data_visualization.category_label.max_length"));
        Bar("axis-label-too-long", c => c["axis_config"]!["x_label"] = Over("data_visualization.axis_label.max_length"));
    }

    private void Shapes()
    {
        var both = With(Valid.Select(), "option_groups", new JsonArray(Group("G", 1)));
        Message("static-select-options-and-groups", Valid.Actions(both));
    }

    private void Message(string name, JsonObject block) => _all[name] = (new JsonArray(block), Surface.Message);

    private void Modal(string name, JsonObject block) => _all[name] = (Valid.Modal(block), Surface.Modal);

    private void Chart(string name, JsonObject block, Action<JsonObject> spoil)
    {
        spoil((JsonObject)block["chart"]!);
        Message(name, block);
    }

    private int Limit(string path) => (int)path.Split('.').Aggregate(limits, (node, key) => node[key]!);

    private string Over(string path) => new('x', Limit(path) + 1);

    private JsonArray Points(string kind) => new([.. Enumerable.Range(0, Limit($"data_visualization.{kind}.max_items") + 1).Select(i => JsonNode.Parse($$"""{"label":"P{{i}}","value":1}"""))]);

    private static JsonObject With(JsonObject thing, string key, JsonNode? value)
    {
        thing[key] = value;
        return thing;
    }

    private static JsonObject[] Options(int count) => [.. Enumerable.Range(0, count).Select(i => Valid.Option($"v{i}"))];
    private static JsonObject Choice(string type, params JsonObject[] options) => new() { ["type"] = type, ["action_id"] = "a", ["options"] = new JsonArray([.. options]) };
    private static JsonObject Selecting(params JsonObject[] options) => Valid.Actions(Choice("static_select", options));
    private static JsonObject Group(string label, int count) => new() { ["label"] = Valid.Plain(label), ["options"] = new JsonArray([.. Options(count)]) };
    private static JsonObject Grouped(params JsonObject[] groups) => Valid.Actions(new JsonObject { ["type"] = "static_select", ["action_id"] = "a", ["option_groups"] = new JsonArray([.. groups]) });
    private static JsonObject Context(params JsonObject[] elements) => new() { ["type"] = "context", ["elements"] = new JsonArray([.. elements]) };
    private static JsonObject Image(string key, string value) => new() { ["type"] = "image", ["alt_text"] = "A", [key] = value };
}
