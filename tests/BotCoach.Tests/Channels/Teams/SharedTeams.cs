using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Microsoft's contracts, where they stand beside the repository.</summary>
internal static class SharedTeams
{
    public static readonly string? Folder = Find();

    public static string? Missing => Folder is null ? "../shared/contracts/teams is not there" : null;

    public static string CardSchema => Path.Combine(Folder!, "adaptive-cards", "adaptive-card.1.5.0.json");

    public static string Connector => Path.Combine(Folder!, "ConnectorAPI.json");

    private static string? Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (Path.Combine(at.FullName, "shared", "contracts", "teams") is var folder && Directory.Exists(folder)) return folder;
        return null;
    }
}

/// <summary>Runs where Microsoft's contracts stand beside the repository, and Node.js is there to judge by them.</summary>
public sealed class SharedTeamsNpmFactAttribute : FactAttribute
{
    public SharedTeamsNpmFactAttribute() => Skip = SharedTeams.Missing ?? Npm.Missing;
}
