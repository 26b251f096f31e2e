using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A card and what somebody entered into it. All that is entered travels as text.</summary>
public sealed class CardForm
{
    private const string Required = "This is a required input.";
    private const string Wrong = "This is not valid.";
    private readonly Dictionary<string, string> _titles = [];

    public CardForm(JsonObject card)
    {
        Card = card;
        Inputs = [.. CardWalk.All(card).Where(CardWalk.IsInput)];
        foreach (var input in Inputs) Values[input["id"]!.ToString()] = Initial(input);
    }

    public JsonObject Card { get; }
    public IReadOnlyList<JsonObject> Inputs { get; }

    /// <summary>By the input's id; empty where nothing is entered.</summary>
    public Dictionary<string, string> Values { get; } = [];

    /// <summary>What the client says at an input, by its id.</summary>
    public Dictionary<string, string> Errors { get; } = [];

    /// <summary>The input of this label, or whose label says it.</summary>
    public JsonObject? Find(string label) =>
        Inputs.FirstOrDefault(i => string.Equals(Label(i), label, StringComparison.OrdinalIgnoreCase)) ?? Inputs.FirstOrDefault(i => Label(i).Contains(label, StringComparison.OrdinalIgnoreCase));

    public static string Label(JsonObject input) => (input["label"] ?? input["title"] ?? input["placeholder"])?.ToString().TrimEnd('*', ' ') ?? "";

    /// <summary>Enters a value; what was chosen elsewhere is shown by its <paramref name="title"/>.</summary>
    public void Enter(JsonObject input, string value, string? title = null)
    {
        var id = input["id"]!.ToString();
        Values[id] = value;
        if (title is not null) _titles[$"{id} {value}"] = title;
    }

    /// <summary>What stands in an input.</summary>
    public string Shown(string id)
    {
        var (value, input) = (Values.GetValueOrDefault(id, ""), Inputs.First(i => i["id"]!.ToString() == id));
        if (_titles.TryGetValue($"{id} {value}", out var title)) return title;
        if (CardWalk.TypeOf(input) is not "Input.ChoiceSet" || value == "") return value;
        return string.Join(", ", value.Split(',').Select(v => Choices(input).FirstOrDefault(c => c.Value == v).Title ?? v));
    }

    public static IEnumerable<(string Title, string Value)> Choices(JsonObject input) =>
        (input["choices"] as JsonArray ?? []).OfType<JsonObject>().Select(c => (c["title"]!.ToString(), c["value"]!.ToString()));

    /// <summary>Says at each input what the client does not let pass; true when there is nothing.</summary>
    public bool Check()
    {
        Errors.Clear();
        foreach (var input in Inputs)
            if (Complaint(input, Values[input["id"]!.ToString()]) is { } says) Errors[input["id"]!.ToString()] = input["errorMessage"]?.ToString() ?? says;
        return Errors.Count == 0;
    }

    /// <summary>What is sent: the button's data, and the inputs beside it at top level.</summary>
    public JsonObject Merged(JsonObject action)
    {
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        if (action["associatedInputs"]?.ToString().ToLowerInvariant() == "none") return data;
        foreach (var input in Inputs)
        {
            var (id, value) = (input["id"]!.ToString(), Values[input["id"]!.ToString()]);
            // A choice not made is not sent; an empty text is.
            if (value != "" || CardWalk.TypeOf(input) is "Input.Text" or "Input.Toggle") data[id] = value;
        }
        return data;
    }

    private static string Initial(JsonObject input) => input["value"]?.ToString() is { Length: > 0 } value ? value
        : CardWalk.TypeOf(input) == "Input.Toggle" ? input["valueOff"]?.ToString() ?? "false" : "";

    private static string? Complaint(JsonObject input, string value)
    {
        var isEmpty = value == "" || CardWalk.TypeOf(input) == "Input.Toggle" && value != (input["valueOn"]?.ToString() ?? "true");
        if (isEmpty) return input["isRequired"]?.GetValue<bool>() == true ? Required : null;
        return CardWalk.TypeOf(input) switch
        {
            "Input.Text" when input["regex"]?.ToString() is { Length: > 0 } pattern && !Regex.IsMatch(value, pattern) => Wrong,
            "Input.Number" => IsBetween(double.Parse(value, CultureInfo.InvariantCulture), Number(input["min"]), Number(input["max"])) ? null : Wrong,
            "Input.Date" or "Input.Time" => IsBetween(value, input["min"]?.ToString(), input["max"]?.ToString()) ? null : Wrong,
            _ => null,
        };
    }

    private static bool IsBetween(double value, double? min, double? max) => value >= (min ?? value) && value <= (max ?? value);

    private static bool IsBetween(string value, string? min, string? max) => string.CompareOrdinal(value, min ?? value) >= 0 && string.CompareOrdinal(value, max ?? value) <= 0;

    private static double? Number(JsonNode? node) => node is null ? null : double.Parse(node.ToString(), CultureInfo.InvariantCulture);
}
