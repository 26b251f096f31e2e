namespace BotCoach.Cli;

/// <summary>
/// A command line taken apart: the command, its own words, and the settings among them (<c>--Key:Name value</c>, <c>--Key:Name=value</c>, <c>--urls …</c>),
/// which may stand anywhere. <see cref="Missing"/> is a setting with nothing behind it.
/// </summary>
public sealed record CommandLine(string Command, IReadOnlyList<string> Words, string[] Settings, bool AsksForHelp, string? Missing = null)
{
    private static readonly HashSet<string> HostSettings = new(StringComparer.OrdinalIgnoreCase) { "--urls", "--environment", "--contentRoot" };

    public static CommandLine Of(string[] args)
    {
        var (words, settings) = (new List<string>(), new List<string>());
        string? missing = null;
        for (var i = 0; i < args.Length; i++)
        {
            if (!IsSetting(args[i])) words.Add(args[i]);
            else
            {
                settings.Add(args[i]);
                if (args[i].Contains('=')) continue;
                if (i + 1 < args.Length && !IsSetting(args[i + 1])) settings.Add(args[++i]);
                else missing ??= args[i];
            }
        }
        var help = words.RemoveAll(w => w is "--help" or "-h" or "-?") > 0;
        var command = words.Count == 0 || words[0].StartsWith('-') ? "serve" : words[0];
        return new CommandLine(command, [.. words.Skip(words.Count > 0 && words[0] == command ? 1 : 0)], [.. settings], help, missing);
    }

    private static bool IsSetting(string arg) =>
        arg.StartsWith("--", StringComparison.Ordinal) && (HostSettings.Contains(arg.Split('=')[0]) || arg.Split('=')[0].Contains(':'));
}
