using System.Data.Common;
using System.Reflection;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

public sealed class RoundTripTests
{
    private static readonly Guid Ours = Guid.CreateVersion7();
    private static readonly Guid Theirs = Guid.CreateVersion7();
    private static readonly Rows<Person> Called = new("r.name = $2");

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_question_gets_its_own_rows_tracked(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var trip = new RoundTrip(db);
        var (ann, nobody, bob, company) = (trip.Ask(Called, "Ann"), trip.Ask(Called, "Nobody"), trip.Ask(Called, "Bob"), trip.Ask(ClickRows.Workspace));
        await trip.RunAsync();
        Assert.Equal(("Ann", 0, "Bob", "Ours"), (Assert.Single(ann).Name, nobody.Count, Assert.Single(bob).Name, Assert.Single(company).Name));
        ann[0].Zone = "Europe/Berlin";
        await db.SaveChangesAsync();
        Assert.Equal("Europe/Berlin", await database.Open(Ours).People.Where(p => p.Name == "Ann").Select(p => p.Zone).SingleAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_is_known_already_stays_the_one_that_it_is_with_what_was_changed(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var known = await db.People.SingleAsync(p => p.Name == "Ann");
        known.Zone = "Asia/Tokyo";
        var trip = new RoundTrip(db);
        var ann = trip.Ask(Called, "Ann");
        await trip.RunAsync();
        Assert.Same(known, Assert.Single(ann));
        Assert.Equal("Asia/Tokyo", known.Zone);
        Assert.Same(known, await db.People.FindAsync(Ours, known.Id));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_is_only_looked_at_is_not_tracked(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var trip = new RoundTrip(db);
        var ann = trip.Ask(new Rows<Person>("r.name = $2") { Untracked = true }, "Ann");
        await trip.RunAsync();
        Assert.Equal(EntityState.Detached, db.Entry(Assert.Single(ann)).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lent_row_that_nobody_changed_costs_no_save(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        await LentAnnAsync(db);
        Assert.False(db.HasChanges());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lent_row_that_was_changed_is_saved_whether_or_not_a_table_was_asked_for_since(Db kind)
    {
        foreach (var (asks, zone) in ((bool, string)[])[(false, "Asia/Tokyo"), (true, "Europe/Berlin")])
        {
            await using var database = await WithPeopleAsync(kind);
            var db = database.Open(Ours);
            var ann = await LentAnnAsync(db);
            ann.Zone = zone;
            if (asks) Assert.Same(ann, await db.People.SingleAsync(p => p.Name == "Ann"));
            Assert.True(db.HasChanges());
            await db.SaveChangesAsync();
            Assert.Equal(zone, await database.Open(Ours).People.Where(p => p.Name == "Ann").Select(p => p.Zone).SingleAsync());
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_lent_row_is_the_one_that_a_later_question_finds(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var ann = await LentAnnAsync(db);
        var again = new RoundTrip(db);
        var found = again.Ask(Called, "Ann");
        await again.RunAsync();
        Assert.Same(ann, Assert.Single(found));
        ann.Zone = "Asia/Tokyo";
        Assert.Equal(EntityState.Unchanged, db.Entry(await db.People.SingleAsync(p => p.Name == "Bob")).State);
        Assert.True(db.HasChanges());
    }

    private static async Task<Person> LentAnnAsync(BotCoachDb db)
    {
        var trip = new RoundTrip(db);
        var ann = trip.Ask(new Rows<Person>("r.name = $2") { Lent = true }, "Ann");
        await trip.RunAsync();
        return Assert.Single(ann);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_kind_of_row_is_read_as_a_query_reads_it_with_and_without_what_may_be_missing(Db kind)
    {
        foreach (var full in (bool[])[true, false])
        {
            await using var world = await TwoWorkspaces.MakeAsync(kind, Ours, Theirs, full);
            foreach (var type in world.Types)
            {
                var (paths, db) = (Paths.To(type), world.Database.Open(Theirs));
                var (asked, queried) = (Assert.Single(await paths.AskAsync(world.Database.Open(Theirs))), (await paths.FindAsync(db, world.KeyOf(type)))!);
                var properties = db.Model.FindEntityType(type)!.GetProperties().ToList();
                Assert.Equal(properties.Select(p => p.PropertyInfo!.GetValue(queried)), properties.Select(p => p.PropertyInfo!.GetValue(asked)));
                Assert.True(!full || properties.All(p => p.IsForeignKey() || p.PropertyInfo!.GetValue(asked) is not null), $"{type.Name} has holes");
            }
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_that_a_click_asks_is_SQL_that_both_databases_know(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var asked = typeof(ClickRows).GetFields(BindingFlags.Public | BindingFlags.Static).Where(f => f.FieldType.IsGenericType).ToList();
        Assert.True(asked.Count > 10, $"only {asked.Count} were found");
        await using var connection = database.Open(Ours).Database.GetDbConnection();
        await connection.OpenAsync();
        foreach (var field in asked)
        {
            var sql = (string)field.FieldType.GetMethod("Sql", BindingFlags.NonPublic | BindingFlags.Instance)!.Invoke(field.GetValue(null), [database.Open(Ours)])!;
            await using var command = connection.CreateCommand();
            command.CommandText = kind == Db.Postgres ? $"prepare p as {sql}; deallocate p" : $"explain {sql}";
            await command.ExecuteNonQueryAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_question_that_fails_on_the_way_leaves_the_context_usable(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var trip = new RoundTrip(db);
        trip.Ask(Called, "Ann");
        trip.Ask(new Rows<Person>("r.shoe_size = $2"), "Ann");
        trip.Ask(Called, "Bob");
        await Assert.ThrowsAnyAsync<DbException>(trip.RunAsync);
        Assert.Equal(2, await db.People.CountAsync());
    }

    private static async Task<TestDatabase> WithPeopleAsync(Db kind)
    {
        var database = await Databases.NewAsync(kind);
        var db = database.Open(Ours);
        db.Add(new Workspace { Id = Ours, Name = "Ours" });
        db.AddRange(new[] { "Ann", "Bob" }.Select(name => new Person { WorkspaceId = Ours, Id = Guid.CreateVersion7(), Name = name }));
        await db.SaveChangesAsync();
        return database;
    }
}
