using System.Text.Json.Nodes;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using TeamsAnswer = BotCoach.Tests.Harness.FakeTeams.TeamsAnswer;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The app's own commands, where people write to one another: a deal is found and shared, a message becomes a next step or a recap.</summary>
public sealed class TeamsShareTests
{
    [Fact]
    public async Task A_search_finds_what_the_searcher_may_see_and_its_card_has_nothing_to_press()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsUser maya = house.Teams.World.UserOf("Maya Chen"), jonas = house.Teams.World.UserOf("Jonas Weber"), priya = house.Teams.World.UserOf("Priya Nair");
        var before = await house.StateAsync();
        var found = Found(await house.Sender.QueryAsync(maya, "deal.options", "acme"));
        var (title, card) = Assert.Single(found);
        Assert.StartsWith("Acme", title);
        Assert.Empty(CardPress.In(card));
        Assert.False(card.ContainsKey("refresh"));
        // What it is and where it stands: no history, no names of theirs, nothing of the checklist.
        Assert.Equal(["Acme", "Stage", "Account", "Amount", "Close date", "Next step", "Shared by"], CardWords.Of(card).Split('\n').Select(line => line.Split([',', ':'])[0]));
        Assert.Contains("Maya Chen", CardWords.Of(card));
        Assert.DoesNotContain("Dana Fox", card.ToJsonString());
        Assert.DoesNotContain($"{(await house.DealAsync("Acme")).Id}", card.ToJsonString());

        Assert.Equal("Nothing was found.", (await house.Sender.QueryAsync(jonas, "deal.options", "acme")).Sentence());
        Assert.Single(Found(await house.Sender.QueryAsync(priya, "deal.options", "acme")));
        Assert.Equal("Nothing was found.", (await house.Sender.QueryAsync(maya, "deal.options", "no such thing")).Sentence());
        Assert.Equal("Nothing was found.", (await house.Sender.QueryAsync(maya, "deal.nosuch", "acme")).Sentence());
        Assert.Equal(before, await house.StateAsync());
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Before_anything_is_typed_ones_own_open_deals_are_listed()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var jonas = house.Teams.World.UserOf("Jonas Weber");
        var titles = Found(await house.Sender.QueryAsync(jonas, "deal.options", "")).Select(f => f.Title).ToList();
        Assert.InRange(titles.Count, 2, 8);
        var own = await house.ReadAsync(async db => await db.Deals.Where(d => d.OwnerId == db.People.Single(p => p.Name == "Jonas Weber").Id && d.Status == DealStatus.Open).Select(d => d.Name).ToListAsync());
        Assert.All(titles, title => Assert.Contains(own, name => title.StartsWith(name, StringComparison.Ordinal)));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Whoever_is_not_known_is_asked_to_write_first_and_the_chat_of_two_others_is_not_taken_for_ones_own()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (maya, zoe) = (house.Teams.World.UserOf("Maya Chen"), house.Tenant.AddUser("Zoe New"));
        const string unmet = "I do not know you yet. Please write to me in our chat once, then try again.";
        Assert.Equal(unmet, (await house.Sender.QueryAsync(zoe, "deal.options", "acme")).Sentence());
        var elsewhere = Elsewhere(house, zoe, "composeExtension/fetchTask", new JsonObject { ["commandId"] = "deal.nextfrom", ["messagePayload"] = new JsonObject { ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = "Hello" } } });
        Assert.Equal(unmet, (await house.Sender.TellAsync(elsewhere)).Sentence());
        await house.QuietAsync();
        // Teams says nothing of a chat that the bot is not in: it is asked once.
        var asked = house.Teams.CallsOf("GetConversationMember").Count;
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal((0, asked), (await house.Host.SweepAsync(), house.Teams.CallsOf("GetConversationMember").Count));

        await house.Sender.TellAsync(Elsewhere(house, maya, "composeExtension/query", new JsonObject { ["commandId"] = "deal.options", ["parameters"] = new JsonArray() }));
        var driver = await house.AtAsync("Maya Chen");
        await driver.TypeAsync("Acme");
        await driver.ExpectAsync("warehouse onboarding");
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_message_becomes_a_deals_next_step()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        var hall = await SaidAsync(house, maya, "Ana & Bo walk the board\nthrough the pilot plan");
        await maya.RunAsync("deal.nextfrom", "pilot plan");
        Assert.Equal("Set next step", maya.Dialog!.Title);
        await maya.FillAsync("Which deal", "Borealis");
        await maya.SubmitAsync();
        await maya.FillAsync("On which day", "2026-11-30");
        await maya.FillAsync("Who acts", "The buyer does");
        await maya.SubmitAsync();
        Assert.Null(maya.Dialog);
        var deal = await house.DealAsync("Borealis");
        Assert.Equal(("Ana & Bo walk the board through the pilot plan", new LocalDate(2026, 11, 30), Side.Buyer), (deal.NextStep, deal.NextStepOn, deal.NextStepSide));
        Assert.Single(hall.Posts);
        maya.Room = house.Teams.World.Personal(maya.User);
        await maya.ExpectAsync("The next step is set.");
    }

    [Fact]
    public async Task A_message_becomes_a_recap()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await SaidAsync(house, maya, "They liked it. We will send the pilot plan by Friday & call them.");
        await maya.RunAsync("deal.recapfrom", "pilot plan");
        await maya.SubmitAsync();
        Assert.Contains("Please choose one.", maya.Dialog!.Words);
        await maya.FillAsync("Which deal", "Borealis");
        await maya.SubmitAsync();
        Assert.Contains("We will send the pilot plan by Friday & call them.", maya.Dialog!.Words);
        await maya.FillAsync("On which day", "2026-11-27");
        await maya.SubmitAsync();
        maya.Room = house.Teams.World.Personal(maya.User);
        await maya.ExpectAsync("The recap is in.");
        Assert.Equal("We will send the pilot plan by Friday & call them.", (await house.DealAsync("Borealis")).NextStep);
        Assert.Equal(house.Clock.Now, (await house.DealAsync("Borealis")).HeardAt);
    }

    private static async Task<TeamsRoom> SaidAsync(TeamsHouse house, TeamsDriver maya, string words)
    {
        var hall = house.Tenant.AddGroup("Sales", maya.User);
        house.Teams.World.Post(hall, maya.User.Id, new JsonObject { ["type"] = "message", ["text"] = words });
        await house.SettleAsync();
        maya.Room = hall;
        return hall;
    }

    /// <summary>A command that is run where two people talk: for Teams that is a personal chat too.</summary>
    private static JsonObject Elsewhere(TeamsHouse house, TeamsUser user, string name, JsonObject value)
    {
        var between = house.Tenant.AddGroup("Two people", user);
        var activity = house.Sender.Activities.Invoke(user, between, name, value, null);
        activity["conversation"] = new JsonObject { ["conversationType"] = "personal", ["tenantId"] = house.Tenant.Id, ["id"] = between.Id };
        return activity;
    }

    private static IReadOnlyList<(string Title, JsonObject Card)> Found(TeamsAnswer answer) =>
        [.. answer.Json!["composeExtension"]!["attachments"]!.AsArray().Select(a => ($"{a!["preview"]!["content"]!["title"]}", a["content"]!.AsObject()))];
}
