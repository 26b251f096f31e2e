using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;
using Delivery = BotCoach.Channels.Delivery;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>What we send, and where to: one card in one activity, to the person's own chat, at the address that Teams said last.</summary>
public sealed class TeamsOutTests
{
    private const int MostOfACard = 25 * 1024;

    [Fact]
    public async Task A_message_is_a_card_with_a_summary_and_without_text_and_asks_for_its_viewer_by_Teams_own_id()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Acme");
        var sent = house.Teams.CallsOf("SendToConversation")[^1];
        await maya.PressAsync("Touched", null);
        var changed = Assert.Single(house.Teams.CallsOf("UpdateActivity"));
        foreach (var activity in new[] { sent.Body!, changed.Body! })
        {
            Assert.Equal(("message", null, 1), (activity["type"]!.ToString(), activity["text"], activity["attachments"]!.AsArray().Count));
            Assert.NotEmpty(activity["summary"]!.ToString());
            Assert.Equal(maya.User.Id, Assert.Single(CardWalk.Attached(activity).Single()["refresh"]!["userIds"]!.AsArray())!.ToString());
            Assert.DoesNotContain(maya.User.AadObjectId, activity.ToJsonString());
        }
        Assert.EndsWith($"/activities/{house.Teams.Sends[^1].ActivityId}", changed.Target);
        Assert.Contains("you touched them", maya.Chat[^1].WordsFor(maya.User));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task What_is_too_long_is_one_card_that_says_how_much_more_there_is()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var rows = new Rows([.. Enumerable.Range(0, 400).Select(i => new Row($"Deal {i}: {new string('x', 200)}", [new Button("Open", "deal.show", $"{i}")]))]);
        await TeamsRows.ShowAsync(house, [rita.User], Message.Of("Your deals", new Heading("Your deals"), rows));
        await house.SettleAsync();
        var card = rita.Chat[^1].CardOf(rita.User)!;
        Assert.InRange(CardLaws.Size(card), MostOfACard / 2, MostOfACard);
        Assert.Matches("and [0-9]+ more", rita.Chat[^1].WordsFor(rita.User));
        Assert.Equal((MessageState.Sent, 2), ((await house.RowAsync("note")).State, rita.Chat.Count));
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Where_the_service_moves_to_is_where_the_next_message_goes_from_every_instance()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await using var other = await house.StartAnotherAsync();
        await TeamsRows.ShowAsync(house, [rita.User]);
        await other.RunDueAsync();
        Assert.All(house.Teams.CallsOf("SendToConversation"), c => Assert.StartsWith("/emea/v3/", c.Target));
        var before = house.Teams.CallsOf("SendToConversation").Count;
        house.Teams.Region = "amer";
        await rita.TypeAsync("help");
        await TeamsRows.ShowAsync(house, [rita.User], key: "another");
        await other.RunDueAsync();
        Assert.Equal(["/amer/v3/", "/amer/v3/"], house.Teams.CallsOf("SendToConversation").Skip(before).Select(c => c.Target[..9]));
        Assert.Equal(MessageState.Sent, (await house.RowAsync("another")).State);
    }

    [Fact]
    public async Task A_stored_address_whose_host_is_not_allowed_is_never_called()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        await using var thief = await TeamsTinyApp.StartAsync();
        var rita = await house.AtAsync("Rita");
        var places = house.Host.App.Services.GetRequiredService<TeamsPlaces>();
        var place = await places.OfAsync(house.Tenant.Id, rita.User.AadObjectId, default);
        await places.KeepAsync(house.Tenant.Id, rita.User.AadObjectId, place! with { Service = $"http://localhost:{thief.Url.Port}/emea/" }, default);
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.SettleAsync();
        Assert.Empty(thief.Heard);
        Assert.Equal("Its service address is none of Teams:AllowedServiceHosts. (not_an_allowed_service)", (await house.RowAsync("note")).Why);
        // Microsoft says the right one with the next thing that the person does.
        await rita.TypeAsync("help");
        await rita.ExpectAsync("What you can type");
    }

    [Fact]
    public async Task The_chat_of_a_person_met_only_in_a_channel_is_opened_once_and_then_kept()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var bo = house.Tenant.AddUser("Bo");
        var general = house.Tenant.AddTeam("Sales", bo).General;
        await house.Sender.InstallAsync(bo, general);
        for (var i = 0; i < 3; i++)
        {
            await house.Sender.SayAsync(bo, "help", general);
            await house.SettleAsync();
        }
        await using var other = await house.StartAnotherAsync();
        await TeamsRows.ShowAsync(house, [bo]);
        await other.RunDueAsync();
        var opened = Assert.Single(house.Teams.CallsOf("CreateConversation")).Body!;
        Assert.Equal((house.Teams.App.BotId, bo.Id, false, house.Tenant.Id), (opened["bot"]!["id"]!.ToString(), opened["members"]![0]!["id"]!.ToString(), opened["isGroup"]!.GetValue<bool>(), opened["tenantId"]!.ToString()));
        Assert.Equal((4, 0), (house.Teams.World.Personal(bo).Posts.Count, general.Posts.Count(p => p.Owner == house.Teams.App.BotId)));
    }

    [Fact]
    public async Task A_chat_that_cannot_be_opened_is_not_tried_for_ever()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var bo = house.Tenant.AddUser("Bo");
        var general = house.Tenant.AddTeam("Sales", bo).General;
        await house.Sender.InstallAsync(bo, general);
        for (var i = 0; i < 5; i++) house.Teams.Troubles.Next("CreateConversation", TeamsTrouble.Status(404));
        await house.Sender.SayAsync(bo, "help", general);
        await house.SettleAsync();
        var row = await house.RowAsync("help");
        Assert.Equal((MessageState.GaveUp, "HTTP 404", 1), (row.State, row.Why, house.Teams.CallsOf("CreateConversation").Count));
    }

    [Fact]
    public async Task A_message_that_was_deleted_is_sent_anew_when_it_changes()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.SettleAsync();
        var first = rita.Chat[^1];
        first.Deleted = true;
        await TeamsRows.ShowAsync(house, [rita.User], Message.Say("Four deals of yours came in."));
        await house.SettleAsync();
        var row = await house.RowAsync("note");
        Assert.Equal((MessageState.Sent, rita.Chat[^1].Id, false), (row.State, row.Reference, row.WasUncertain));
        Assert.NotEqual(first.Id, row.Reference);
        Assert.Contains("Four deals", rita.Chat[^1].WordsFor(rita.User));
    }

    [Fact]
    public async Task What_is_for_a_home_is_taken_and_shown_nowhere()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var (calls, person) = (house.Teams.Calls.Count, await house.PersonAsync("Rita"));
        foreach (var words in (string[])["Monday", "Tuesday"])
        {
            await house.ReadAsync(async db =>
            {
                await new Outbox(db).ShowHomeAsync(person.Id, new Address("teams", house.Tenant.Id, rita.User.AadObjectId), Message.Say(words), house.Clock.Now, Lane.Bulk);
                return await db.SaveChangesAsync();
            });
            await house.SettleAsync();
        }
        var row = await house.RowAsync("home");
        Assert.Equal((MessageState.Sent, 2, calls), (row.State, row.SentRevision, house.Teams.Calls.Count));
    }

    [Fact]
    public async Task A_channel_of_a_team_is_written_to_without_a_person()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var bo = house.Tenant.AddUser("Bo");
        var (teams, crew) = (TeamsRows.ChannelOf(house), house.Tenant.AddTeam("Sales", bo));
        var to = new Address("teams", house.Tenant.Id, "", crew.AddChannel("Wins").Id);
        Assert.Equal(FaultKind.Destination, Assert.IsType<GaveUp>(await teams.SendAsync(to, Message.Say("Won"), new Delivery("1"), default)).Kind);
        await house.Sender.InstallAsync(bo, crew.General);
        var sent = Assert.IsType<Sent>(await teams.SendAsync(to, Message.Say("The digest of the week"), new Delivery("1"), default));
        Assert.IsType<Sent>(await teams.EditAsync(to, sent.Reference, Message.Say("The digest of last week"), new Delivery("1"), default));
        var post = house.Teams.World.Posts.Single(p => p.Room.Id == to.Conversation);
        Assert.Equal(sent.Reference, post.Id);
        Assert.Contains("last week", post.WordsFor(bo));
        Assert.Empty(post.Cards.Single()["refresh"]!["userIds"]!.AsArray());
        Assert.Empty(house.Teams.OurBugs);
    }
}
