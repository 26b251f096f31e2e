using System.Collections.Concurrent;

namespace BotCoach.Stages;

/// <summary>The templates that come with the coach, complete and usable as they are; each is parsed once, when it is first asked for.</summary>
public static class BuiltInBooks
{
    public const string FiveStageMinimum = "five-stage-minimum";
    public const string SmbVelocity = "smb-velocity";
    public const string SevenCommonBant = "seven-common-bant";
    public const string SevenStages = "seven-stages";
    public const string MidMarketBuyerCentric = "mid-market-buyer-centric";
    public const string Enterprise = "enterprise";
    public const string Agency = "agency";
    public const string Recruiting = "recruiting";

    private static readonly IReadOnlyList<(string Name, string For)> Gallery =
    [
        (FiveStageMinimum, "For a team that writes down its way of selling for the first time."),
        (SmbVelocity, "For small deals that are won or lost within about two weeks."),
        (SevenCommonBant, "For a team that knows the usual stages and loses deals between them."),
        (SevenStages, "For B2B software and modern services, with a business case and a customer to look after."),
        (MidMarketBuyerCentric, "For many deals of a middle size, each with several people on the other side."),
        (Enterprise, "For large deals with a committee, many months and a procurement department."),
        (Agency, "For projects whose scope has to be agreed before anybody can price them."),
        (Recruiting, "For firms that fill roles: the client side of a search."),
    ];

    /// <summary>In the order of a gallery: the simplest first, those for one trade last.</summary>
    public static readonly IReadOnlyList<string> Names = [.. Gallery.Select(g => g.Name)];

    private static readonly ConcurrentDictionary<string, Lazy<StageBook>> Parsed = [];

    public static StageBook Open(string name) => Parsed.GetOrAdd(name, n => new Lazy<StageBook>(() => Parse(n))).Value;

    /// <summary>For whom it is, in one short line.</summary>
    public static string For(string name) => Gallery.First(g => g.Name == name).For;

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
