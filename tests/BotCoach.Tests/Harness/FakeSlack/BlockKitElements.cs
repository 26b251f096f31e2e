using System.Text.Json.Nodes;
using static BotCoach.Tests.Harness.FakeSlack.Shapes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>The elements inside blocks, each with the keys it takes, https://docs.slack.dev/reference/block-kit/block-elements.</summary>
internal static class BlockKitElements
{
    private static readonly Shape Id = Words(255);
    private static readonly Shape Placeholder = Plain(150);

    private static readonly Shape Confirm = Keys("title!", Plain(100), "text!", Text(300), "confirm!", Plain(30), "deny!", Plain(30), "style", Word("primary", "danger"));

    private static readonly Shape OptionValue = (node, walk, path) => Words(walk.Strictly ? 75 : 150)(node, walk, path);
    private static readonly Shape PlainOption = Keys("text!", Plain(75), "value!", OptionValue, "description", Plain(75));
    private static readonly Shape MarkedOption = Keys("text!", Text(75), "value!", OptionValue, "description", Text(75));
    private static readonly Shape OverflowOption = Keys("text!", Plain(75), "value!", OptionValue, "description", Plain(75), "url", Words(3_000));
    private static readonly Shape OptionGroup = Keys("label!", Plain(75), "options!", List(PlainOption, 1, 100));

    private static readonly Shape Image = Keys("alt_text!", Words(2_000), "image_url", Words(3_000), "slack_file", Keys("id", Words(255), "url", Words(3_000)))
        .And((image, walk, path) => { if ((image["image_url"] is null) == (image["slack_file"] is null)) walk.Say(path, "asks for one of image_url and slack_file"); });

    public static readonly IReadOnlyDictionary<string, Shape> All = new Dictionary<string, Shape>
    {
        ["button"] = Keys("action_id!", Id, "text!", Plain(75), "value", Words(2_000), "url", Words(3_000), "style", Word("primary", "danger"), "confirm", Confirm, "accessibility_label", Words(75)),
        ["image"] = Image,
        ["static_select"] = StaticSelect("initial_option", PlainOption),
        ["multi_static_select"] = StaticSelect("initial_options", List(PlainOption, 1, 100)),
        ["external_select"] = Select("initial_option", PlainOption, "min_query_length", Whole(0, 3_000)),
        ["multi_external_select"] = Select("initial_options", List(PlainOption, 1, 100), "min_query_length", Whole(0, 3_000), "max_selected_items", Whole(1, 100)),
        ["users_select"] = Select("initial_user", Id),
        ["multi_users_select"] = Select("initial_users", List(Id, 1, 100), "max_selected_items", Whole(1, 100)),
        ["channels_select"] = Select("initial_channel", Id, "response_url_enabled", Flag),
        ["conversations_select"] = Select("initial_conversation", Id, "response_url_enabled", Flag, "default_to_current_conversation", Flag, "filter", Keys(
            "include", List(Words(20), 1, 4), "exclude_external_shared_channels", Flag, "exclude_bot_users", Flag)),
        ["overflow"] = Keys("action_id!", Id, "options!", List(OverflowOption, 1, 5), "confirm", Confirm),
        ["checkboxes"] = Choice("initial_options", List(MarkedOption, 1, 10)),
        ["radio_buttons"] = Choice("initial_option", MarkedOption),
        ["datepicker"] = Keys("action_id!", Id, "initial_date", Day, "confirm", Confirm, "focus_on_load", Flag, "placeholder", Placeholder),
        ["timepicker"] = Keys("action_id!", Id, "initial_time", Words(5), "confirm", Confirm, "focus_on_load", Flag, "placeholder", Placeholder, "timezone", Words(100)),
        ["datetimepicker"] = Keys("action_id!", Id, "initial_date_time", Number, "confirm", Confirm, "focus_on_load", Flag),
        ["plain_text_input"] = Entry("multiline", Flag, "min_length", Whole(0, 3_000), "max_length", Whole(1, 3_000), "initial_value", Words(3_000), "dispatch_action_config", Dispatch)
            .And((input, walk, path) =>
            {
                if (Read(input["max_length"]) is { } most && input["initial_value"] is { } value && walk.Length(value.ToString()) > most) walk.Say(path, "begins with more than it takes");
            }),
        ["email_text_input"] = Entry("initial_value", Words(3_000), "dispatch_action_config", Dispatch),
        ["url_text_input"] = Entry("initial_value", Words(3_000), "dispatch_action_config", Dispatch),
        ["number_input"] = Entry("is_decimal_allowed!", Flag, "initial_value", Figure, "min_value", Figure, "max_value", Figure, "dispatch_action_config", Dispatch).And(Range),
        ["file_input"] = Keys("action_id!", Id, "filetypes", List(Words(50), 1, 100), "max_files", Whole(1, 10)),
    };

    private static readonly string[] OfInputs = ["plain_text_input", "email_text_input", "url_text_input", "number_input", "file_input"];
    private static readonly string[] OfBoth = [.. All.Keys.Where(k => k.EndsWith("select", StringComparison.Ordinal)), "checkboxes", "radio_buttons", "datepicker", "timepicker"];

    public static readonly Shape InAccessory = Kind(All, type => OfBoth.Contains(type) || type is "button" or "image" or "overflow");
    public static readonly Shape InActions = Kind(All, type => OfBoth.Contains(type) || type is "button" or "overflow" or "datetimepicker");
    private static readonly Shape AnyInput = Kind(All, type => OfBoth.Contains(type) || OfInputs.Contains(type) || type is "datetimepicker");

    public static readonly Shape InInput = (node, walk, path) =>
    {
        AnyInput(node, walk, path);
        if (node.At("type")?.ToString() == "file_input" && walk.Surface != Surface.Modal) walk.Say(path, "a file_input belongs in a modal");
    };

    private static Shape Dispatch => Keys("trigger_actions_on", List(Word("on_enter_pressed", "on_character_entered"), 1, 2));

    private static Shape Entry(params object[] more) => Keys(["action_id!", Id, "placeholder", Placeholder, "focus_on_load", Flag, .. more]);

    private static Shape Select(string initial, Shape of, params object[] more) =>
        Keys(["action_id!", Id, "placeholder", Placeholder, "confirm", Confirm, "focus_on_load", Flag, initial, of, .. more]);

    private static Shape StaticSelect(string initial, Shape of) =>
        Select(initial, of, "options", List(PlainOption, 1, 100), "option_groups", List(OptionGroup, 1, 100), "max_selected_items", Whole(1, 100)).And((select, walk, path) =>
        {
            if ((select["options"] is null) == (select["option_groups"] is null)) walk.Say(path, "asks for one of options and option_groups");
            Initial(select, initial, walk, path);
        });

    private static Shape Choice(string initial, Shape of) => Keys("action_id!", Id, "options!", List(MarkedOption, 1, 10), "confirm", Confirm, "focus_on_load", Flag, initial, of)
        .And((choice, walk, path) => Initial(choice, initial, walk, path));

    // What is chosen at first must be one of the options, word for word.
    private static void Initial(JsonObject choice, string key, BlockKitWalk walk, string path)
    {
        var options = (choice["option_groups"] as JsonArray)?.SelectMany(g => g.At("options") as JsonArray ?? []) ?? choice["options"] as JsonArray ?? [];
        var all = options.Select(o => o?.ToJsonString()).ToHashSet();
        IEnumerable<JsonNode?> chosen = choice[key] switch { JsonArray several => several, null => [], var one => new[] { one } };
        if (chosen.Any(c => !all.Contains(c?.ToJsonString()))) walk.Say($"{path}.{key}", "is not among the options");
        if (walk.Strictly && options.GroupBy(o => o.At("value")?.ToString()).Any(g => g.Count() > 1)) walk.Say($"{path}.options", "two with the same value");
    }

    private static void Range(JsonObject number, BlockKitWalk walk, string path)
    {
        var (least, most, value) = (Read(number["min_value"]), Read(number["max_value"]), Read(number["initial_value"]));
        if (least > most || value < least || value > most) walk.Say(path, "a range that nothing fits");
        if (number["is_decimal_allowed"]?.ToString() == "false" && value is { } v && v != decimal.Truncate(v)) walk.Say(path, "begins with a fraction that it does not take");
    }
}
