namespace BotCoach.Deals;

/// <summary>
/// How deals ended as two columns of yes and no say it (Salesforce's Closed and Won): by the name of the stage, where all its rows agree. A name that says
/// nothing by itself needs no asking then.
/// </summary>
internal sealed class ImportEnds
{
    public const string Open = "open";

    private readonly Dictionary<string, string?> _ends = new(StringComparer.OrdinalIgnoreCase);

    public void Look(string stage, string closed, string won)
    {
        var end = EndOf(YesOrNo(closed), YesOrNo(won));
        if (!_ends.TryAdd(stage, end) && _ends[stage] != end) _ends[stage] = null;
    }

    /// <summary>Won, lost or open; null when the columns do not say.</summary>
    public string? Of(string stage) => _ends.GetValueOrDefault(stage);

    private static string? EndOf(bool? closed, bool? won) => (closed, won) switch
    {
        (false, not true) => Open,
        (not false, true) => ImportStageNames.Won,
        (true, false) => ImportStageNames.Lost,
        _ => null,
    };

    private static bool? YesOrNo(string cell) => cell.ToLowerInvariant() switch
    {
        "true" or "1" or "yes" or "ja" or "wahr" => true,
        "false" or "0" or "no" or "nein" or "falsch" => false,
        _ => null,
    };
}
