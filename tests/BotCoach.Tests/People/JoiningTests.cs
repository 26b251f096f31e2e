using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.People;

public sealed partial class JoiningTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_platform_joins_by_a_code_that_an_admin_makes(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;

        await AddedAsync(host, "T2", "Elsewhere");
        var ines = host.Stranger("installer", team: "T2");
        await ines.TypesAsync($"join {code}");
        ines.Sees("Joined");

        Assert.Equal([host.WorkspaceId, host.WorkspaceId], await host.ReadAsync(db => db.Installations.Select(i => i.WorkspaceId).ToListAsync()));
        await AddedAsync(host, "T3", "Third");
        var eve = host.Stranger("installer", team: "T3");
        await eve.TypesAsync($"join {code}");
        eve.Sees("not good any more");
    }

    [Fact]
    public async Task A_code_is_good_for_an_hour()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await AddedAsync(host, "T2", "Elsewhere");
        var ines = host.Stranger("installer", team: "T2");
        await ines.TypesAsync($"join {code}");
        ines.Sees("not good any more");
    }

    [Theory]
    [OnSqlite(true), OnSqlite(false), OnPostgres(true), OnPostgres(false)]
    public async Task A_code_that_is_delivered_twice_is_redeemed_once_and_answered_the_same(Db kind, bool isInstalled)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;
        if (isInstalled) await AddedAsync(host, "T2", "Elsewhere");
        var ines = host.Stranger("installer", team: "T2");
        var first = await ines.TypesAsync($"join {code}");
        ines.Sees("Joined");
        Assert.Equal(first.ToJson(), (await ines.RepeatsAsync()).ToJson());
    }

    [Fact]
    public async Task A_code_is_kept_nowhere()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;
        Assert.DoesNotContain(code, Assert.Single(await host.ReadAsync(db => db.SeenInbounds.ToListAsync())).Reply);
        Assert.Contains("shown once", ((Say)await ada.RepeatsAsync()).Message.Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_team_that_comes_back_finds_its_company_as_it_left_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.ReceiveAsync(new BotRemoved("removed", Team(rita)));
        await rita.TypesAsync("help");
        rita.Sees("not set up for this team");
        Assert.Equal(Reply.None, await host.ReceiveAsync(new BotRemoved("removed again", Team(rita))));
        await host.ReceiveAsync(new BotAdded("added again", Team(rita), "Testing Ltd"));
        await rita.TypesAsync("help");
        rita.DoesNotSee("not set up");
        Assert.Equal([host.WorkspaceId], await host.ReadAsync(db => db.Installations.Select(i => i.WorkspaceId).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_another_instance_was_told_of_a_team_holds_here_at_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await using var other = await host.StartAnotherAsync();
        var rita = await host.RepAsync("Rita");
        await other.ReceiveAsync(new BotRemoved("removed", Team(rita)));
        await rita.TypesAsync("help");
        rita.Sees("not set up for this team");
        await other.ReceiveAsync(new BotAdded("added again", Team(rita), "Testing Ltd"));
        await rita.TypesAsync("help");
        rita.DoesNotSee("not set up");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_who_call_at_once_after_their_team_has_left_are_both_refused(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await using var other = await host.StartAnotherAsync();
        var rita = await host.RepAsync("Rita");
        await other.ReceiveAsync(new BotRemoved("removed", Team(rita)));
        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => host.ReceiveAsync(new CommandTyped($"at once {n}", rita.Caller, "help")))));
        Assert.All(replies, reply => Assert.Contains("not set up for this team", ((Say)reply).Message.Words));
    }

    [Fact]
    public async Task What_the_platform_says_of_a_person_is_followed()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await host.ReceiveAsync(new PersonChanged("changed", rita.Caller with { Name = "Rita Moved", Zone = "Asia/Tokyo" }));
        var person = await host.ReadAsync(db => db.People.SingleAsync());
        Assert.Equal(("Rita Moved", "Asia/Tokyo", "en"), (person.Name, person.Zone, person.Locale));
    }

    [Fact]
    public async Task A_member_who_became_a_guest_is_nobody()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var reply = await host.ReceiveAsync(new CommandTyped("as a guest", rita.Caller with { Guest = true }, "help"));
        Assert.Contains("not to guests", ((Say)reply).Message.Words);
    }

    [Fact]
    public async Task A_person_who_was_merged_acts_as_the_one_they_were_merged_into()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var (rita, twin) = (await host.RepAsync("Rita"), await host.RepAsync("Rita2"));
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == twin.PersonId)).MergedInto = rita.PersonId);
        await twin.TypesAsync("help");
        Assert.Equal(rita.PersonId, (await host.ReadAsync(db => db.OutgoingMessages.SingleAsync())).PersonId);
    }

    [Fact]
    public async Task A_rep_cannot_make_a_code()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("join");
        rita.Sees("Only an admin");
    }

    /// <summary>The team alone: nobody's own chat is meant.</summary>
    private static Caller Team(Driver driver) => driver.Caller with { User = "" };

    private static Task AddedAsync(CoachHost host, string team, string name) => host.App.Services.GetRequiredService<IInbox>()
        .ReceiveAsync(new BotAdded($"added-{team}", new Caller(host.Channel.Name, team, "installer") { Name = "Installer" }, name), default);

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex Code();
}
