using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>A modal on somebody's screen, or somebody's home tab.</summary>
public sealed class SlackView(string id, SlackUser user, SlackInstall install)
{
    private static readonly string[] Kept = ["type", "title", "submit", "close", "blocks", "private_metadata", "callback_id", "external_id", "clear_on_close", "notify_on_close"];

    public string Id => id;
    public SlackUser User => user;
    public SlackInstall Install => install;
    public string Hash { get; set; } = "";
    public required string RootId { get; init; }
    public string? PreviousId { get; init; }

    /// <summary>What the person entered, and what stood there at first: block, action, element's state.</summary>
    public JsonObject Values { get; private set; } = [];

    /// <summary>The sentences at the fields, by block id, of the last submission.</summary>
    public Dictionary<string, string> Errors { get; } = [];
    public long ChangedBy { get; set; }
    public JsonObject Source { get; private set; } = [];
    public JsonArray Blocks => Source["blocks"]!.AsArray();
    public bool IsHome => Source["type"]?.GetValue<string>() == "home";
    public string? ExternalId => Source["external_id"]?.GetValue<string>() is { Length: > 0 } text ? text : null;
    public bool NotifyOnClose => Source["notify_on_close"]?.GetValue<bool>() == true;

    /// <summary>What a person reads on it.</summary>
    public string Words => string.Join("\n", [BlockWords.Of(Source["title"]), BlockWords.Of(Blocks), .. Errors.Values, BlockWords.Of(Source["submit"])]);

    /// <summary>Shows this from now on. What was entered stays where block id and action id stay.</summary>
    public void Show(JsonObject view)
    {
        var source = new JsonObject();
        foreach (var key in Kept)
            if (view[key] is { } value) source[key] = value.DeepClone();
        BlockIds.Give(source["blocks"]!.AsArray());
        Source = source;
        Values = ViewState.Of(Blocks, Values);
        Errors.Clear();
    }

    /// <summary>As the Web API and the payloads show it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["id"] = id, ["team_id"] = user.Team.Id, ["type"] = Source["type"]?.DeepClone(), ["blocks"] = Blocks.DeepClone(),
            ["private_metadata"] = Source["private_metadata"]?.DeepClone() ?? "", ["callback_id"] = Source["callback_id"]?.DeepClone() ?? "",
            ["state"] = new JsonObject { ["values"] = Values.DeepClone() }, ["hash"] = Hash, ["title"] = Source["title"]?.DeepClone(),
            ["clear_on_close"] = Source["clear_on_close"]?.DeepClone() ?? false, ["notify_on_close"] = NotifyOnClose,
            ["close"] = Source["close"]?.DeepClone(), ["submit"] = Source["submit"]?.DeepClone(), ["previous_view_id"] = PreviousId, ["root_view_id"] = RootId,
            ["app_id"] = "A0COACH", ["external_id"] = ExternalId ?? "", ["app_installed_team_id"] = install.Key, ["bot_id"] = install.BotId,
        };
        return json;
    }
}

/// <summary>Slack gives every block and every element an id that has none, and turns the emoji on.</summary>
public static class BlockIds
{
    public static void Give(JsonArray blocks)
    {
        TurnEmojiOn(blocks);
        foreach (var block in blocks.OfType<JsonObject>())
        {
            if (block["block_id"]?.GetValue<string>() is not { Length: > 0 }) block["block_id"] = SlackWorld.Secret(3);
            foreach (var element in ElementsOf(block))
                if (element["action_id"]?.GetValue<string>() is not { Length: > 0 }) element["action_id"] = SlackWorld.Secret(3);
        }
    }

    /// <summary>What can be pressed or filled in a block.</summary>
    public static IEnumerable<JsonObject> ElementsOf(JsonObject block)
    {
        if (block["element"] is JsonObject element) yield return element;
        if (block["accessory"] is JsonObject accessory && accessory["type"]?.GetValue<string>() != "image") yield return accessory;
        if (block["type"]?.GetValue<string>() != "actions" || block["elements"] is not JsonArray elements) yield break;
        foreach (var one in elements.OfType<JsonObject>()) yield return one;
    }

    private static void TurnEmojiOn(JsonNode? node)
    {
        if (node is JsonArray array)
            foreach (var item in array) TurnEmojiOn(item);
        if (node is not JsonObject json) return;
        foreach (var (_, child) in json) TurnEmojiOn(child);
        if (json["type"] is JsonValue type && type.ToString() == "plain_text") json["emoji"] ??= true;
    }
}

/// <summary>The <c>state.values</c> of a view.</summary>
public static class ViewState
{
    public static JsonObject Of(JsonArray blocks, JsonObject before)
    {
        var values = new JsonObject();
        foreach (var block in blocks.OfType<JsonObject>())
        {
            foreach (var element in BlockIds.ElementsOf(block))
            {
                if (Initial(element) is not { } initial) continue;
                var (inBlock, id) = (block["block_id"]!.GetValue<string>(), element["action_id"]!.GetValue<string>());
                if (before[inBlock]?[id] is { } kept && kept["type"]?.ToString() == initial["type"]?.ToString()) initial = kept.DeepClone().AsObject();
                if (values[inBlock] is not JsonObject ofBlock) values[inBlock] = ofBlock = [];
                ofBlock[id] = initial;
            }
        }
        return values;
    }

    /// <summary>An element's state before anybody touched it; null for one that has none, such as a button.</summary>
    public static JsonObject? Initial(JsonObject element)
    {
        var type = element["type"]!.GetValue<string>();
        return KeyOf(type) is not ({ } key, { } from) ? null : new JsonObject
        {
            ["type"] = type, [key] = element[from]?.DeepClone() ?? (key is "selected_options" or "files" or "selected_users" ? new JsonArray() : null),
        };
    }

    /// <summary>Where an element's value stands in the state, and what it begins with.</summary>
    public static (string? Key, string? From) KeyOf(string type) => type switch
    {
        "plain_text_input" or "number_input" or "email_text_input" or "url_text_input" => ("value", "initial_value"),
        "rich_text_input" => ("rich_text_value", "initial_value"),
        "static_select" or "external_select" or "radio_buttons" => ("selected_option", "initial_option"),
        "multi_static_select" or "multi_external_select" or "checkboxes" => ("selected_options", "initial_options"),
        "datepicker" => ("selected_date", "initial_date"),
        "timepicker" => ("selected_time", "initial_time"),
        "datetimepicker" => ("selected_date_time", "initial_date_time"),
        "users_select" => ("selected_user", "initial_user"),
        "multi_users_select" => ("selected_users", "initial_users"),
        "conversations_select" => ("selected_conversation", "initial_conversation"),
        "channels_select" => ("selected_channel", "initial_channel"),
        "file_input" => ("files", "initial_files"),
        _ => (null, null),
    };

    /// <summary>What the client itself says before it sends anything, by block id: Slack lets nobody submit an empty field that is not optional.</summary>
    public static IEnumerable<(string Block, string Says)> Complaints(SlackView view)
    {
        foreach (var block in view.Blocks.OfType<JsonObject>().Where(b => b["type"]?.GetValue<string>() == "input"))
        {
            var element = block["element"]!.AsObject();
            var (id, type) = (block["block_id"]!.GetValue<string>(), element["type"]!.GetValue<string>());
            if (KeyOf(type).Key is not { } key) continue;
            var value = view.Values[id]?[element["action_id"]!.GetValue<string>()]?[key];
            var words = value is JsonValue ? value.ToString() : "";
            var isEmpty = value is null || value is JsonArray { Count: 0 } || value is JsonValue && words == "";
            if (isEmpty && block["optional"]?.GetValue<bool>() != true) yield return (id, "Please complete this required field.");
            if (words.Length > (element["max_length"]?.GetValue<int>() ?? 3_000)) yield return (id, $"Please use at most {element["max_length"] ?? 3_000} characters.");
            if (!isEmpty && words.Length < (element["min_length"]?.GetValue<int>() ?? 0)) yield return (id, $"Please use at least {element["min_length"]} characters.");
            if (type == "number_input" && !isEmpty && !IsNumber(element, words)) yield return (id, "Please enter a valid number.");
        }
    }

    private static bool IsNumber(JsonObject element, string words) =>
        decimal.TryParse(words, System.Globalization.CultureInfo.InvariantCulture, out var number) && (element["is_decimal_allowed"]?.GetValue<bool>() == true || number == Math.Truncate(number));
}
