using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

/// <summary>Workspaces never see each other: every kind of row, every path, both databases (design.md, Tables, the first point).</summary>
public sealed class IsolationTests
{
    private static readonly Guid Ours = Guid.Parse("0190a000-0000-7000-8000-000000000001");
    private static readonly Guid Theirs = Guid.Parse("0190a000-0000-7000-8000-000000000002");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_of_another_workspace_cannot_be_read(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        Assert.Equal(1, await paths.CountAsync(world.Database.Open(Theirs)));
        Assert.Equal(0, await paths.CountAsync(world.Database.Open(Ours)));
        Assert.Null(await paths.FindAsync(world.Database.Open(Ours), world.KeyOf(paths.Type)));
        Assert.NotNull(await paths.FindAsync(world.Database.Open(Theirs), world.KeyOf(paths.Type)));
        Assert.Equal(1, await paths.CountJoinedToItselfAsync(world.Database.Open(Theirs)));
        Assert.Equal(0, await paths.CountJoinedToItselfAsync(world.Database.Open(Ours)));
        Assert.Equal(0, await paths.CountByIdAsync(world.Database.Open(Ours), Theirs));
        Assert.Equal((1, 0), ((await paths.AskAsync(world.Database.Open(Theirs))).Count, (await paths.AskAsync(world.Database.Open(Ours))).Count));
        await Assert.ThrowsAsync<InvalidOperationException>(() => paths.ReloadAsync(world.Database.Open(Ours), world.New(paths.Type)));
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_cannot_be_added_to_another_workspace(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        await RefusedAsync(() => world.Database.Open(Ours), (db, row) => db.Add(row), world.New(paths.Type));
        await RefusedAsync(() => world.Database.Open(Ours), (db, row) => db.Entry(row).State = EntityState.Added, world.New(paths.Type));
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_of_another_workspace_cannot_be_changed_or_deleted_by_attaching_it(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        foreach (var how in (Action<BotCoachDb, object>[])[(db, row) => db.Attach(row), (db, row) => db.Update(row), (db, row) => db.Remove(row),
            (db, row) => db.Entry(row).State = EntityState.Modified, (db, row) => db.Entry(row).State = EntityState.Deleted])
            await RefusedAsync(() => world.Database.Open(Ours), how, world.New(paths.Type));
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_of_another_workspace_cannot_be_reached_by_lying_about_where_it_was(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        var column = Tables.WorkspaceColumn(paths.Type);
        foreach (var state in (EntityState[])[EntityState.Modified, EntityState.Deleted])
            await RefusedAsync(() => world.Database.Open(Ours), (db, row) =>
            {
                var entry = db.Entry(row);
                entry.State = state;
                entry.Property(column).OriginalValue = Theirs;
            }, world.New(paths.Type, Ours));
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rows_workspace_cannot_be_changed(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        var column = Tables.WorkspaceColumn(paths.Type);
        await RefusedAsync(() => world.Database.Open(Theirs), (db, row) =>
        {
            var entry = db.Attach(row);
            entry.Property(column).CurrentValue = Ours;
        }, world.New(paths.Type));
        await Assert.ThrowsAsync<InvalidOperationException>(() => paths.MoveAllAsync(world.Database.Open(Theirs), Ours));
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_of_another_workspace_cannot_be_changed_or_deleted_in_bulk(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        Assert.Equal(0, await paths.TouchAllAsync(world.Database.Open(Ours)));
        Assert.Equal(0, await paths.DeleteAllAsync(world.Database.Open(Ours)));
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_a_workspace_in_scope_nothing_is_read_or_written(Db kind) => await EachAsync(kind, async (world, paths) =>
    {
        foreach (var attempt in (Func<BotCoachDb, Task>[])[
            async db => await paths.CountAsync(db), async db => await paths.FindAsync(db, world.KeyOf(paths.Type)), paths.AskAsync, paths.DeleteAllAsync, paths.TouchAllAsync,
            db => { db.Add(world.New(paths.Type)); return Task.CompletedTask; }, db => { db.Attach(world.New(paths.Type)); return Task.CompletedTask; }])
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => attempt(world.Database.Open()));
            Assert.Contains("No workspace in scope", refusal.GetBaseException().Message);
        }
        await world.StillThereAsync(paths);
    });

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_cannot_point_into_another_workspace(Db kind)
    {
        await using var world = await TwoWorkspaces.MakeAsync(kind, Ours, Theirs);
        var db = world.Database.Open(Ours);
        db.Add(new Person { WorkspaceId = Ours, Id = Guid.CreateVersion7(), Name = "Ours", ManagerId = (Guid)world.KeyOf(typeof(Person))[1] });
        await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync());
    }

    [Fact]
    public void A_piece_of_work_is_for_one_workspace()
    {
        var scope = new WorkspaceScope();
        scope.Enter(Ours);
        scope.Enter(Ours);
        Assert.Throws<InvalidOperationException>(() => scope.Enter(Theirs));
    }

    [Fact]
    public async Task Every_table_is_a_workspaces_or_is_named_here_as_the_hosts()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var model = database.Open().Model;
        var hosts = model.GetEntityTypes().Where(t => !typeof(IWorkspaceRow).IsAssignableFrom(t.ClrType)).Select(t => t.ClrType.Name).Order();
        Assert.Equal(["ChannelNote", "HostSetting", "Installation", "PaceSlot", "RingKey"], hosts);
        foreach (var type in model.GetEntityTypes().Where(t => typeof(IWorkspaceRow).IsAssignableFrom(t.ClrType)))
            Assert.Equal(Tables.WorkspaceColumn(type.ClrType), type.FindPrimaryKey()!.Properties[0].Name);
    }

    private static async Task EachAsync(Db kind, Func<TwoWorkspaces, Paths, Task> check)
    {
        await using var world = await TwoWorkspaces.MakeAsync(kind, Ours, Theirs);
        Assert.True(world.Types.Count >= 20, $"only {world.Types.Count} kinds of rows were found");
        foreach (var type in world.Types) await check(world, Paths.To(type));
    }

    private static async Task RefusedAsync(Func<BotCoachDb> open, Action<BotCoachDb, object> how, object row)
    {
        var db = open();
        await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            how(db, row);
            await db.SaveChangesAsync();
        });
    }
}
