using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime.Text;

namespace BotCoach.Crm;

/// <summary>What a deal of a CRM's means here, when it is asked for again, and which of its changes meet one of ours. Pure.</summary>
internal static class CrmRules
{
    /// <summary>Between two polls where nothing tells us sooner.</summary>
    public static readonly TimeSpan PollEvery = TimeSpan.FromMinutes(5);

    /// <summary>Changes this far back are asked for again, by the CRM's own clock: what was changed a moment before may not be found yet, or have an earlier time than what was found.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);

    /// <summary>Between two looks at what was deleted, where that is asked for apart.</summary>
    public static readonly TimeSpan GoneEvery = TimeSpan.FromHours(24);

    /// <summary>Between two looks at what people did here, where it is written back.</summary>
    public static readonly TimeSpan HearEvery = TimeSpan.FromMinutes(1);

    /// <summary>Owners and stages are read again after this.</summary>
    public static readonly TimeSpan ShapeHolds = TimeSpan.FromHours(24);

    /// <summary>Somebody unknown in it: it is read again sooner.</summary>
    public static readonly TimeSpan ShapeHoldsAtLeast = TimeSpan.FromMinutes(10);

    // the last counts for all further tries
    private static readonly TimeSpan[] Rests = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];
    private static readonly TimeSpan[] Patience = [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)];

    // a change of these is no question of who is right: there is one truth, or it follows from the move
    private static readonly HashSet<string> NoConflict = ["began", "closed-at", "stage-entered", "heard-at", "touched-at", "outcome-reason", "sales-team"];

    public static TimeSpan RestAfter(int tries) => Rests[Math.Clamp(tries - 1, 0, Rests.Length - 1)];

    /// <summary>How long a CRM that does not answer as it should is left alone.</summary>
    public static TimeSpan PatienceAfter(int misses) => Patience[Math.Clamp(misses - 1, 0, Patience.Length - 1)];

    /// <summary>Only what was changed since: null at first.</summary>
    public static DateTimeOffset? Since(DateTimeOffset? mark) => mark - Overlap;

    /// <summary>
    /// Up to when their changes are known, by their clock: the last that was seen, or an hour ago, so that what changed at once long ago is not asked for again for ever. A clock that was set back is followed
    /// back.
    /// </summary>
    public static DateTimeOffset? MarkAfter(DateTimeOffset? seen, DateTimeOffset? theirNow) =>
        theirNow is not { } now ? seen : seen is null || now < seen ? now : now - Quiet > seen ? now - Quiet : seen;

    /// <summary>The stage of ours, or the outcome, that a stage of theirs is: as an admin said, else by its name.</summary>
    public static string? StageOf(SourceStage theirs, IReadOnlyDictionary<string, string> said, StageBook book)
    {
        if (said.TryGetValue(theirs.Id, out var ours) && ImportStageNames.Fits(ours, book)) return ours;
        return theirs.Outcome switch
        {
            SourceOutcome.Won => ImportStageNames.Won,
            SourceOutcome.Lost => ImportStageNames.Outcome(theirs.Label) ?? ImportStageNames.Lost,
            _ => ImportStageNames.Guess(theirs.Label, book),
        };
    }

    /// <summary>Stages of theirs that nothing is known of, with an admin's word or without.</summary>
    public static IReadOnlyList<SourceStage> Unplaced(SourceShape shape, IReadOnlyDictionary<string, string> said, StageBook book) => [.. shape.Stages.Where(s => StageOf(s, said, book) is null)];

    /// <summary>The deal as an import would read it, or why it is none.</summary>
    public static (ImportedDeal? Deal, string? Why) Read(SourceDeal deal, CrmSays says, StageBook book, Guid process, int version)
    {
        if (string.IsNullOrWhiteSpace(deal.Name)) return (null, "it has no name");
        if (deal.OwnerId is null) return (null, "it has no owner there");
        if (says.OwnerOf(deal) is not { } owner) return (null, "its owner is not among the people there any more");
        if (says.StageOf(deal) is not { } stage) return (null, $"its stage “{deal.StageId}” is not among the stages there");
        if (StageOf(stage, says.Stages, book) is not { } ours) return (null, $"nobody has said yet which of your stages “{stage.Label}” is. An admin says so by: crm stages");
        var status = StatusOf(deal.Outcome ?? stage.Outcome, ours);
        return (new ImportedDeal
        {
            Id = deal.Id, Name = deal.Name.Trim(), Named = true, Account = deal.Account, Owner = owner.Email ?? owner.Name, LeadSource = deal.LeadSource, DealType = deal.DealType, Amount = deal.Amount, Currency = deal.Currency,
            CloseOn = deal.CloseOn, Process = process, Version = version, Stage = ImportStageNames.IsOutcome(ours) ? ImportStageNames.Resting(status == DealStatus.Won ? ImportStageNames.Won : ImportStageNames.Lost, book) : ours,
            Status = status, Reason = status == DealStatus.Open ? null : deal.Reason, Started = deal.CreatedOn, Entered = status == DealStatus.Open ? deal.EnteredOn : null, Closed = status == DealStatus.Open ? null : deal.ClosedOn,
            NextStep = deal.NextStep,
        }, null);
    }

    /// <summary>Fields that were changed here and there since both agreed, to different values.</summary>
    public static IReadOnlyList<(string Field, string? Ours, string? Theirs)> Conflicts(ImportChange change, DealSnapshot ours, IReadOnlyDictionary<string, string> before)
    {
        List<(string, string?, string?)> found =
        [
            .. change.Fields.Where(f => !NoConflict.Contains(f) && ours[f] is { Length: > 0 } here && here != before.GetValueOrDefault(f) && !(f == "next-step" && IsWritten(here, ours["next-step-on"], before))).Select(f => (f, ours[f], change.Said.GetValueOrDefault(f))),
        ];
        if (change.Move is ImportMove.Forward or ImportMove.Back && ours["stage"] != before.GetValueOrDefault("stage")) found.Add(("stage", ours["stage"], change.Said.GetValueOrDefault("stage")));
        if (change.Move is ImportMove.Close or ImportMove.Reopen && ours["status"] != before.GetValueOrDefault("status")) found.Add(("status", ours["status"], change.Said.GetValueOrDefault("status")));
        return found;
    }

    /// <summary>What stands there was written from here, its day in its words: nobody has changed it here since.</summary>
    private static bool IsWritten(string step, string? on, IReadOnlyDictionary<string, string> before) =>
        before.GetValueOrDefault("next-step") is { } last && LocalDatePattern.Iso.Parse(on ?? "").TryGetValue(default, out var day) && last == CrmWriteRules.StepWords(step, day);

    /// <summary>The change without what somebody has to choose first; of that, their file has said nothing yet.</summary>
    public static ImportChange Without(ImportChange change, IReadOnlyList<string> fields, IReadOnlyDictionary<string, string> before)
    {
        if (fields.Count == 0) return change;
        var said = AsBefore(change.Said, fields, before);
        var moves = !fields.Contains("stage") && !fields.Contains("status");
        return change with { Fields = [.. change.Fields.Except(fields)], Move = moves ? change.Move : ImportMove.None, Said = said };
    }

    /// <summary>What they said, but of these fields what they said before.</summary>
    public static Dictionary<string, string> AsBefore(Dictionary<string, string> said, IReadOnlyList<string> fields, IReadOnlyDictionary<string, string> before)
    {
        var kept = new Dictionary<string, string>(said);
        foreach (var field in fields)
        {
            kept.Remove(field);
            if (before.TryGetValue(field, out var last)) kept[field] = last;
        }
        return kept;
    }

    private static DealStatus StatusOf(SourceOutcome outcome, string ours) => ours switch
    {
        ImportStageNames.Disqualified => DealStatus.Disqualified,
        ImportStageNames.Won => DealStatus.Won,
        ImportStageNames.Lost => DealStatus.Lost,
        _ => outcome switch { SourceOutcome.Won => DealStatus.Won, SourceOutcome.Lost => DealStatus.Lost, _ => DealStatus.Open },
    };
}
