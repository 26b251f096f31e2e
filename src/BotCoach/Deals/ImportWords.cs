using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>Short phrases of an import that stand inside a row's refusal or note.</summary>
internal static class ImportWords
{
    private const int MostMissing = 3;

    public static string Place(ImportedDeal said, StageBook? book) => said.Status == DealStatus.Open ? book?.Find(said.Stage)?.Name ?? said.Stage : said.Status.ToString();

    /// <summary>"the gate says not yet: Problem in the buyer's words; Budget holder named; and 3 more".</summary>
    public static string NotYet(GateAnswer gate)
    {
        if (gate.Refusal is { } why) return why;
        var missing = gate.Missing.Take(MostMissing).Select(m => m.Text.TrimEnd('.')).ToList();
        if (gate.Missing.Count > MostMissing) missing.Add($"and {gate.Missing.Count - MostMissing} more");
        return $"the deal may not move forward yet; missing: {string.Join("; ", missing)}";
    }
}
