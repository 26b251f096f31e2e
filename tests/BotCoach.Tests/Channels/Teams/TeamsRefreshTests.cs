using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Cards that ask by themselves how they look to their reader: nothing happens by it, and what others did meanwhile is on it.</summary>
public sealed class TeamsRefreshTests
{
    [Fact]
    public async Task A_checklist_that_comes_into_view_shows_what_the_manager_disputed_meanwhile()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), priya = await house.AtAsync("Priya Nair");
        await maya.TypeAsync("walk Acme");
        await maya.PressAsync("Fill in constraints", null);
        await maya.FillAsync("Constraints", "Single sign-on, data kept in the region, and no project during the stocktake in January");
        await maya.SubmitAsync();
        await maya.PressAsync("Back", null);
        var walk = maya.Button("Skip").Post;
        Assert.DoesNotContain("disput", walk.WordsFor(maya.User));

        await priya.TypeAsync("walk Acme");
        await priya.PressAsync("Back", null);
        await priya.PressAsync("Dispute it…", null);
        await priya.FillAsync("What does not convince you", "Who at Acme said this, and when?");
        await priya.SubmitAsync();
        var (before, sends) = (await house.StateAsync(), house.Teams.Sends.Count);
        Assert.DoesNotContain("Who at Acme said this", walk.WordsFor(maya.User));
        Assert.True(await maya.RefreshAsync() > 1);
        Assert.Contains("Who at Acme said this, and when?", walk.WordsFor(maya.User));
        // Asking leaves no mark and sends nothing; and only the one who asked sees it.
        Assert.Equal((before, sends), (await house.StateAsync(), house.Teams.Sends.Count));
        Assert.DoesNotContain("Who at Acme said this", walk.WordsFor(priya.User));
        // What was shown anew asks anew, and its buttons work.
        Assert.Equal([maya.User.Id], walk.CardOf(maya.User)!["refresh"]!["userIds"]!.AsArray().Select(v => v!.ToString()));
        await maya.PressAsync("Stop", null);
        await maya.ExpectAsync("Stopped.");
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Nobody_elses_card_is_shown_to_whoever_asks_for_it_and_every_card_names_its_reader_alone()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), jonas = await house.AtAsync("Jonas Weber");
        await maya.TypeAsync("walk Acme");
        var (post, before) = (maya.Button("Skip").Post, await house.StateAsync());
        var refresh = post.CardOf(maya.User)!["refresh"]!["action"]!.AsObject();
        var answer = await house.Sender.ExecuteAsync(jonas.User, post, refresh, isManual: false);
        Assert.Equal((200, InvokeLaws.Message), (answer.Json!["statusCode"]!.GetValue<int>(), answer.Json["type"]!.ToString()));
        Assert.DoesNotContain("Acme", answer.Body);
        Assert.Equal(before, await house.StateAsync());
        Assert.Empty(await house.RefusedAsync());
        Assert.All(house.Teams.World.Posts.Where(p => p.Owner == house.Teams.App.BotId), p => Assert.Equal([p.Room.Members.Single().Id], p.Cards.Single()["refresh"]!["userIds"]!.AsArray().Select(v => v!.ToString())));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_card_that_knows_nothing_newer_looks_as_it_was_sent()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        var words = maya.Chat.Select(p => p.WordsFor(maya.User)).ToList();
        var before = await house.StateAsync();
        Assert.Equal(maya.Chat.Count(p => p.Owner != maya.User.Id), await maya.RefreshAsync());
        Assert.Equal(words, maya.Chat.Select(p => p.WordsFor(maya.User)));
        Assert.Equal(before, await house.StateAsync());
    }

    [Fact]
    public async Task A_card_that_a_newcomer_asks_for_is_not_kept_for_later()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        var (post, zoe, calls) = (maya.Chat[^1], house.Tenant.AddUser("Zoe New"), house.Teams.Calls.Count);
        await house.Sender.ExecuteAsync(zoe, post, post.CardOf(maya.User)!["refresh"]!["action"]!.AsObject(), isManual: false);
        await house.QuietAsync();
        Assert.Equal(calls, house.Teams.Calls.Count);
        Assert.Equal(4, await house.ReadAsync(db => db.People.CountAsync()));
    }
}
