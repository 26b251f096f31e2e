using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What somebody new did is kept until the Connector says who that is: it is not lost, not asked for too often, and done once.</summary>
public sealed class TeamsLaterTests
{
    private static readonly TimeSpan LeftTo = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Somebody_new_is_heard_once_the_Connector_says_who_it_is()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsTrouble[] troubles =
        [
            TeamsTrouble.TooMany(30), TeamsTrouble.Says(503, "ServiceError"), TeamsTrouble.Says(412, "PreconditionFailed"), TeamsTrouble.Says(500, "ServiceError"), TeamsTrouble.Says(401, "BotNotRegistered"),
            TeamsTrouble.Says(403, "BotDisabledByAdmin"), TeamsTrouble.CutBefore, TeamsTrouble.Status(502),
        ];
        foreach (var (trouble, n) in troubles.Select((t, n) => (t, n)))
        {
            var rita = await UnmetAsync(house, $"Rita {n}");
            // A refused token is asked for anew, and the Connector once more.
            for (var i = 0; i < 2; i++) house.Teams.Troubles.Next("GetConversationMember", trouble);
            await rita.TypeAsync("help");
            Assert.DoesNotContain(rita.Chat, p => p.Owner != rita.User.Id);
            for (var i = 0; i < 3; i++)
            {
                house.Clock.Advance(LeftTo);
                await house.Host.SweepAsync();
            }
            await house.SettleAsync();
            Assert.Contains("deal new", Assert.Single(rita.Chat, p => p.Owner != rita.User.Id).WordsFor(rita.User));
            Assert.Equal(0, await house.Host.SweepAsync());
        }
    }

    [Fact]
    public async Task The_Connector_is_not_asked_again_before_it_wants_to_be_and_then_oldest_first()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var asked = Asked(house).Count;
        house.Teams.Troubles.Next("GetConversationMember", TeamsTrouble.TooMany(119));
        var people = new List<TeamsUser>();
        foreach (var name in (string[])["Zoe", "Ada", "Mia"])
        {
            people.Add((await UnmetAsync(house, name)).User);
            await house.Sender.SayAsync(people[^1], "help");
            await house.QuietAsync();
            house.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.Equal(asked + 1, Asked(house).Count);
        house.Clock.Advance(LeftTo);
        Assert.Equal(3, await house.Host.SweepAsync());
        Assert.Equal(asked + 1, Asked(house).Count);
        house.Clock.Advance(LeftTo);
        Assert.Equal(3, await house.Host.SweepAsync());
        Assert.Equal(people.Select(p => p.Id), Asked(house).Skip(asked + 1));
    }

    [Theory, OnPostgres]
    public async Task What_is_kept_is_done_by_one_of_two_instances(Db kind)
    {
        await using var house = await TeamsHouse.SampleAsync(kind);
        await using var other = await house.StartAnotherAsync();
        var people = new List<TeamsDriver>();
        for (var i = 0; i < 5; i++)
        {
            people.Add(await UnmetAsync(house, $"Newcomer {i}"));
            house.Teams.Troubles.Next("GetConversationMember", TeamsTrouble.Says(503, "ServiceError"));
            await house.Sender.SayAsync(people[^1].User, "help");
        }
        await house.QuietAsync();
        house.Clock.Advance(LeftTo);
        var done = await Task.WhenAll(house.Host.SweepAsync(), other.SweepAsync());
        Assert.Equal(5, done.Sum());
        await house.SettleAsync();
        Assert.All(people, p => Assert.Single(p.Chat, post => post.Owner != p.User.Id));
    }

    [Fact]
    public async Task Somebody_whom_Teams_will_never_name_is_not_asked_for_again()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var rita = await UnmetAsync(house);
        house.Teams.Troubles.Next("GetConversationMember", TeamsTrouble.Says(404, "MemberNotFoundInConversation"));
        await rita.TypeAsync("help");
        house.Clock.Advance(LeftTo);
        Assert.Equal(0, await house.Host.SweepAsync());
        Assert.Equal(4, await house.ReadAsync(db => db.People.CountAsync()));
    }

    [Fact]
    public async Task A_newcomers_press_is_done_after_asking_and_a_dialog_opens_at_the_second_try()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var rita = await UnmetAsync(house);
        var post = house.Teams.World.Post(rita.Room, rita.User.Id, new JsonObject { ["type"] = "message", ["text"] = "Hello" });
        var answer = await house.Sender.FetchAsync(rita.User, post, new JsonObject { ["a"] = "deal.new", ["v"] = "" });
        Assert.Equal("I am still getting to know you. Please try again in a moment.", answer.Sentence());
        await house.QuietAsync();
        await house.Sender.FetchAsync(rita.User, post, new JsonObject { ["a"] = "deal.new", ["v"] = "" });
        Assert.Equal("New deal", rita.Dialog!.Title);
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task What_Teams_hears_at_once_waits_for_no_call_of_ours()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), rita = await UnmetAsync(house);
        await maya.TypeAsync("Acme");
        var held = new TaskCompletionSource();
        house.Teams.Troubles.Whim = _ => TeamsTrouble.AnsweredAfter(held.Task);
        var (post, heard) = maya.Button("Heard from them");
        var file = house.Sender.Activities.Shared(maya.User, maya.Room, house.Teams.World.NewId(), [house.Teams.Files.Add("deals.csv", "Name\nAcme"u8.ToArray())]);
        foreach (var answering in (Task<Harness.FakeTeams.TeamsAnswer>[])[
            house.Sender.SayAsync(rita.User, "help"), house.Sender.SayAsync(maya.User, "Cobalt"), house.Sender.ExecuteAsync(maya.User, post, heard), house.Sender.FetchAsync(maya.User, post, new JsonObject { ["a"] = "deal.next", ["v"] = heard["data"]!["v"]!.DeepClone() }),
            house.Sender.QueryAsync(maya.User, "deal.options", "acme"), house.Sender.TellAsync(file)])
            Assert.Equal(200, (await answering).Status);
        Assert.False(held.Task.IsCompleted);
        Assert.DoesNotContain(rita.Chat, p => p.Owner != rita.User.Id);
        house.Teams.Troubles.Whim = null;
        held.SetResult();
        await house.SettleAsync();
        Assert.Contains("deal new", Assert.Single(rita.Chat, p => p.Owner != rita.User.Id).WordsFor(rita.User));
        Assert.Equal(1, await house.ReadAsync(db => db.ImportRuns.CountAsync()));
    }

    private static async Task<TeamsDriver> UnmetAsync(TeamsHouse house, string name = "Rita Ray")
    {
        house.Teams.World.Install(house.Teams.World.Personal(house.Tenant.AddUser(name)));
        var driver = house.Driver();
        await driver.AsAsync(name);
        return driver;
    }

    private static List<string> Asked(TeamsHouse house) => [.. house.Teams.CallsOf("GetConversationMember").Select(c => Uri.UnescapeDataString(c.Target.Split('/')[^1]))];
}
