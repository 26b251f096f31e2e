using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>The process that a kind of deal is for, and what their stage names mean in it.</summary>
internal sealed record ImportProcess(Guid Id, int Version, StageBook Book, IReadOnlyDictionary<string, string> Stages);

/// <summary>Where a deal stands, as its stage and status say: the same for every row that says the same.</summary>
/// <param name="SaysNotHow">It ended, and nothing says whether it was won.</param>
/// <param name="OwnStage">Their name of the stage, where it says more than an outcome: two of their stages may be one of ours, and which it was stays known.</param>
/// <param name="OwnStatus">Their status, likewise.</param>
internal sealed record ImportPlace(ImportProcess Process, string Stage, DealStatus Status, bool SaysNotHow, string? OwnStage, string? OwnStatus)
{
    public static ImportPlace Of(ImportProcess process, string stage, string status, KnownExport? export)
    {
        var ours = process.Stages[stage];
        string InEnglish(string name) => export?.InEnglish(name) ?? name;
        var outcome = Outcome(InEnglish(status)) ?? (ImportStageNames.IsOutcome(ours) ? ours : process.Book.Find(ours)?.Kind == StageKind.AfterWin ? ImportStageNames.Won : null);
        return new ImportPlace(process, Standing(ours, outcome, process.Book), StatusOf(outcome), outcome is null && ImportStageNames.IsClosed(InEnglish(status)), Own(stage, InEnglish(stage)), Own(status, InEnglish(status)));
    }

    private static DealStatus StatusOf(string? outcome) => outcome switch
    {
        ImportStageNames.Won => DealStatus.Won,
        ImportStageNames.Lost => DealStatus.Lost,
        ImportStageNames.Disqualified => DealStatus.Disqualified,
        _ => DealStatus.Open,
    };

    private static string Standing(string ours, string? outcome, StageBook book)
    {
        if (ImportStageNames.IsOutcome(ours)) return ImportStageNames.Resting(ours, book);
        return outcome is ImportStageNames.Lost or ImportStageNames.Disqualified && book.Find(ours)?.Kind == StageKind.AfterWin ? ImportStageNames.Resting(ImportStageNames.Won, book) : ours;
    }

    private static string? Outcome(string name) => name.Length == 0 ? null : ImportStageNames.Outcome(name);

    private static string? Own(string name, string english) => name.Length == 0 || ImportStageNames.IsOutcomeOnly(english) ? null : name;
}
