using System.Security.Cryptography;
using System.Text;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>
/// The workspace's processes and their versions: which one a deal is for, and the book of a version. It sees what this unit of work has added but not saved yet.
/// </summary>
public sealed class StageShelf(BotCoachDb db, BookCache books)
{
    private IReadOnlyList<(Process Process, ProcessVersion Version)>? _published;
    private IReadOnlyList<ProcessVersion>? _pilots;

    /// <summary>The book of one version.</summary>
    public async Task<StageBook> OpenAsync(Guid processId, int version)
    {
        var made = db.ProcessVersions.Local.FirstOrDefault(v => v.ProcessId == processId && v.Number == version);
        // a version that this unit of work itself is writing may never be committed: it is not for the others yet
        if (made is not null) return StageBookJson.Read(made.Document);
        if (books.Find(db.WorkspaceId, processId, version) is { } known) return known;
        var row = await db.ProcessVersions.AsNoTracking().FirstOrDefaultAsync(v => v.ProcessId == processId && v.Number == version)
            ?? throw new InvalidOperationException($"This workspace has no version {version} of the process {processId}.");
        var book = StageBookJson.Read(row.Document);
        if (row.State != VersionState.Draft) books.Keep(db.WorkspaceId, processId, version, book);
        return book;
    }

    /// <summary>The version for a deal like this: of the process that it is for, the pilot's where the team has one, else the published one.</summary>
    public async Task<ProcessVersion> ChooseAsync(string? segment, string? leadSource, string? dealType, string? salesTeam = null)
    {
        var published = await PublishedAsync();
        var chosen = ProcessRules.Choose(published.Select(p => p.Process), segment, leadSource, dealType)
            ?? throw new InvalidOperationException("This workspace has no published process that is the default.");
        return (await PilotsAsync()).FirstOrDefault(v => v.ProcessId == chosen.Id && v.IsFor(salesTeam)) ?? published.First(p => p.Process.Id == chosen.Id).Version;
    }

    /// <summary>Every process, tracked; also those that this unit of work has added and not saved yet.</summary>
    public async Task<IReadOnlyList<Process>> ProcessesAsync() => [.. db.Processes.Local.Where(p => db.Entry(p).State == EntityState.Added), .. await db.Processes.ToListAsync()];

    /// <summary>
    /// Every process that has a published version, in order, with the newest such version; the default is last among equals.
    /// Read once per unit of work.
    /// </summary>
    public async Task<IReadOnlyList<(Process Process, ProcessVersion Version)>> PublishedAsync()
    {
        if (_published is not null) return _published;
        var processes = await db.Processes.AsNoTracking().ToListAsync();
        var versions = await db.ProcessVersions.AsNoTracking()
            .Where(v => v.State == VersionState.Published
                && !db.ProcessVersions.Any(w => w.ProcessId == v.ProcessId && w.State == VersionState.Published && w.Number > v.Number))
            .ToListAsync();
        return _published = Join([.. db.Processes.Local, .. processes], [.. db.ProcessVersions.Local, .. versions]);
    }

    /// <summary>The processes that have but a draft, made from a template or imported: for no deal until they are published, and in nobody's list but an admin's.</summary>
    public Task<List<Process>> UnpublishedAsync() => db.Processes.AsNoTracking()
        .Where(p => db.ProcessVersions.Any(v => v.ProcessId == p.Id && v.State == VersionState.Draft) && !db.ProcessVersions.Any(v => v.ProcessId == p.Id && v.State == VersionState.Published))
        .OrderBy(p => p.Ordinal).ThenBy(p => p.Id).ToListAsync();

    /// <summary>The number of the version of a process that is published, null where none is: without the books of all others, which <see cref="PublishedAsync"/> reads.</summary>
    public async Task<int?> PublishedNumberAsync(Guid processId)
    {
        if (_published is not null) return _published.FirstOrDefault(p => p.Process.Id == processId).Version?.Number;
        var made = db.ProcessVersions.Local.Where(v => v.ProcessId == processId && v.State == VersionState.Published).Max(v => (int?)v.Number);
        var kept = await db.ProcessVersions.Where(v => v.ProcessId == processId && v.State == VersionState.Published).MaxAsync(v => (int?)v.Number);
        return made > kept || kept is null ? made : kept;
    }

    /// <summary>The versions that some teams try out, one a process at the most. Read once per unit of work.</summary>
    public async Task<IReadOnlyList<ProcessVersion>> PilotsAsync() =>
        _pilots ??= await db.ProcessVersions.AsNoTracking().Where(v => v.State == VersionState.Pilot).ToListAsync();

    /// <summary>The versions by which deals of a process are worked: the published one, and a pilot's.</summary>
    public Task<List<ProcessVersion>> InForceAsync(Guid processId) =>
        db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == processId && (v.State == VersionState.Published || v.State == VersionState.Pilot)).ToListAsync();

    /// <summary>Versions were published, piloted or retired in this very unit of work.</summary>
    public void Forget() => (_published, _pilots) = (null, null);

    /// <summary>What the stages of all published processes are called, by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StageNamesAsync()
    {
        var names = new Dictionary<string, string>();
        foreach (var (process, version) in await PublishedAsync())
            foreach (var stage in (await OpenAsync(process.Id, version.Number)).Stages) names.TryAdd(stage.Id, stage.Name);
        return names;
    }

    /// <summary>Gives a workspace without any process the seven stages, and the SMB velocity process for the segment "smb".</summary>
    public async Task EnsureBuiltInAsync(DateTimeOffset now)
    {
        if (db.Processes.Local.Count > 0 || await db.Processes.AnyAsync()) return;
        Add("SMB velocity", BuiltInBooks.SmbVelocity, ordinal: 1, now).Segment = "smb";
        Add("New business", BuiltInBooks.SevenStages, ordinal: 2, now).IsDefault = true;
        _published = null;
    }

    private static List<(Process, ProcessVersion)> Join(IEnumerable<Process> processes, IReadOnlyList<ProcessVersion> versions) =>
    [
        .. from process in processes.DistinctBy(p => p.Id).OrderBy(p => p.Ordinal).ThenBy(p => p.IsDefault).ThenBy(p => p.Id)
           let newest = versions.Where(v => v.ProcessId == process.Id && v.State == VersionState.Published).MaxBy(v => v.Number)
           where newest is not null
           select (process, newest),
    ];

    private Process Add(string name, string template, int ordinal, DateTimeOffset now)
    {
        var process = new Process { WorkspaceId = db.WorkspaceId, Id = BuiltInId(db.WorkspaceId, template), Name = name, Ordinal = ordinal };
        db.Processes.Add(process);
        db.ProcessVersions.Add(new ProcessVersion
        {
            WorkspaceId = db.WorkspaceId, ProcessId = process.Id, Number = 1, State = VersionState.Published, PublishedAt = now,
            Document = StageBookJson.Write(BuiltInBooks.Open(template)),
        });
        return process;
    }

    // made from the workspace's id, so that two instances that do this at once clash instead of leaving two of each
    private static Guid BuiltInId(Guid workspaceId, string template)
    {
        var id = workspaceId.ToByteArray(bigEndian: true);
        var hash = SHA256.HashData([.. id, .. Encoding.UTF8.GetBytes(template)]);
        hash.AsSpan(6, 10).CopyTo(id.AsSpan(6));
        id[6] = (byte)(id[6] & 0x0f | 0x70);
        id[8] = (byte)(id[8] & 0x3f | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
