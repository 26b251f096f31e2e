using BotCoach.Stages.Parts;
using BotCoach.Storage;

namespace BotCoach.Stages;

/// <summary>A draft that is open before somebody, as it stands now.</summary>
public sealed record OpenDraft(Process Process, ProcessVersion Draft, StageBook Book)
{
    public DraftStamp Stamp => new(Draft.ProcessId, Draft.Number, Draft.Revision);
}

public enum DraftOutcome { Saved, Refused, Clash, Gone }

/// <summary>What became of an edit.</summary>
/// <param name="Faults">Where it was refused: by field, the empty one for the whole.</param>
/// <param name="At">Where two have changed the same item: its place.</param>
public sealed record DraftResult(DraftOutcome Outcome, IReadOnlyDictionary<string, string> Faults, int At = 0)
{
    public static readonly DraftResult Saved = new(DraftOutcome.Saved, new Dictionary<string, string>());
    public static readonly DraftResult Gone = new(DraftOutcome.Gone, new Dictionary<string, string> { [""] = "This one was changed or taken away meanwhile. Look again before you change it." });

    public static DraftResult Refused(IReadOnlyDictionary<string, string> faults) => new(DraftOutcome.Refused, faults);
}

/// <summary>The edits of a draft, for every door alike. Whoever calls it has seen to it that the person is an admin.</summary>
public sealed class DraftDesk(BotCoachDb db, Drafts drafts)
{
    /// <summary>Null where the draft, or the stage that the spot names, is no more.</summary>
    public async Task<OpenDraft?> OpenAsync(DraftSpot spot)
    {
        if (await drafts.FindAsync(spot.ProcessId) is not { } draft || await db.Processes.FindAsync(db.WorkspaceId, spot.ProcessId) is not { } process) return null;
        var book = drafts.Read(draft);
        if (spot.StageId is { } id && book.Find(id) is null) return null;
        return new OpenDraft(process, draft, book);
    }

    /// <summary>The process whose draft it is, and how the draft stands: enough for who has its book already.</summary>
    public async Task<(Process Process, DraftStamp Stamp)?> StandsAsync(Guid processId) =>
        await drafts.StampAsync(processId) is { } stamp && await db.Processes.FindAsync(db.WorkspaceId, processId) is { } process ? (process, stamp) : null;

    public static BookPart? PartOf(DraftSpot spot) => spot.Part is null ? null : spot.StageId is null ? WholeParts.Find(spot.Part) : StageParts.Find(spot.Part);

    /// <summary>Where the spot's item is now; null for one that is new, that was changed, or that is gone.</summary>
    public static int? At(OpenDraft open, DraftSpot spot, BookPart part) => part.IsSingle
        ? part.Count(open.Book, spot.StageId) > 0 ? 0 : null
        : spot.Mark is null or DraftSpot.New ? null : part.Find(open.Book, spot.StageId, spot.Mark);

    /// <summary>Puts what was written in place of the spot's item, or behind the last. Over somebody else's words only who has seen them.</summary>
    public async Task<DraftResult> PutAsync(OpenDraft open, DraftSpot spot, Func<string, string?> said, Guid by, DateTimeOffset now)
    {
        if (PartOf(spot) is not { } part) return DraftResult.Gone;
        var at = At(open, spot, part) ?? part.FindSame(open.Book, spot.StageId, spot.Mark ?? "");
        if (at is null && spot.Mark != DraftSpot.New) return DraftResult.Gone;
        if (at is { } there && !part.Says(open.Book, spot.StageId, there, spot.Mark)) return DraftResult.Gone with { Outcome = DraftOutcome.Clash, At = there };
        var edit = part.Put(open.Book, spot.StageId, part.IsSingle ? 0 : at, said, at is null ? await drafts.TakenIdsAsync(open.Process.Id) : null);
        return edit.Book is null ? DraftResult.Refused(edit.Faults) : Keep(open, edit.Book, by, now);
    }

    /// <param name="places">Up is less than zero.</param>
    public DraftResult Move(OpenDraft open, DraftSpot spot, int places, Guid by, DateTimeOffset now) =>
        PartOf(spot) is { } part && At(open, spot, part) is { } at ? Keep(open, part.Move(open.Book, spot.StageId, at, Math.Max(0, at + places)), by, now) : DraftResult.Gone;

    public DraftResult Take(OpenDraft open, DraftSpot spot, Guid by, DateTimeOffset now) =>
        PartOf(spot) is { } part && At(open, spot, part) is { } at ? Keep(open, part.Remove(open.Book, spot.StageId, at), by, now) : DraftResult.Gone;

    public async Task<DraftResult> AddStageAsync(OpenDraft open, Func<string, string?> said, Guid by, DateTimeOffset now)
    {
        var edit = StageEdits.Add(open.Book, said, await drafts.TakenIdsAsync(open.Process.Id));
        return edit.Book is null ? DraftResult.Refused(edit.Faults) : Keep(open, edit.Book, by, now);
    }

    public DraftResult MoveStage(OpenDraft open, string stageId, int places, Guid by, DateTimeOffset now)
    {
        var at = open.Book.IndexOf(stageId);
        return at < 0 ? DraftResult.Gone : Keep(open, StageEdits.Move(open.Book, at, at + places), by, now);
    }

    /// <param name="to">Where the stage's deals go when the draft is published; null: to the stage before it.</param>
    public DraftResult RemoveStage(OpenDraft open, string stageId, string? to, Guid by, DateTimeOffset now)
    {
        if (open.Book.Find(stageId) is null) return DraftResult.Gone;
        if (to is not null && (to == stageId || open.Book.Find(to) is null)) return DraftResult.Refused(new Dictionary<string, string> { ["to"] = "That stage is gone from the draft. Choose another one." });
        if (to is not null) drafts.Map(open.Draft, stageId, to);
        return Keep(open, open.Book with { Stages = [.. open.Book.Stages.Where(s => s.Id != stageId)] }, by, now);
    }

    /// <summary>Says of stages that the draft has no more where their deals go: all of them, or none where one cannot be.</summary>
    public DraftResult Map(OpenDraft open, IReadOnlyList<GoneStage> gone, Func<string, string?> said)
    {
        var faults = gone.Where(g => DraftForms.Targets(open.Book, g).All(s => s.Id != said(g.Id))).ToDictionary(g => g.Id, _ => "That stage is gone from the draft. Choose another one.");
        if (faults.Count > 0) return DraftResult.Refused(faults);
        foreach (var stage in gone) if (said(stage.Id) is { } to && open.Draft.StageMap.GetValueOrDefault(stage.Id) != to) drafts.Map(open.Draft, stage.Id, to);
        return DraftResult.Saved;
    }

    /// <summary>Lays a methodology's questions over the draft, or lifts off those that lie on it.</summary>
    public DraftResult LayOrLift(OpenDraft open, Overlay overlay, bool isLaid, Guid by, DateTimeOffset now) =>
        Keep(open, isLaid ? Overlays.Lift(open.Book, overlay) : Overlays.Lay(open.Book, overlay), by, now);

    /// <summary>The methodologies that there are, and how many of each one's questions lie on a book.</summary>
    public static IEnumerable<(Overlay Overlay, int Laid)> OverlaysOn(StageBook book)
    {
        var ids = book.Criteria().Select(c => c.Id).ToHashSet();
        return BuiltInOverlays.Names.Select(BuiltInOverlays.Open).Select(o => (o, o.Questions.Count(q => ids.Contains(q.Criterion.Id))));
    }

    private DraftResult Keep(OpenDraft open, StageBook book, Guid by, DateTimeOffset now)
    {
        drafts.Save(open.Draft, book, by, now);
        return DraftResult.Saved;
    }
}
