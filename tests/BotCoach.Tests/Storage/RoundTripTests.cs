using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

public sealed class RoundTripTests
{
    private static readonly Guid Ours = Guid.CreateVersion7();

    private static readonly Func<BotCoachDb, string, IAsyncEnumerable<Person>> Called = Compiled.Query((BotCoachDb db, string name) => db.People.Where(p => p.Name == name));
    private static readonly Func<BotCoachDb, Guid, IAsyncEnumerable<Workspace>> Company = Compiled.Query((BotCoachDb db, Guid id) => db.Workspaces.Where(w => w.Id == id));

    private static readonly Func<BotCoachDb, string, string, IAsyncEnumerable<string>> Broken = Compiled.Query((BotCoachDb db, string name, string zone) =>
        db.People.Where(p => p.Name == name || p.Zone == zone).OrderBy(p => p.Name).Select(p => Refuse(p.Name)));

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_query_gets_its_own_rows_tracked_and_the_next_queries_go_on(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var trip = new RoundTrip(db);
        var (ann, nobody, bob, company) = (trip.Ask(Called(db, "Ann")), trip.Ask(Called(db, "Nobody")), trip.Ask(Called(db, "Bob")), trip.Ask(Company(db, Ours)));
        await trip.RunAsync();
        Assert.Equal(("Ann", 0, "Bob", "Ours"), (Assert.Single(ann).Name, nobody.Count, Assert.Single(bob).Name, Assert.Single(company).Name));
        ann[0].Zone = "Europe/Berlin";
        await db.SaveChangesAsync();
        Assert.Equal("Europe/Berlin", await database.Open(Ours).People.Where(p => p.Name == "Ann").Select(p => p.Zone).SingleAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_query_that_fails_on_the_way_leaves_the_context_usable(Db kind)
    {
        await using var database = await WithPeopleAsync(kind);
        var db = database.Open(Ours);
        var trip = new RoundTrip(db);
        trip.Ask(Called(db, "Ann"));
        trip.Ask(Broken(db, "Ann", ""));
        trip.Ask(Called(db, "Bob"));
        await Assert.ThrowsAsync<InvalidTimeZoneException>(trip.RunAsync);
        Assert.Equal(2, await db.People.CountAsync());
    }

    private static string Refuse(string name) => throw new InvalidTimeZoneException(name);

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
