using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The app comes, goes and comes back: who is greeted, who is not written to any more, and where a company is founded.</summary>
public sealed class TeamsGreetTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_install_tells_of_itself_twice_in_either_order_and_greets_once(bool installationFirst)
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = house.Tenant.AddUser("Rita Ray", "Europe/Lisbon");
        await house.Sender.InstallAsync(rita, installationFirst);
        await house.SettleAsync();
        Assert.Contains("Hello Rita.", Assert.Single(house.Teams.World.Posts).WordsFor(rita));
        Assert.Equal("northwind.example", (await house.ReadAsync(db => db.Installations.SingleAsync())).Name);
        Assert.Equal(("Rita Ray", Role.Admin), await house.ReadAsync(db => db.People.Select(p => ValueTuple.Create(p.Name, p.Role)).SingleAsync()));
        // A new version of the app is told as an install, too.
        await house.Sender.TellAsync(house.Sender.Activities.Installation(rita, house.Teams.World.Personal(rita), "add-upgrade"));
        await house.SettleAsync();
        Assert.Single(house.Teams.World.Posts);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Both_events_of_an_install_at_the_same_instant_greet_once(Db kind)
    {
        await using var house = await TeamsHouse.EmptyAsync(kind);
        var users = Enumerable.Range(1, 3).Select(i => house.Tenant.AddUser($"Rep {i}")).ToList();
        foreach (var user in users) house.Teams.World.Install(house.Teams.World.Personal(user));
        var events = users.SelectMany(u => new[] { house.Sender.Activities.MembersChanged(u, house.Teams.World.Personal(u), true, house.Teams.App.BotId), house.Sender.Activities.Installation(u, house.Teams.World.Personal(u), "add") });
        Assert.All(await Task.WhenAll(events.Select(house.Sender.Wire.DeliverAsync)), answer => Assert.Equal(200, answer.Status));
        await house.SettleAsync();
        Assert.Equal(users.Select(u => u.Name), house.Teams.World.Posts.Select(p => p.Room.Members.Single().Name).Order());
        Assert.Equal((3, 1), await house.ReadAsync(async db => (await db.People.CountAsync(), await db.People.CountAsync(p => p.Role == Role.Admin))));
    }

    [Fact]
    public async Task Whoever_removes_the_app_is_not_written_to_and_whoever_comes_back_is_and_is_not_greeted_again()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await house.Sender.RemoveAsync(maya.User);
        Assert.Equal("This person removed BotCoach from their chat.", await OffAsync(house, maya.User));
        Assert.DoesNotContain(await house.PlacesAsync(), key => key.EndsWith(maya.User.AadObjectId, StringComparison.Ordinal));
        var (sent, shown) = (house.Teams.Sends.Count(s => s.Room == maya.Room), maya.Chat.Count);
        await maya.JumpAsync(LocalJump.TomorrowMorning);
        Assert.Equal((sent, shown), (house.Teams.Sends.Count(s => s.Room == maya.Room), maya.Chat.Count));

        await house.Sender.InstallAsync(maya.User);
        await house.SettleAsync();
        Assert.Null(await OffAsync(house, maya.User));
        Assert.Contains(await house.PlacesAsync(), key => key.EndsWith(maya.User.AadObjectId, StringComparison.Ordinal));
        Assert.Single(maya.Chat, p => p.WordsFor(maya.User).Contains("Hello Maya.", StringComparison.Ordinal));
        await maya.JumpAsync(LocalJump.TomorrowMorning);
        await maya.ExpectAsync("Your brief for");
    }

    [Fact]
    public async Task Somebody_elses_install_or_first_words_bring_nobody_back_who_has_left()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = house.Teams.World.UserOf("Maya Chen");
        await house.Sender.RemoveAsync(maya);
        await house.Sender.InstallAsync(house.Tenant.AddUser("Nora New"));
        var zoe = house.Tenant.AddUser("Zoe New");
        house.Teams.World.Install(house.Teams.World.Personal(zoe));
        await house.Sender.SayAsync(zoe, "help");
        await house.SettleAsync();
        Assert.Equal(2, await house.ReadAsync(db => db.People.CountAsync(p => p.Name.EndsWith("New"))));
        Assert.Equal("This person removed BotCoach from their chat.", await OffAsync(house, maya));
    }

    [Fact]
    public async Task An_install_in_a_team_greets_nobody_and_founds_the_company()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = house.Tenant.AddUser("Rita");
        var crew = house.Tenant.AddTeam("Northwind Sales", rita);
        await house.Sender.InstallAsync(rita, crew.General);
        await house.SettleAsync();
        Assert.Empty(house.Teams.World.Posts);
        Assert.Equal("Northwind Sales", (await house.ReadAsync(db => db.Installations.SingleAsync())).Name);
        Assert.Equal(0, await house.ReadAsync(db => db.People.CountAsync()));
        Assert.Contains(await house.PlacesAsync(), key => key.StartsWith("team/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_team_that_removes_the_app_is_forgotten_in_whichever_order_that_is_told(bool installationFirst)
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (maya, activities) = (house.Teams.World.UserOf("Maya Chen"), house.Sender.Activities);
        var general = house.Tenant.AddTeam("Northwind Sales", maya).General;
        await house.Sender.InstallAsync(maya, general);
        Assert.Contains(await house.PlacesAsync(), key => key.StartsWith("team/", StringComparison.Ordinal));
        var events = new[] { activities.MembersChanged(maya, general, false, house.Teams.App.BotId), activities.Installation(maya, general, "remove") };
        foreach (var told in installationFirst ? events.Reverse() : events) Assert.Equal(200, (await house.Sender.TellAsync(told)).Status);
        Assert.DoesNotContain(await house.PlacesAsync(), key => key.StartsWith("team/", StringComparison.Ordinal));
        Assert.Null(await OffAsync(house, maya));
    }

    [Theory, OnPostgres]
    public async Task Whoever_comes_back_at_one_instance_is_found_though_another_had_forgotten_them(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        await using var other = await house.StartAnotherAsync();
        using var there = new TeamsSender(house.Teams, other.Url);
        var maya = await house.AtAsync("Maya Chen");
        await there.RemoveAsync(maya.User);
        Assert.DoesNotContain(await house.PlacesAsync(), key => key.EndsWith(maya.User.AadObjectId, StringComparison.Ordinal));
        await house.Sender.InstallAsync(maya.User);
        await maya.TypeAsync("Acme");
        await maya.ExpectAsync("warehouse onboarding");
        Assert.Contains(await house.PlacesAsync(), key => key.EndsWith(maya.User.AadObjectId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_first_words_from_a_tenant_that_the_host_has_never_heard_of_found_its_company()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = house.Tenant.AddUser("Rita Ray");
        house.Teams.World.Install(house.Teams.World.Personal(rita));
        Assert.Equal(200, (await house.Sender.SayAsync(rita, "help")).Status);
        await house.SettleAsync();
        Assert.Equal(Role.Admin, (await house.PersonAsync("Rita Ray")).Role);
        Assert.Contains("deal new", Assert.Single(house.Teams.World.Posts, p => p.Owner == house.Teams.App.BotId).WordsFor(rita));
    }

    [Fact]
    public async Task Whoever_blocks_the_bot_or_is_rid_of_it_untold_is_left_alone_until_they_write()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        foreach (var (barrier, code) in new[]
        {
            (TeamsBarrier.BlockedByUser, "ConversationBlockedByUser"), (TeamsBarrier.WritesBlocked, "MessageWritesBlocked"), (TeamsBarrier.NotInRoster, "BotNotInConversationRoster"),
        })
        {
            maya.Room.Barrier = barrier;
            await maya.JumpAsync(LocalJump.TomorrowMorning);
            Assert.Equal(TeamsWords.Of(code), await OffAsync(house, maya.User));
            var tried = house.Teams.CallsOf("SendToConversation").Count(c => c.Room == maya.Room);
            await maya.JumpAsync(LocalJump.TomorrowMorning);
            Assert.Equal(tried, house.Teams.CallsOf("SendToConversation").Count(c => c.Room == maya.Room));
            maya.Room.Barrier = TeamsBarrier.None;
            await maya.TypeAsync("Acme");
            await maya.ExpectAsync("warehouse onboarding");
            Assert.Null(await OffAsync(house, maya.User));
        }
    }

    private static Task<string?> OffAsync(TeamsHouse house, TeamsUser user) =>
        house.ReadAsync(db => db.Identities.AsNoTracking().Where(i => i.ExternalId == user.AadObjectId).Select(i => i.OffBecause).SingleAsync());
}
