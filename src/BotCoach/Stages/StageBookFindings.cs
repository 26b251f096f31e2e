using System.Text.RegularExpressions;

namespace BotCoach.Stages;

/// <summary>The problems found so far, and the checks that every part of a process shares.</summary>
internal sealed partial class StageBookFindings
{
    private readonly List<StageBookProblem> _all = [];

    public IReadOnlyList<StageBookProblem> All => _all;

    public void Error(string place, string sentence) => _all.Add(new StageBookProblem(place, sentence, IsWarning: false));

    public void Warning(string place, string sentence) => _all.Add(new StageBookProblem(place, sentence, IsWarning: true));

    public void Texts(string place, params IEnumerable<(string Name, string Text)> texts)
    {
        foreach (var (name, text) in texts)
            if (string.IsNullOrWhiteSpace(text)) Error(place, $"The {name} is empty.");
    }

    public void Lines(string place, IReadOnlyList<Line> lines)
    {
        for (var i = 0; i < lines.Count; i++) Texts($"{place}/{i + 1}", ("text", lines[i].Text), ("source", lines[i].Source));
    }

    public void AtLeastOne(string place, string name, int number)
    {
        if (number <= 0) Error(place, $"The {name} must be 1 or more, not {number}.");
    }

    public void OneOf(string place, string name, string said, IReadOnlyCollection<string> known)
    {
        if (!known.Contains(said)) Error(place, $"The {name} '{said}' is not known. Known are {Chat.Wording.List([.. known])}.");
    }

    public void Field(string place, string field)
    {
        if (!KnownFields.Rules.ContainsKey(field)) Error(place, $"The field '{field}' is not known{Nearest(field)}.");
    }

    public void FieldRule(string place, string field, string rule)
    {
        if (!KnownFields.Rules.TryGetValue(field, out var rules)) Field(place, field);
        else if (!rules.Contains(rule)) Error(place, $"The rule '{rule}' does not fit the field '{field}'. It can be {Chat.Wording.List(rules)}.");
    }

    public void Ids(string kind, IEnumerable<(string Place, string Id)> ids)
    {
        var seen = new Dictionary<string, string>();
        foreach (var (place, id) in ids)
            if (!IdShape().IsMatch(id)) Error(place, $"The {kind}'s id '{id}' is malformed: lower case letters and digits, joined by single dashes, at most 60.");
            else if (!seen.TryAdd(id, place)) Error(place, $"The {kind}'s id '{id}' is taken by {seen[id]}.");
    }

    private static string Nearest(string field) =>
        KnownFields.Rules.Keys.FirstOrDefault(k => field.Length > 2 && (k.Contains(field) || field.Contains(k))) is { } near ? $"; did you mean '{near}'?" : "";

    [GeneratedRegex("^(?=.{1,60}\\z)[a-z0-9]+(-[a-z0-9]+)*\\z")]
    private static partial Regex IdShape();
}
