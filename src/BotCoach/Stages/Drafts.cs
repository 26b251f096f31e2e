using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>A draft as it stands at one moment: after the next change it is another.</summary>
public sealed record DraftStamp(Guid ProcessId, int Number, long Revision);

/// <summary>
/// The drafts in which a process is changed: one a process, begun from the published version, saved with every step. Nobody's deals know of it.
/// </summary>
public sealed class Drafts(BotCoachDb db, StageShelf shelf, Audit audit)
{
    public async Task<ProcessVersion?> FindAsync(Guid processId) =>
        db.ProcessVersions.Local.FirstOrDefault(v => v.ProcessId == processId && v.State == VersionState.Draft)
        ?? await db.ProcessVersions.FirstOrDefaultAsync(v => v.ProcessId == processId && v.State == VersionState.Draft);

    /// <summary>How the process's draft stands, without its document; null where there is none.</summary>
    public Task<DraftStamp?> StampAsync(Guid processId) =>
        db.ProcessVersions.Where(v => v.ProcessId == processId && v.State == VersionState.Draft).Select(v => new DraftStamp(v.ProcessId, v.Number, v.Revision)).FirstOrDefaultAsync();

    /// <summary>The process's draft, begun now where there is none.</summary>
    public async Task<ProcessVersion> OpenAsync(Guid processId, Guid? by, DateTimeOffset now)
    {
        if (await FindAsync(processId) is { } draft) return draft;
        // also those that this unit of work itself has added
        List<ProcessVersion> versions = [.. db.ProcessVersions.Local.Where(v => v.ProcessId == processId), .. await db.ProcessVersions.Where(v => v.ProcessId == processId).ToListAsync()];
        var basis = versions.Where(v => v.State == VersionState.Published).MaxBy(v => v.Number)
            ?? throw new InvalidOperationException($"The process {processId} has no published version to begin a draft from.");
        return Add(processId, versions.Max(v => v.Number) + 1, basis.Document, basis.Number, by, now);
    }

    /// <summary>A new process, as a draft alone: it is for no deal until it is published. Its name gets a number where another one has it.</summary>
    public async Task<ProcessVersion> BeginAsync(string called, StageBook book, Guid? by, DateTimeOffset now)
    {
        await shelf.EnsureBuiltInAsync(now);
        var known = await shelf.ProcessesAsync();
        var (name, last) = (called, known.Max(p => p.Ordinal));
        for (var n = 2; known.Any(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)); n++) name = $"{called} {n}";
        var process = new Process { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(now), Name = name, Ordinal = last + 1 };
        db.Processes.Add(process);
        return Add(process.Id, 1, StageBookJson.Write(book), null, by, now);
    }

    /// <summary>A whole document from elsewhere is the process's draft from now on; the audit tells who sent it.</summary>
    public async Task<ProcessVersion> ReadInAsync(Guid processId, StageBook book, Actor actor, DateTimeOffset now)
    {
        var draft = await OpenAsync(processId, actor.PersonId, now);
        Save(draft, book, actor.PersonId, now);
        audit.Did(actor, ReadIn(draft), processId, now);
        return draft;
    }

    /// <summary>The same, of a process that is not there yet.</summary>
    public async Task<ProcessVersion> ReadInAsync(string called, StageBook book, Actor actor, DateTimeOffset now)
    {
        var draft = await BeginAsync(called, book, actor.PersonId, now);
        audit.Did(actor, ReadIn(draft), draft.ProcessId, now);
        return draft;
    }

    /// <summary>The ids that anything in any version of the process has: answers are kept by them, so nothing new may have one.</summary>
    public async Task<IReadOnlySet<string>> TakenIdsAsync(Guid processId)
    {
        var documents = await db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == processId).Select(v => v.Document).ToListAsync();
        return documents.Select(StageBookJson.Read).SelectMany(b => b.Stages).SelectMany(s =>
            (IEnumerable<string>)[s.Id, .. s.Entry.Concat(s.Exit).Select(c => c.Id), .. s.Artifacts.Select(a => a.Id), .. s.Tasks.Select(t => t.Id), .. s.FailureModes.Select(m => m.Id)]).ToHashSet();
    }

    public StageBook Read(ProcessVersion draft) => StageBookJson.Read(draft.Document);

    public void Save(ProcessVersion draft, StageBook book, Guid? by, DateTimeOffset now)
    {
        if (draft.State != VersionState.Draft) throw new InvalidOperationException($"Version {draft.Number} is {draft.State} and never changes.");
        (draft.Document, draft.EditedBy, draft.EditedAt) = (StageBookJson.Write(book), by, now);
        // of stages that the draft has again, or whose deals would go where none is any more, nothing is to be said
        draft.StageMap = draft.StageMap.Where(m => book.Find(m.Key) is null && book.Find(m.Value) is not null).ToDictionary();
        draft.Revision++;
    }

    /// <summary>Says where the deals of a stage go that the draft has no more; those that were to go to that stage go there too.</summary>
    public void Map(ProcessVersion draft, string stage, string to)
    {
        draft.StageMap = draft.StageMap.Select(m => m.Value == stage && m.Key != to ? new(m.Key, to) : m).Append(new(stage, to)).DistinctBy(m => m.Key).ToDictionary();
        draft.Revision++;
    }

    /// <summary>Throws a draft away; a process that was never published goes with it.</summary>
    public async Task DiscardAsync(ProcessVersion draft)
    {
        db.ProcessVersions.Remove(draft);
        if (await db.ProcessVersions.AnyAsync(v => v.ProcessId == draft.ProcessId && v.Number != draft.Number)) return;
        if (await db.Processes.FindAsync(db.WorkspaceId, draft.ProcessId) is { } process) db.Processes.Remove(process);
    }

    /// <summary>The book that is published now: what the draft's difference is told against. Null for a new process.</summary>
    public Task<StageBook?> BasisAsync(ProcessVersion draft) => BasisAsync(draft.ProcessId);

    public async Task<StageBook?> BasisAsync(Guid processId) => await shelf.PublishedNumberAsync(processId) is { } number ? await shelf.OpenAsync(processId, number) : null;

    private static string ReadIn(ProcessVersion draft) => $"process: version {draft.Number} read in as a draft";

    /// <summary>A draft's first revision is any number: what somebody holds of one that was thrown away is never taken for the one that was begun after it.</summary>
    private ProcessVersion Add(Guid processId, int number, string document, int? basis, Guid? by, DateTimeOffset now)
    {
        var draft = new ProcessVersion
        {
            WorkspaceId = db.WorkspaceId, ProcessId = processId, Number = number, State = VersionState.Draft, Document = document, BasedOn = basis, EditedBy = by, EditedAt = now,
            Revision = Random.Shared.Next(1, int.MaxValue),
        };
        db.ProcessVersions.Add(draft);
        return draft;
    }
}
