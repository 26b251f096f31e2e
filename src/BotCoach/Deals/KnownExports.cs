using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace BotCoach.Deals;

/// <summary>
/// The exports that are recognised by their header: Exports/*.yaml, one file a system, and the words of each language in languages.yaml. A further system or
/// language is a further entry there, with where its names come from; names that no source has are left away, since a person can say what a column means.
/// </summary>
internal static class KnownExports
{
    private const string Folder = "exports/";
    private const string Languages = Folder + "languages.yaml";

    private static readonly Lazy<IReadOnlyList<KnownExport>> Read = new(ReadAll);

    public static IReadOnlyList<KnownExport> All => Read.Value;

    /// <summary>The export that knows most of the columns, or null.</summary>
    public static KnownExport? Recognise(IReadOnlyList<string> header)
    {
        var best = All.MaxBy(e => e.Knows(header));
        return best?.Knows(header) > 0 ? best : null;
    }

    public static KnownExport? Find(string? id) => All.FirstOrDefault(e => e.Id == id);

    private static List<KnownExport> ReadAll()
    {
        var assembly = typeof(KnownExports).Assembly;
        var yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        var words = yaml.Deserialize<Dictionary<string, Dictionary<string, Dictionary<string, string>>>>(Text(Languages))["languages"];
        return
        [
            .. assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal) && n != Languages).Order(StringComparer.Ordinal)
                .SelectMany(n => yaml.Deserialize<Dictionary<string, List<KnownExportEntry>>>(Text(n))["exports"])
                .Select(entry => new KnownExport(entry, words.GetValueOrDefault(entry.Language ?? "") ?? [])),
        ];
    }

    private static string Text(string resource)
    {
        using var stream = typeof(KnownExports).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"There is no '{resource}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
