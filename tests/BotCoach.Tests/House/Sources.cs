using System.Text.RegularExpressions;

namespace BotCoach.Tests.House;

/// <summary>The repository's own sources, found upwards from where the tests run.</summary>
public static class Sources
{
    public static readonly string Root = FindRoot();

    private static readonly Lazy<IReadOnlyList<Source>> Read = new(() => [.. new[] { "src", "tests" }.SelectMany(Under)]);

    public static IReadOnlyList<Source> All => Read.Value;

    public static IEnumerable<Source> Coach => All.Where(s => s.Path.StartsWith("src/BotCoach/", StringComparison.Ordinal));

    public static IEnumerable<Source> Wire => All.Where(s => s.Path.StartsWith("src/BotCoach.Channels/", StringComparison.Ordinal));

    /// <summary>The wire to CRMs.</summary>
    public static IEnumerable<Source> CrmWire => All.Where(s => s.Path.StartsWith("src/BotCoach.Crm/", StringComparison.Ordinal));

    public static IEnumerable<Source> Product => All.Where(s => s.Path.StartsWith("src/", StringComparison.Ordinal));

    /// <summary>Fails with every offender, one a line.</summary>
    public static void None(string rule, IEnumerable<string> offenders)
    {
        var all = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(all.Count == 0, $"{rule}\n{string.Join("\n", all)}");
    }

    private static IEnumerable<Source> Under(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'))
        .Where(f => !f.Split('/').Any(part => part is "bin" or "obj"))
        .Select(f => new Source(f, File.ReadAllText(Path.Combine(Root, f))));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "BotCoach.sln")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}

/// <summary>One file: its words, and its code with comments and the insides of strings blanked out, character for character.</summary>
public sealed class Source(string path, string text)
{
    private readonly Lazy<string> _code = new(() => CodeOnly.Of(text));

    public string Path => path;
    public string Text => text;
    public string Code => _code.Value;
    public string Name => System.IO.Path.GetFileName(path);

    /// <summary>The room: the folder below src/BotCoach; empty for the pages.</summary>
    public string Room => path.Split('/') is ["src", "BotCoach", var room, _, ..] ? room : "";

    public int Lines => text.Count(c => c == '\n') + (text.EndsWith('\n') ? 0 : 1);

    public int LineAt(int index) => text.AsSpan(0, index).Count('\n') + 1;

    /// <summary>Where the code matches, as file, line and what was found.</summary>
    public IEnumerable<string> Where(string pattern) => Regex.Matches(Code, pattern).Select(m => $"{path}:{LineAt(m.Index)} {m.Value.Trim()}");

    public bool Has(string pattern) => Regex.IsMatch(Code, pattern);
}
