using System.Globalization;
using BotCoach.Chat;
using BotCoach.Deals;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>An objection that was raised in a call and accepted by its rep, with where the deal was and is.</summary>
public sealed record HeardObjection(ObjectionKind Kind, string Text, string Quote, string Deal, Guid DealId, string? Stage, string? Segment, DealStatus Status, LocalDate HeldOn);

/// <summary>
/// Which objections are looked at, and how they are counted: those of one kind, stage, segment, outcome or quarter, or of several of these at once. A button
/// carries it as "stage;kind=Price;from=8". Pure.
/// </summary>
public sealed record ObjectionCut(string By)
{
    public const string Kind = "kind", Stage = "stage", Segment = "segment", Outcome = "outcome", Quarter = "quarter";

    /// <summary>The ways in which they are counted, as they are offered.</summary>
    public static readonly IReadOnlyList<string> Ways = [Kind, Stage, Segment, Outcome, Quarter];

    // a button carries 2,000 characters, and a letter may take nine of them
    private const int LongestValue = 120;

    private const string FromPart = "from";

    /// <summary>What they all have in common, by the way.</summary>
    public IReadOnlyList<(string Way, string Value)> Only { get; init; } = [];

    /// <summary>So many of them stand on cards before this one.</summary>
    public int From { get; init; }

    /// <summary>What a button carried; what makes no sense in it is passed over.</summary>
    public static ObjectionCut Read(string value)
    {
        // as buttons of older cards have it: a kind, and how many were shown before
        if (!value.Contains(';', StringComparison.Ordinal) && value.Split(':') is [var kind, .. var rest] && Enum.TryParse<ObjectionKind>(kind, out _))
            return new ObjectionCut(Kind) { Only = [(Kind, kind)], From = rest is [var before] ? Number(before) : 0 };
        var parts = value.Split(';');
        var pairs = parts.Skip(1).Select(p => p.Split('=', 2)).Where(p => p.Length == 2).Select(p => (Way: p[0], Value: Uri.UnescapeDataString(p[1]))).ToList();
        return new ObjectionCut(Ways.Contains(parts[0]) ? parts[0] : Kind) { Only = [.. pairs.Where(p => Ways.Contains(p.Way))], From = pairs.Where(p => p.Way == FromPart).Select(p => Number(p.Value)).FirstOrDefault() };
    }

    public string Write() => string.Join(';', [By, .. Only.Select(o => $"{o.Way}={Uri.EscapeDataString(o.Value)}"), .. From > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{FromPart}={From}")] : Array.Empty<string>()]);

    /// <summary>Those alone of which this is true as well, from the first on.</summary>
    public ObjectionCut With(string way, string value) => this with { Only = [.. Only.Where(o => o.Way != way), (way, value)], From = 0 };

    public bool Takes(HeardObjection heard) => Only.All(o => ValueOf(heard, o.Way) == o.Value);

    /// <summary>What it counts among; empty where that is not known.</summary>
    public static string ValueOf(HeardObjection heard, string way) => way switch
    {
        Stage => heard.Stage ?? "",
        Segment => Wording.Short(heard.Segment ?? "", LongestValue),
        Outcome => heard.Status.ToString(),
        Quarter => string.Create(CultureInfo.InvariantCulture, $"{heard.HeldOn.Year} Q{(heard.HeldOn.Month + 2) / 3}"),
        _ => heard.Kind.ToString(),
    };

    private static int Number(string said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
