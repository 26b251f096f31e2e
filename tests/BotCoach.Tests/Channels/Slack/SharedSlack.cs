using System.Text.Json.Nodes;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Slack's contracts, where they stand beside the repository.</summary>
internal static class SharedSlack
{
    public static readonly string? Folder = Find();

    public static string? Missing => Folder is null ? "../shared/contracts/slack is not there" : null;

    public static JsonNode Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder!, path)))!;

    public static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Folder!, folder), "*.json").Order(StringComparer.Ordinal);

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "contracts", "slack") is var folder && Directory.Exists(folder)) return folder;
        return null;
    }
}

/// <summary>Runs where Slack's contracts stand beside the repository.</summary>
public sealed class SharedSlackFactAttribute : FactAttribute
{
    public SharedSlackFactAttribute() => Skip = SharedSlack.Missing;
}
