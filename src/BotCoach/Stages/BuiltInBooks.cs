using System.Collections.Concurrent;

namespace BotCoach.Stages;

/// <summary>The templates that come with the coach, complete and usable as they are; each is parsed once, when it is first asked for.</summary>
public static class BuiltInBooks
{
    public const string FiveStageMinimum = "five-stage-minimum";
    public const string SevenStages = "seven-stages";
    public const string SmbVelocity = "smb-velocity";

    public static readonly IReadOnlyList<string> Names = [SevenStages, FiveStageMinimum, SmbVelocity];

    private static readonly ConcurrentDictionary<string, Lazy<StageBook>> Parsed = [];

    public static StageBook Open(string name) => Parsed.GetOrAdd(name, n => new Lazy<StageBook>(() => Parse(n))).Value;

    /// <summary>The template's own text, with its comments.</summary>
    public static string Text(string name)
    {
        using var stream = typeof(BuiltInBooks).Assembly.GetManifestResourceStream($"templates/{name}.yaml")
            ?? throw new InvalidOperationException($"There is no built-in template '{name}'.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static StageBook Parse(string name)
    {
        var reading = StageBookYaml.Read(Text(name));
        return reading.Book ?? throw new InvalidOperationException($"The template '{name}' cannot be read: {string.Join(' ', reading.Problems)}");
    }
}
