using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Stages;

public sealed class ShelfTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>What one host remembers.</summary>
    private readonly BookCache _books = new();

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_workspace_gets_the_seven_stages_and_the_smb_process_once(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var workspace = await NewWorkspaceAsync(database);
        for (var i = 0; i < 2; i++)
        {
            var db = database.Open(workspace);
            await new StageShelf(db, _books).EnsureBuiltInAsync(Now);
            await new StageShelf(db, _books).EnsureBuiltInAsync(Now);
            await db.SaveChangesAsync();
        }
        var published = await new StageShelf(database.Open(workspace), _books).PublishedAsync();
        Assert.Equal(["SMB velocity", "New business"], published.Select(p => p.Process.Name));
        Assert.All(published, p => Assert.Equal((1, VersionState.Published, Now), (p.Version.Number, p.Version.State, p.Version.PublishedAt!.Value)));
        Assert.All(published, p => Assert.Equal(7, p.Process.Id.Version));
        var book = await new StageShelf(database.Open(workspace), _books).OpenAsync(published[1].Process.Id, 1);
        Assert.Null(Same.Difference(BuiltInBooks.Open(BuiltInBooks.SevenStages), book));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_that_set_up_the_same_workspace_at_once_leave_one_of_each(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var workspace = await NewWorkspaceAsync(database);
        var (first, second) = (database.Open(workspace), database.Open(workspace));
        await new StageShelf(first, _books).EnsureBuiltInAsync(Now);
        await new StageShelf(second, _books).EnsureBuiltInAsync(Now);
        await first.SaveChangesAsync();
        await Assert.ThrowsAsync<DbUpdateException>(() => second.SaveChangesAsync());
        Assert.Equal(2, await database.Open(workspace).Processes.CountAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_set_up_in_this_unit_of_work_is_there_before_it_is_saved(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var db = database.Open(await NewWorkspaceAsync(database));
        var shelf = new StageShelf(db, _books);
        Assert.Empty(await shelf.PublishedAsync());
        await shelf.EnsureBuiltInAsync(Now);
        var version = await shelf.ChooseAsync(null, null, null);
        Assert.Equal("New business", (await shelf.OpenAsync(version.ProcessId, version.Number)).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_gets_the_newest_published_version_of_the_first_process_that_matches(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var workspace = await NewWorkspaceAsync(database);
        var db = database.Open(workspace);
        await new StageShelf(db, _books).EnsureBuiltInAsync(Now);
        await db.SaveChangesAsync();
        var smb = (await new StageShelf(db, _books).ChooseAsync(" SMB", "web", null)).ProcessId;
        var other = (await new StageShelf(db, _books).ChooseAsync("enterprise", null, null)).ProcessId;
        Assert.NotEqual(smb, other);
        db.ProcessVersions.Add(Version(workspace, smb, 2, VersionState.Published));
        db.ProcessVersions.Add(Version(workspace, smb, 3, VersionState.Retired));
        db.ProcessVersions.Add(Version(workspace, smb, 4, VersionState.Draft));
        await db.SaveChangesAsync();

        var shelf = new StageShelf(database.Open(workspace), _books);
        Assert.Equal((smb, 2), Number(await shelf.ChooseAsync("Smb", null, null)));
        Assert.Equal((other, 1), Number(await shelf.ChooseAsync("mid-market", null, null)));
        Assert.Equal((other, 1), Number(await shelf.ChooseAsync(null, null, null)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_published_version_is_parsed_once_and_a_draft_is_read_anew(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var workspace = await NewWorkspaceAsync(database);
        var process = await NewProcessAsync(database, workspace, VersionState.Published);
        var book = await new StageShelf(database.Open(workspace), _books).OpenAsync(process, 1);
        Assert.Same(book, await new StageShelf(database.Open(workspace), _books).OpenAsync(process, 1));

        var draft = await NewProcessAsync(database, workspace, VersionState.Draft);
        Assert.NotSame(await new StageShelf(database.Open(workspace), _books).OpenAsync(draft, 1), await new StageShelf(database.Open(workspace), _books).OpenAsync(draft, 1));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_version_that_was_never_committed_is_not_remembered(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var workspace = await NewWorkspaceAsync(database);
        var process = await NewProcessAsync(database, workspace, VersionState.Published);
        var undone = database.Open(workspace);
        undone.ProcessVersions.Add(Version(workspace, process, 2, VersionState.Published, "Undone"));
        await undone.Database.BeginTransactionAsync();
        await undone.SaveChangesAsync();
        Assert.Equal("Undone", (await new StageShelf(undone, _books).OpenAsync(process, 2)).Name);
        await undone.Database.RollbackTransactionAsync();

        var done = database.Open(workspace);
        done.ProcessVersions.Add(Version(workspace, process, 2, VersionState.Published, "Done"));
        await done.SaveChangesAsync();
        Assert.Equal("Done", (await new StageShelf(database.Open(workspace), _books).OpenAsync(process, 2)).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_workspaces_book_cannot_be_opened_even_when_it_is_remembered(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var ours = await NewWorkspaceAsync(database);
        var process = await NewProcessAsync(database, ours, VersionState.Published);
        await new StageShelf(database.Open(ours), _books).OpenAsync(process, 1);
        var theirs = await NewWorkspaceAsync(database);
        await Assert.ThrowsAsync<InvalidOperationException>(() => new StageShelf(database.Open(theirs), _books).OpenAsync(process, 1));
        Assert.Empty(await new StageShelf(database.Open(theirs), _books).PublishedAsync());
    }

    [Fact]
    public void The_cache_keeps_the_newest_and_no_more_than_it_may()
    {
        var cache = new BookCache(3);
        var (workspace, book) = (Guid.NewGuid(), BuiltInBooks.Open(BuiltInBooks.SmbVelocity));
        var processes = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        foreach (var process in processes) cache.Keep(workspace, process, 1, book);
        Assert.Equal(3, cache.Count);
        Assert.All(processes.Take(7), p => Assert.Null(cache.Find(workspace, p, 1)));
        Assert.All(processes.Skip(7), p => Assert.Same(book, cache.Find(workspace, p, 1)));
        Assert.Null(cache.Find(workspace, processes[9], 2));
        Assert.Null(cache.Find(Guid.NewGuid(), processes[9], 1));
    }

    private static (Guid, int) Number(ProcessVersion version) => (version.ProcessId, version.Number);

    private static ProcessVersion Version(Guid workspace, Guid process, int number, VersionState state, string name = "A book") => new()
    {
        WorkspaceId = workspace, ProcessId = process, Number = number, State = state,
        Document = StageBookJson.Write(BuiltInBooks.Open(BuiltInBooks.SmbVelocity) with { Name = name }),
    };

    private static async Task<Guid> NewProcessAsync(TestDatabase database, Guid workspace, VersionState state)
    {
        var db = database.Open(workspace);
        var process = new Process { WorkspaceId = workspace, Id = Guid.CreateVersion7(Now), Name = "A process", IsDefault = true };
        db.Processes.Add(process);
        db.ProcessVersions.Add(Version(workspace, process.Id, 1, state));
        await db.SaveChangesAsync();
        return process.Id;
    }

    private static async Task<Guid> NewWorkspaceAsync(TestDatabase database)
    {
        var id = Guid.CreateVersion7(Now);
        var db = database.Open(id);
        db.Workspaces.Add(new Workspace { Id = id, Name = "Company", CreatedAt = Now });
        await db.SaveChangesAsync();
        return id;
    }
}
