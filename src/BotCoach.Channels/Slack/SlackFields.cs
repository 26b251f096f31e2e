using System.Globalization;
using System.Text.Json.Nodes;
using static BotCoach.Channels.Slack.SlackBlocks;

namespace BotCoach.Channels.Slack;

/// <summary>The fields of a form as input blocks, https://docs.slack.dev/reference/block-kit/blocks/input-block.</summary>
internal static class SlackFields
{
    private const int MostWords = 3_000;
    private const int MostHint = 1_900;
    private const int MostOptions = 100;
    private const int MostCheckboxes = 10;

    internal static JsonObject Of(Field field, long basedOn)
    {
        var label = SlackText.Line(field.Label, MostHint) is { Length: > 0 } words ? words : SlackText.Line(field.Id, MostHint) is { Length: > 0 } id ? id : "Answer";
        if (Element(field) is not { } element) return Section($"{SlackMrkdwn.One(Text.Strong(label), MostHint)}\nNothing to choose from yet.");
        var block = new JsonObject { ["type"] = "input", ["block_id"] = SlackIds.BlockId(field.Id, basedOn), ["label"] = Plain(label), ["element"] = element };
        if (field.Optional) block["optional"] = true;
        if (Hint(field) is { Length: > 0 } hint) block["hint"] = Plain(hint);
        return block;
    }

    private static JsonObject? Element(Field field) => field switch
    {
        TextField text => Words(text),
        NumberField => With(New("number_input", field.Id, ("is_decimal_allowed", true)), "initial_value", Number(field.Value)),
        DateField => With(New("datepicker", field.Id), "initial_date", DateOnly.TryParseExact(field.Value, "yyyy-MM-dd", out _) ? field.Value : null),
        ChoiceField choice => Choice(choice),
        FindField find => With(New("external_select", find.Source, ("min_query_length", 1)), "initial_option", Found(find)),
        FileField => New("file_input", field.Id, ("max_files", 1)),
        _ => null,
    };

    private static JsonObject Words(TextField field)
    {
        var value = PlainWords.Shortened(PlainWords.Clean(field.Value ?? ""), MostWords);
        var input = New("plain_text_input", field.Id, ("multiline", field.Lines > 1 || value.Contains('\n')), ("max_length", MostWords));
        return With(input, "initial_value", string.IsNullOrWhiteSpace(value) ? null : value);
    }

    private static string? Number(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static JsonObject? Choice(ChoiceField field)
    {
        var chosen = field.Several ? (field.Value ?? "").Split(',') : [field.Value ?? ""];
        var options = Offered(field, chosen).ToList();
        if (options.Count == 0) return null;
        var initial = options.Where(o => chosen.Contains(o.Value)).Select(SlackWriter.Option).ToArray();
        var type = !field.Several ? "static_select" : options.Count <= MostCheckboxes ? "checkboxes" : "multi_static_select";
        var select = New(type, field.Id, ("options", new JsonArray([.. options.Select(SlackWriter.Option)])));
        return field.Several ? With(select, "initial_options", initial.Length == 0 ? null : new JsonArray(initial)) : With(select, "initial_option", initial.FirstOrDefault());
    }

    // The first hundred; what is chosen is among them.
    private static IEnumerable<Option> Offered(ChoiceField field, string[] chosen)
    {
        var all = SlackWriter.Takeable(field.Options).ToList();
        if (all.Count <= MostOptions) return all;
        var kept = all.Where(o => chosen.Contains(o.Value)).Concat(all).DistinctBy(o => o.Value).Take(MostOptions).ToHashSet();
        return all.Where(kept.Contains);
    }

    private static string Hint(Field field)
    {
        var hint = SlackText.Line(field.Hint, MostHint);
        var left = field is ChoiceField choice ? SlackWriter.Takeable(choice.Options).Count() - MostOptions : 0;
        return left <= 0 ? hint : $"{hint} {Stretch.More(left)} that do not fit here.".Trim();
    }

    private static JsonNode? Found(FindField find) =>
        SlackWriter.Takeable([new Option(find.Value ?? "", find.ValueLabel ?? "")]).Select(SlackWriter.Option).FirstOrDefault();

    private static JsonObject New(string type, string id, params (string Key, JsonNode Value)[] more)
    {
        var element = new JsonObject { ["type"] = type, ["action_id"] = id };
        foreach (var (key, value) in more) element[key] = value;
        return element;
    }

    private static JsonObject With(JsonObject element, string key, JsonNode? value)
    {
        if (value is not null) element[key] = value;
        return element;
    }
}
