using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Rollout;

/// <summary>A built-in template becomes the company's way of selling: published, and for all deals that no other process is for.</summary>
public sealed class Templates(BotCoachDb db, StageShelf shelf, Drafts drafts, Releases releases, Audit audit)
{
    /// <summary>The template that the default process was made of, while it still has its name; or null.</summary>
    public async Task<string?> DefaultAsync()
    {
        var published = (await shelf.PublishedAsync()).FirstOrDefault(p => p.Process.IsDefault);
        if (published.Process is null) return null;
        var book = await shelf.OpenAsync(published.Process.Id, published.Version.Number);
        return BuiltInBooks.Names.FirstOrDefault(n => BuiltInBooks.Open(n).Name == book.Name);
    }

    /// <summary>What is in the way, or nothing: then it is done. One that is published already only becomes the default.</summary>
    public async Task<IReadOnlyList<StageBookProblem>> UseAsync(string template, Actor actor, DateTimeOffset now)
    {
        await db.LockWorkspaceAsync();
        await shelf.EnsureBuiltInAsync(now);
        var book = BuiltInBooks.Open(template);
        var known = await FindAsync(book);
        if (known is null)
        {
            var draft = await drafts.BeginAsync(book.Name, book, actor.PersonId, now);
            if (await releases.PublishAsync(draft, actor, now) is { Count: > 0 } problems) return problems;
            known = await db.Processes.FindAsync(db.WorkspaceId, draft.ProcessId);
        }
        foreach (var process in await shelf.ProcessesAsync()) process.IsDefault = process.Id == known!.Id;
        // the default is for whatever is left, so it asks nothing of a deal
        (known!.Segment, known.LeadSource, known.DealType) = (null, null, null);
        shelf.Forget();
        if (actor.PersonId is { } by && await db.ProcessVersions.FirstOrDefaultAsync(v => v.ProcessId == known.Id && v.State == VersionState.Published) is { PublishedBy: null } version) version.PublishedBy = by;
        audit.Did(actor, "process: the default", known.Id, now);
        return [];
    }

    private async Task<Process?> FindAsync(StageBook book)
    {
        foreach (var (process, version) in await shelf.PublishedAsync())
            if ((await shelf.OpenAsync(process.Id, version.Number)).Name == book.Name) return await db.Processes.FindAsync(db.WorkspaceId, process.Id);
        return null;
    }
}
