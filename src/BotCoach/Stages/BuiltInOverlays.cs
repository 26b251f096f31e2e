using System.Collections.Concurrent;
using YamlDotNet.RepresentationModel;

namespace BotCoach.Stages;

/// <summary>The methodologies that come with the coach; each is parsed and judged once, when it is first asked for.</summary>
public static class BuiltInOverlays
{
    public const string Bant = "bant";
    public const string Meddicc = "meddicc";
    public const string Spiced = "spiced";

    public static readonly IReadOnlyList<string> Names = [Bant, Spiced, Meddicc];

    private static readonly ConcurrentDictionary<string, Lazy<Overlay>> Parsed = [];

    public static Overlay Open(string name) => Parsed.GetOrAdd(name, n => new Lazy<Overlay>(() => Parse(n))).Value;

    /// <summary>The overlay's own text, with its comments.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(BuiltInOverlays).Assembly.GetManifestResourceStream($"overlays/{name}.yaml")
            ?? throw new InvalidOperationException($"There is no built-in overlay '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static Overlay Parse(string name)
    {
        var problems = new List<YamlProblem>();
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Text(name)));
        var overlay = YamlMap.Read(yaml.Documents[0].RootNode, problems, Overlay);
        IReadOnlyList<object> wrong = problems.Count > 0 ? problems : OverlayRules.Check(overlay);
        return wrong.Count == 0 ? overlay : throw new InvalidOperationException($"The overlay '{name}' cannot be used: {string.Join(' ', wrong)}");
    }

    private static Overlay Overlay(YamlMap map) => new()
    {
        Id = map.Text("id"),
        Name = map.Text("name"),
        Description = map.Text("description"),
        Source = map.Text("source"),
        Questions = map.List("questions", Question),
    };

    private static OverlayQuestion Question(YamlMap map) =>
        new(StageBookReader.Criterion(map) with { Required = false }, map.Words("near"), map.Choice("otherwise", PipelinePart.Early));
}
