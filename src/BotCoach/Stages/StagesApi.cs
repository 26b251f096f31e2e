using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Stages;

/// <summary>
/// Processes by HTTP, under <c>/api/v1/processes</c>: what is published, and the draft written whole, as YAML, so that a process can live in git. Publishing is a
/// person's.
/// </summary>
public sealed class StagesApi(BotCoachDb db, StageShelf shelf, Drafts drafts)
{
    public async Task<ApiAnswer> ListAsync(ApiCall call)
    {
        await shelf.EnsureBuiltInAsync(call.Now);
        var processes = await shelf.ProcessesAsync();
        List<ProcessVersion> versions = [.. db.ProcessVersions.Local, .. await db.ProcessVersions.AsNoTracking().Where(v => v.State != VersionState.Retired).ToListAsync()];
        return ApiAnswer.Ok(processes.OrderBy(p => p.Ordinal).Select(p => ProcessSummary.Of(p, versions.Where(v => v.ProcessId == p.Id))).ToList());
    }

    /// <param name="version">A number, <c>draft</c>, or null for the published one.</param>
    public async Task<ApiAnswer> GetAsync(ApiCall call, Guid id, string? version, bool asYaml)
    {
        if (await FindAsync(id, version) is not { } found) return NoProcess;
        var book = StageBookJson.Read(found.Document);
        // only a draft changes, so only of a draft one says which was seen
        var revision = found.State == VersionState.Draft ? found.Revision : (long?)null;
        return new ApiAnswer(200, asYaml ? StageBookYaml.Write(book) : BookView.Of(found, book)) { Revision = revision };
    }

    /// <summary>The document that was sent is the draft from now on. Over somebody's draft only when that is said.</summary>
    public async Task<ApiAnswer> PutAsync(ApiCall call, Guid id, bool replaces)
    {
        if (!await db.Processes.AnyAsync(p => p.Id == id)) return NoProcess;
        var reading = StageBookYaml.Read(call.Text);
        if (reading.Book is not { } book) return ApiAnswer.Faulty(Places(reading.Problems));
        var draft = await drafts.FindAsync(id);
        if (draft is null && call.IfMatch is not null) return ApiAnswer.Refused(412, "Changed meanwhile", "There is no draft any more: it was published or thrown away. Read it again.");
        if (draft is not null)
        {
            if (call.IfMatch is { } seen && seen != draft.Revision) return ApiAnswer.Refused(412, "Changed meanwhile", "The draft is not at this revision any more. Read it again.");
            if (draft.EditedBy is { } by && !replaces && call.IfMatch is null) return ApiAnswer.Refused(409, "Somebody is at it", $"{(await db.People.FindAsync(db.WorkspaceId, by))?.Name ?? "Somebody"} is working on the draft. Send replace=true to put yours in its place.");
        }
        draft = await drafts.ReadInAsync(id, book, call.Actor, call.Now);
        var changes = await drafts.BasisAsync(draft) is { } basis ? StageBookDiff.Between(basis, book) : [];
        return new ApiAnswer(200, new DraftView(draft.Number, draft.Revision, [.. StageBookRules.Check(book).Select(p => new ProblemView(p.Place, p.Sentence, p.IsWarning))], [.. changes.Select(c => c.Sentence)])) { Revision = draft.Revision };
    }

    private async Task<ProcessVersion?> FindAsync(Guid id, string? version)
    {
        var versions = db.ProcessVersions.AsNoTracking().Where(v => v.ProcessId == id);
        return version switch
        {
            null => await versions.Where(v => v.State == VersionState.Published).OrderByDescending(v => v.Number).FirstOrDefaultAsync(),
            "draft" => await versions.FirstOrDefaultAsync(v => v.State == VersionState.Draft),
            _ => int.TryParse(version, out var number) ? await versions.FirstOrDefaultAsync(v => v.Number == number) : null,
        };
    }

    private static Dictionary<string, string> Places(IReadOnlyList<YamlProblem> problems) =>
        problems.Select((p, i) => (At: $"{i + 1}", p)).ToDictionary(p => p.At, p => p.p.ToString());

    private static ApiAnswer NoProcess => ApiAnswer.Refused(404, "Not found", "There is no such process, or no such version of it.");
}

/// <summary>A process, which deals it is for (null: any), and its versions that are not retired.</summary>
public sealed record ProcessSummary(Guid Id, string Name, bool IsDefault, string? Segment, string? LeadSource, string? DealType, int Order, IReadOnlyList<VersionView> Versions)
{
    public static ProcessSummary Of(Process process, IEnumerable<ProcessVersion> versions) => new(
        process.Id, process.Name, process.IsDefault, process.Segment, process.LeadSource, process.DealType, process.Ordinal,
        [.. versions.DistinctBy(v => v.Number).OrderBy(v => v.Number).Select(v => new VersionView(v.Number, $"{v.State}".ToLowerInvariant(), v.PublishedAt, v.PilotTeams))]);
}

/// <param name="State">draft, pilot or published.</param>
public sealed record VersionView(int Number, string State, DateTimeOffset? PublishedAt, IReadOnlyList<string> Teams);

/// <summary>A version's stages with what they ask; the whole of it is its YAML.</summary>
public sealed record BookView(int Version, string State, long Revision, string Name, IReadOnlyList<StageSummary> Stages)
{
    public static BookView Of(ProcessVersion version, StageBook book) =>
        new(version.Number, $"{version.State}".ToLowerInvariant(), version.Revision, book.Name, [.. book.Stages.Select(StageSummary.Of)]);
}

public sealed record StageSummary(string Id, string Name, string Kind, IReadOnlyList<CriterionSummary> Entry, IReadOnlyList<CriterionSummary> Exit, IReadOnlyList<string> Fields, IReadOnlyList<string> Artifacts)
{
    public static StageSummary Of(Stage stage) => new(
        stage.Id, stage.Name, stage.Kind == StageKind.Pipeline ? "pipeline" : "after-win", [.. stage.Entry.Select(CriterionSummary.Of)], [.. stage.Exit.Select(CriterionSummary.Of)],
        [.. stage.Fields.Select(f => f.Id)], [.. stage.Artifacts.Select(a => a.Id)]);
}

public sealed record CriterionSummary(string Id, string Text, bool Required)
{
    public static CriterionSummary Of(Criterion criterion) => new(criterion.Id, criterion.Text, criterion.Required);
}

/// <summary>What became of a draft that was sent: what keeps it from being published, and how it differs from what is.</summary>
public sealed record DraftView(int Version, long Revision, IReadOnlyList<ProblemView> Problems, IReadOnlyList<string> Changes);

public sealed record ProblemView(string Place, string Sentence, bool IsWarning);
