using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.People;

/// <summary>An e-mail address links a newcomer to the person who has it, and to nobody who merely had it.</summary>
public sealed class LinkingTests
{
    private const string Address = "rita@testing.example";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_hire_with_the_address_of_a_colleague_of_the_same_team_is_somebody_new(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var hired = At(house, "T1", "hired", Address.ToUpperInvariant());
        await hired.TypesAsync("acme");
        hired.DoesNotSee("first order");
        var person = await PersonOfAsync(house, hired);
        Assert.NotEqual(house.Rita.PersonId, person.Id);
        Assert.Equal(Role.Rep, person.Role);
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("first order");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whose_only_account_is_closed_is_nobody_else_wherever_their_address_turns_up(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Host.ReceiveAsync(new PersonChanged("closed", house.Rita.Caller with { IsGone = true }));
        foreach (var (team, user) in new[] { ("T1", "hired"), ("T2", "hired-there") })
        {
            var hired = At(house, team, user, Address);
            await hired.TypesAsync("acme");
            hired.DoesNotSee("first order");
            Assert.NotEqual(house.Rita.PersonId, (await PersonOfAsync(house, hired)).Id);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_is_known_at_once_in_the_companys_second_team(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Rita.TypesAsync("help");
        var there = At(house, "T2", "rita-there", Address.ToUpperInvariant());
        await there.TypesAsync("acme");
        there.Sees("first order");
        Assert.Equal(house.Rita.PersonId, (await PersonOfAsync(house, there)).Id);
    }

    [Fact]
    public async Task Somebody_who_came_in_by_import_is_known_at_once()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var imported = new Person { WorkspaceId = house.Host.WorkspaceId, Id = Guid.CreateVersion7(), Name = "Iris", Role = Role.Manager, Email = "iris@testing.example", CreatedAt = house.Host.Clock.Now };
        await house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().People.Add(imported);
            return Task.CompletedTask;
        });
        var iris = At(house, "T1", "iris", "iris@testing.example");
        await iris.TypesAsync("help");
        Assert.Equal(imported.Id, (await PersonOfAsync(house, iris)).Id);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_address_that_changed_is_followed_and_the_old_one_finds_nobody(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Host.ReceiveAsync(new PersonChanged("changed", house.Rita.Caller with { Email = "rita.new@testing.example" }));
        var (hired, rita) = (At(house, "T2", "hired", Address), At(house, "T2", "rita-there", "rita.new@testing.example"));
        await hired.TypesAsync("acme");
        hired.DoesNotSee("first order");
        await rita.TypesAsync("acme");
        rita.Sees("first order");
        Assert.NotEqual(house.Rita.PersonId, (await PersonOfAsync(house, hired)).Id);
        Assert.Equal(house.Rita.PersonId, (await PersonOfAsync(house, rita)).Id);
    }

    [Theory]
    [OnSqlite(true), OnSqlite(false), OnPostgres(true), OnPostgres(false)]
    public async Task Whoever_was_given_an_address_is_found_by_it_from_then_on(Db kind, bool isNew)
    {
        await using var house = await OpenAsync(kind);
        var here = isNew ? At(house, "T1", "hired", Address) : house.Sam;
        if (isNew) await here.TypesAsync("help");
        else await house.Host.ReceiveAsync(new PersonChanged("given", here.Caller with { Email = Address }));
        var there = At(house, "T2", "hired-there", Address);
        await there.TypesAsync("acme");
        there.DoesNotSee("first order");
        var person = await PersonOfAsync(house, here);
        Assert.NotEqual(house.Rita.PersonId, person.Id);
        Assert.Equal(person.Id, (await PersonOfAsync(house, there)).Id);
    }

    [Fact]
    public async Task Whoever_was_merged_into_a_person_counts_as_that_person()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Host.DoAsync(async s =>
        {
            var people = s.GetRequiredService<BotCoachDb>().People;
            (await people.SingleAsync(p => p.Id == house.Sam.PersonId)).MergedInto = house.Rita.PersonId;
            (await people.SingleAsync(p => p.Id == house.Otto.PersonId)).MergedInto = house.Sam.PersonId;
            await s.GetRequiredService<Roster>().IntroduceAsync(house.Otto.PersonId, new Address("fake", "T2", "otto-there"), house.Host.Clock.Now);
        });
        var hired = At(house, "T2", "hired", Address);
        await hired.TypesAsync("acme");
        hired.DoesNotSee("first order");
        Assert.NotEqual(house.Rita.PersonId, (await PersonOfAsync(house, hired)).Id);
    }

    [Fact]
    public async Task A_question_that_is_put_to_others_is_answered_by_nobody_else()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Mona.PersonId)).Email = "mona@testing.example");
        var mona = At(house, "T2", "mona-there", "mona@testing.example");
        await mona.TypesAsync("help");
        Assert.Contains(mona.Chat, m => m.Words.Contains("Is that you?"));
        var ask = await house.Host.ReadAsync(db => db.LinkRequests.SingleAsync());
        await house.Host.ReceiveAsync(new ButtonPressed("by hand", house.Sam.Caller, "link.yes", $"{ask.Id}"));
        var line = await house.Host.ReadAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal(("refused: a question to others", ask.Id, house.Sam.PersonId), (line.What, line.About, line.PersonId));
        Assert.False((await house.Host.ReadAsync(db => db.LinkRequests.SingleAsync())).KnownAgreed);
    }

    /// <summary>Rita has the address and a deal; a second team stands for the same company.</summary>
    private static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme, first order");
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoachDb>();
            (await db.People.SingleAsync(p => p.Id == house.Rita.PersonId)).Email = Address;
            db.Installations.Add(new Installation { Channel = "fake", ExternalId = "T2", WorkspaceId = house.Host.WorkspaceId, Name = "Testing South", AddedAt = house.Host.Clock.Now });
        });
        return house;
    }

    private static Driver At(DealHouse house, string team, string user, string email) => new(house.Host, Guid.Empty, new Caller("fake", team, user) { Name = user, Email = email });

    private static Task<Person> PersonOfAsync(DealHouse house, Driver who) => house.Host.ReadAsync(db =>
        (from i in db.Identities join p in db.People on i.PersonId equals p.Id where i.Team == who.Caller.Team && i.ExternalId == who.Caller.User select p).SingleAsync());
}
