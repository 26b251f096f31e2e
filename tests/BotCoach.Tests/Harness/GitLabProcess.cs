using System.Text;
using System.Text.Json;
using BotCoach.Tests.House;

namespace BotCoach.Tests.Harness;

/// <summary>GitLab's published commercial stages as a process in YAML, made from the data beside the project: names, purposes and exit criteria as they publish them, the rest as usual.</summary>
public static class GitLabProcess
{
    public const string Name = "GitLab commercial";
    public const string Segment = "commercial";

    private static string File => Path.Combine(Sources.Root, "../shared/data/stage-definitions/gitlab_commercial_stages.json");

    /// <summary>Why a test is skipped that needs it; null where it is there.</summary>
    public static string? Missing => System.IO.File.Exists(File) ? null : "../shared/data/stage-definitions is not there";

    /// <summary>Its open stages, each with what must be true to leave it.</summary>
    public static IReadOnlyList<(string Name, string Purpose, IReadOnlyList<string> Exit)> Stages()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        return [.. document.RootElement.GetProperty("stages").EnumerateArray().Where(s => !s.GetProperty("is_closed").GetBoolean())
            .OrderBy(s => s.GetProperty("order").GetInt32())
            .Select(s => (s.GetProperty("name").GetString()!, s.GetProperty("purpose").GetString()!, (IReadOnlyList<string>)[.. s.GetProperty("exit_criteria").EnumerateArray().Select(e => e.GetString()!)]))
            .Where(s => s.Item3.Count > 0)];
    }

    /// <summary>Without ids: of a new process they are made of the words.</summary>
    public static string Yaml()
    {
        var yaml = new StringBuilder($"name: {Name}\ndescription: As they publish it.\nsource: GitLab handbook, CC BY-SA 4.0\nstages:\n");
        foreach (var (name, purpose, exit) in Stages())
        {
            yaml.Append($"  - name: {Quoted(name)}\n    purpose: {Quoted(purpose)}\n    owner: AE\n    guideline: {{ days: 14, source: ours }}\n    forecast: {{ category: pipeline, probability: 20, source: ours }}\n    exit:\n");
            foreach (var text in exit) yaml.Append($"      - text: {Quoted(text)}\n        source: theirs\n        accepts: [note, {{ approver: manager }}]\n");
            yaml.Append("    next-steps:\n");
            foreach (var step in (string[])["Call them", "Send the recap", "Agree the date of the next meeting"]) yaml.Append($"      - {{ text: {step}, source: ours }}\n");
        }
        return yaml.ToString();
    }

    private static string Quoted(string text) => JsonSerializer.Serialize(text, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
