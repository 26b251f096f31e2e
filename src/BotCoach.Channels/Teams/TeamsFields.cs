using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using static BotCoach.Channels.Teams.TeamsBlocks;

namespace BotCoach.Channels.Teams;

/// <summary>The fields of a form as inputs (https://learn.microsoft.com/adaptive-cards/authoring-cards/input-validation), each with its hint and its error under it.</summary>
internal static partial class TeamsFields
{
    /// <summary>What is filled in comes back among a card's own data, where an id of ours would be lost by one that is called alike.</summary>
    private const string Prefix = "f.";

    private const int MostWords = 3_000;
    private const int MostLabel = 300;
    private const int MostHint = 1_000;
    private const int MostOption = 200;

    internal static string? IdOf(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : null;

    /// <param name="field">The field.</param>
    /// <param name="value">What stands in it: what the form says, or what was typed.</param>
    /// <param name="error">What is wrong with that, or null.</param>
    /// <param name="mostOptions">So many options at most, the chosen ones among them.</param>
    internal static IEnumerable<JsonObject> Of(Field field, string? value, string? error, int mostOptions)
    {
        var label = PlainWords.Line(field.Label, MostLabel) is { Length: > 0 } words ? words : PlainWords.Line(field.Id, MostLabel) is { Length: > 0 } id ? id : "Answer";
        var input = Input(field, value, mostOptions);
        if (input is null) yield return Line([new Bold(label), new Plain(field is FileField ? ": share the file with me in our chat." : ": nothing to choose from yet.")])!;
        else
        {
            (input["id"], input["label"]) = (Prefix + field.Id, label);
            if (!field.Optional) (input["isRequired"], input["errorMessage"]) = (true, Missing(field));
            yield return input;
        }
        if (error is not null && Line([new Plain(PlainWords.Line(error, MostHint))], isClose: true) is { } wrong) yield return Colored(wrong, "Attention");
        if (Hint(field, mostOptions) is { Length: > 0 } hint && Line([new Plain(hint)], isQuiet: true, isClose: true) is { } quiet) yield return quiet;
    }

    private static string Missing(Field field) => field switch
    {
        ChoiceField or FindField => "Please choose one.",
        DateField => "Please choose a day.",
        NumberField => "Please enter a number.",
        _ => "Please fill this in.",
    };

    private static JsonObject? Input(Field field, string? value, int mostOptions) => field switch
    {
        TextField text => Words(text, value),
        NumberField => With(New("Input.Number"), "value", Number(value)),
        DateField => With(New("Input.Date"), "value", DateOnly.TryParseExact(value, "yyyy-MM-dd", out _) ? value : null),
        ChoiceField choice => Choice(choice, value, mostOptions),
        FindField find => Finding(find, value),
        _ => null,
    };

    private static JsonObject Words(TextField field, string? value)
    {
        var words = PlainWords.Shortened(PlainWords.Clean(value ?? ""), MostWords);
        var input = New("Input.Text");
        (input["maxLength"], input["isMultiline"]) = (MostWords, field.Lines > 1 || words.Contains('\n'));
        return With(input, "value", words.Length > 0 ? words : null);
    }

    private static JsonNode? Number(string? value) =>
        decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonObject? Choice(ChoiceField field, string? value, int most)
    {
        var chosen = field.Several ? (value ?? "").Split(',') : [value ?? ""];
        var offered = Offered(field, chosen, most);
        if (offered.Count == 0) return null;
        var input = New("Input.ChoiceSet");
        (input["style"], input["choices"]) = (field.Several ? "expanded" : "compact", new JsonArray([.. offered.Select(o => Option(o, isMarkdown: field.Several))]));
        if (field.Several) input["isMultiSelect"] = true;
        return With(input, "value", string.Join(',', offered.Select(o => o.Value).Where(chosen.Contains)) is { Length: > 0 } those ? those : null);
    }

    private static JsonObject Finding(FindField field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || PlainWords.Clean(value) != value) value = null;
        var input = New("Input.ChoiceSet");
        (input["style"], input["placeholder"]) = ("filtered", "Type to find");
        input["choices"] = value is null ? [] : new JsonArray(Option(new Option(value, value == field.Value ? field.ValueLabel ?? value : value), isMarkdown: false));
        // https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
        input["choices.data"] = new JsonObject { ["type"] = "Data.Query", ["dataset"] = field.Source };
        return With(input, "value", value);
    }

    // What is chosen is among them; a comma would stand between two.
    private static List<Option> Offered(ChoiceField field, string[] chosen, int most)
    {
        var all = Takeable(field);
        if (all.Count <= most) return all;
        var kept = all.Where(o => chosen.Contains(o.Value)).Concat(all).DistinctBy(o => o.Value).Take(most).ToHashSet();
        return [.. all.Where(kept.Contains)];
    }

    private static List<Option> Takeable(ChoiceField field) =>
        [.. field.Options.Where(o => !string.IsNullOrWhiteSpace(o.Value) && !(field.Several && o.Value.Contains(',')) && PlainWords.Clean(o.Value) == o.Value).DistinctBy(o => o.Value)];

    private static string Hint(Field field, int mostOptions)
    {
        var hint = PlainWords.Line(field.Hint, MostHint);
        var left = field is ChoiceField choice ? Takeable(choice).Count - mostOptions : 0;
        return left <= 0 ? hint : $"{hint} {Stretch.More(left)} that do not fit here.".Trim();
    }

    /// <summary>Beside a check box, words are Markdown.</summary>
    private static JsonNode Option(Option option, bool isMarkdown)
    {
        var title = PlainWords.Line(option.Label, MostOption) is { Length: > 0 } label ? label : PlainWords.Line(option.Value, MostOption);
        return new JsonObject { ["title"] = isMarkdown ? Markdown().Replace(title, @"\$0") : title, ["value"] = option.Value };
    }

    [GeneratedRegex(@"[\\`*_\[\]<>~#|!]|^[-+]|(?<=^\d{1,9})[.)]")]
    private static partial Regex Markdown();

    private static JsonObject New(string type) => new() { ["type"] = type };

    private static JsonObject With(JsonObject input, string key, JsonNode? value)
    {
        if (value is not null) input[key] = value;
        return input;
    }
}
