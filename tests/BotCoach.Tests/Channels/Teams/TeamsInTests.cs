using System.Text.Json.Nodes;
using BotCoach.Channels.Teams;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using TeamsAnswer = BotCoach.Tests.Harness.FakeTeams.TeamsAnswer;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What comes in from Teams, kind by kind: what it does, and the shape of what is answered at once.</summary>
public sealed class TeamsInTests
{
    [Fact]
    public async Task What_is_not_for_the_bot_is_answered_with_nothing_and_changes_nothing()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("help");
        var (before, shown) = (await house.StateAsync(), maya.Chat.Count);
        foreach (var activity in Unasked(house, maya)) Assert.Equal((200, ""), Of(await house.Sender.TellAsync(activity)));
        await house.SettleAsync();
        Assert.Equal((before, shown), (await house.StateAsync(), maya.Chat.Count));
    }

    [Fact]
    public async Task An_invoke_that_nobody_knows_is_a_501()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (maya, before) = (house.Teams.World.UserOf("Maya Chen"), await house.StateAsync());
        foreach (var name in (string[])["fileConsent/invoke", "signin/verifyState", "signin/tokenExchange", "config/fetch", "composeExtension/queryLink", "actionableMessage/executeAction", "adaptivecard/ACTION", "new/thing", ""])
            Assert.Equal((501, ""), Of(await house.Sender.InvokeAsync(maya, name, [])));
        Assert.Equal((501, ""), Of(await house.Sender.TellAsync(house.Sender.Activities.Invoke(maya, house.Teams.World.Personal(maya), "x", [], null).Without("name"))));
        Assert.Equal(before, await house.StateAsync());
    }

    [Fact]
    public async Task An_invoke_that_lacks_what_belongs_into_it_is_a_400_that_says_so()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var (maya, before) = (house.Teams.World.UserOf("Maya Chen"), await house.StateAsync());
        foreach (var (name, value) in Malformed())
        {
            var activity = house.Sender.Activities.Invoke(maya, house.Teams.World.Personal(maya), name, [], null);
            activity["value"] = value?.DeepClone();
            Assert.Equal((400, TeamsWords.Malformed(name)), Of(await house.Sender.TellAsync(activity)));
        }
        // Nobody's, no tenant's, and one that could not be told from another.
        foreach (var lacking in (Action<JsonObject>[])[a => a["from"]!["aadObjectId"] = null, a => a["from"] = "Maya", a => (a["conversation"]!["tenantId"], a["channelData"]) = (null, null), a => a["id"] = 7])
        {
            var activity = house.Sender.Activities.Invoke(maya, house.Teams.World.Personal(maya), "task/fetch", new JsonObject { ["data"] = new JsonObject { ["a"] = "deal.new", ["v"] = "" } }, null);
            lacking(activity);
            Assert.Equal((400, TeamsWords.Malformed("task/fetch")), Of(await house.Sender.TellAsync(activity)));
        }
        Assert.Equal(before, await house.StateAsync());
    }

    [Fact]
    public async Task A_message_is_answered_with_nothing_and_then_in_the_chat()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        Assert.Equal((200, ""), Of(maya.LastAnswer!));
        await maya.ExpectAsync("warehouse onboarding");
        // A button of a card in a client that knows no Action.Execute comes as a message, and what it says does too.
        var (acme, now) = (await house.DealAsync("Acme"), house.Clock.Now);
        Assert.Equal((200, ""), Of(await house.Sender.SubmitAsync(maya.User, maya.Chat[^1], new JsonObject { ["a"] = "deal.heard", ["v"] = $"{acme.Id}" })));
        await house.SettleAsync();
        Assert.Equal(now, (await house.DealAsync("Acme")).HeardAt);
        Assert.Equal((200, ""), Of(await house.Sender.SubmitAsync(maya.User, maya.Chat[^1], new JsonObject { ["a"] = "deal.ancient", ["v"] = "1" })));
        await house.SettleAsync();
        await maya.ExpectAsync("That button is from an older version");
    }

    [Fact]
    public async Task A_press_is_answered_with_the_card_as_it_is_from_now_on_or_with_a_line_under_it()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        await maya.PressAsync("Heard from them", null);
        var json = maya.LastAnswer!.Json!;
        Assert.Equal((200, InvokeLaws.Card), (json["statusCode"]!.GetValue<int>(), json["type"]!.ToString()));
        var shown = json["value"]!.AsObject();
        Assert.Contains("you heard from them", CardWords.Of(shown));
        Assert.Equal([maya.User.Id], shown["refresh"]!["userIds"]!.AsArray().Select(v => v!.ToString()));
        // What everybody gets follows, and is the same.
        Assert.Equal(shown["body"]!.ToJsonString(), maya.Chat[^1].Cards.Single()["body"]!.ToJsonString());

        var (post, action) = maya.Button("Heard from them");
        var gone = await house.Sender.ExecuteAsync(maya.User, post, action.DeepClone().AsObject().With(("verb", "deal.ancient")));
        Assert.Equal((200, InvokeLaws.Message), (gone.Json!["statusCode"]!.GetValue<int>(), gone.Json["type"]!.ToString()));
        Assert.StartsWith("That button is from an older version", gone.Sentence());
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task A_dialog_is_opened_searched_in_and_closed()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        await maya.PressAsync("Next step", null);
        Assert.Equal(["continue", "Next step"], [$"{maya.LastAnswer!.Json!["task"]!["type"]}", $"{maya.LastAnswer.Json["task"]!["value"]!["title"]}"]);
        await maya.FillAsync("What happens next", "Send the success criteria to Dana");
        await maya.FillAsync("On which day", "2026-11-30");
        await maya.SubmitAsync();
        Assert.Equal((200, ""), Of(maya.LastAnswer!));
        Assert.Null(maya.Dialog);
        await maya.ExpectAsync("The next step is set.");
        var found = await house.Sender.SearchAsync(maya.User, maya.Room, null, "deal.options", "boreal");
        Assert.StartsWith("Borealis Health", Assert.Single(found).Title);
        Assert.Empty(await house.Sender.SearchAsync(maya.User, maya.Room, null, "deal.nosuch", "boreal"));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Feedback_of_Teams_own_buttons_is_answered_with_an_empty_object()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        var before = await house.StateAsync();
        Assert.Equal((200, "{}"), Of(await house.Sender.FeedbackAsync(maya.User, maya.Chat[^1], "like", "Good")));
        Assert.Equal(before, await house.StateAsync());
    }

    private static IEnumerable<JsonObject> Unasked(TeamsHouse house, TeamsDriver maya)
    {
        var (activities, answer) = (house.Sender.Activities, maya.Chat[^1]);
        JsonObject Said(string words = "help") => activities.Message(maya.User, maya.Room, house.Teams.World.NewId(), words, null);
        yield return activities.Reaction(maya.User, answer, "like", true);
        yield return activities.Reaction(maya.User, answer, "like", false);
        yield return activities.MembersChanged(maya.User, maya.Room, true, "29:1somebody");
        yield return activities.MembersChanged(maya.User, maya.Room, false, "29:1somebody");
        yield return activities.Installation(maya.User, maya.Room, "remove-upgrade");
        yield return activities.Installation(maya.User, maya.Room, "polished");
        foreach (var type in (string[])["messageUpdate", "messageDelete", "typing", "event", "endOfConversation", "somethingNew", "MESSAGE"]) yield return Said().With(("type", type));
        yield return Said("");
        yield return Said("  \n&nbsp;");
        yield return Said().With(("from", new JsonObject { ["id"] = "28:another-bot", ["name"] = "Another bot" }));
        yield return Said().With(("text", 7), ("attachments", "none"), ("entities", new JsonObject()));
        yield return Said().Without("id");
        yield return Said().With(("conversation", new JsonObject { ["id"] = maya.Room.Id })).Without("channelData");
    }

    private static IEnumerable<(string Name, JsonNode? Value)> Malformed()
    {
        foreach (var name in (string[])["adaptiveCard/action", "task/fetch", "task/submit", "application/search", "composeExtension/query", "composeExtension/fetchTask", "composeExtension/submitAction"])
            foreach (var value in (JsonNode?[])[null, "words", 5, new JsonArray(), new JsonObject(), new JsonObject { ["data"] = "words" }, new JsonObject { ["action"] = "words", ["commandId"] = 5, ["dataset"] = new JsonArray(), ["data"] = new JsonObject { ["a"] = 5 } }])
                yield return (name, value);
        yield return ("adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["data"] = new JsonObject() }, ["trigger"] = "manual" });
        // A press that nobody made does nothing.
        foreach (var verb in (string[])["deal.heard", TeamsForms.Submit])
            yield return ("adaptiveCard/action", new JsonObject { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = new JsonObject { ["a"] = "deal.made" } }, ["trigger"] = "automatic" });
    }

    private static (int, string) Of(TeamsAnswer answer) => (answer.Status, answer.Body);
}
