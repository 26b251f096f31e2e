using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>Fills the inputs of a card as a person does: by label, a choice by its title.</summary>
public sealed class CardFilling(TeamsServer teams, TeamsSender sender)
{
    private static readonly string[] Yes = ["on", "true", "yes", "x"];

    /// <summary>Fills one. Where the app knows the choices it is asked, in this conversation and about this message.</summary>
    public async Task FillAsync(TeamsUser user, CardForm form, string label, string words, TeamsRoom room, TeamsPost? post)
    {
        var input = form.Find(label) ?? throw new InvalidOperationException($"The card has no field \"{label}\"; it has {string.Join(", ", form.Inputs.Select(CardForm.Label))}.");
        if (input["choices.data"]?["dataset"]?.ToString() is { } dataset && CardForm.Choices(input).All(c => !Same(c.Title, words)))
        {
            var found = await sender.SearchAsync(user, room, post, dataset, words);
            var pick = found.Cast<(string Title, string Value)?>().FirstOrDefault(f => f!.Value.Title.Contains(words, StringComparison.OrdinalIgnoreCase)) ?? throw new InvalidOperationException($"Nothing was offered for \"{words}\".");
            lock (teams.World.Gate) form.Enter(input, pick.Value, pick.Title);
            return;
        }
        var value = Value(user, input, words);
        lock (teams.World.Gate) form.Enter(input, value);
    }

    private string Value(TeamsUser user, JsonObject input, string words) => CardWalk.TypeOf(input) switch
    {
        // Beyond its length a field takes no more letters.
        "Input.Text" => input["maxLength"] is { } most ? words[..Math.Min(words.Length, most.GetValue<int>())] : words,
        "Input.ChoiceSet" when words == "" => "",
        "Input.ChoiceSet" when input["isMultiSelect"]?.GetValue<bool>() == true => string.Join(',', words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(w => Choice(input, w))),
        "Input.ChoiceSet" => Choice(input, words),
        "Input.Toggle" => Yes.Contains(words.ToLowerInvariant()) ? input["valueOn"]?.ToString() ?? "true" : input["valueOff"]?.ToString() ?? "false",
        "Input.Date" => Day(user, words),
        "Input.Time" when words != "" => TimeOnly.ParseExact(words, "HH:mm", CultureInfo.InvariantCulture).ToString("HH:mm", CultureInfo.InvariantCulture),
        "Input.Number" or "Input.Rating" when words != "" => double.TryParse(words, CultureInfo.InvariantCulture, out _) ? words : throw new InvalidOperationException($"\"{words}\" is no number, and nothing else can be typed there."),
        _ => words,
    };

    private static string Choice(JsonObject input, string title)
    {
        var choices = CardForm.Choices(input).ToList();
        return choices.Any(c => Same(c.Title, title)) ? choices.First(c => Same(c.Title, title)).Value
            : throw new InvalidOperationException($"There is no choice \"{title}\"; there are {string.Join(", ", choices.Select(c => c.Title))}.");
    }

    private string Day(TeamsUser user, string words)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(teams.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(user.Zone)).DateTime);
        var day = words switch { "" => (DateOnly?)null, "today" => today, "tomorrow" => today.AddDays(1), _ => DateOnly.ParseExact(words, "yyyy-MM-dd", CultureInfo.InvariantCulture) };
        return day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }

    private static bool Same(string one, string other) => string.Equals(one.Trim(), other, StringComparison.OrdinalIgnoreCase);
}
