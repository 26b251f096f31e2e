using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The fake Teams refuses what the Connector refuses, in Microsoft's words.</summary>
public sealed class FakeTeamsTests : IAsyncLifetime
{
    private TeamsStage _stage = null!;

    private TeamsServer Teams => _stage.Teams;

    public async Task InitializeAsync() => _stage = await TeamsStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task What_is_sent_stands_in_the_chat_and_can_be_changed_and_deleted()
    {
        var sent = await _stage.PostAsync(TeamsStage.Say("Good morning"));
        var id = sent.Json!["id"]!.ToString();
        Assert.Equal((201, "Good morning"), (sent.Status, Assert.Single(Teams.World.Posts).WordsFor(_stage.Maya)));
        Assert.Equal(200, (await _stage.UpdateAsync(id, TeamsStage.Carrying(TeamsStage.Card("""{"type":"TextBlock","text":"Good evening"}""")))).Status);
        Assert.Equal(("Good evening", 1), (Teams.World.Posts[0].WordsFor(_stage.Maya), Teams.World.Posts[0].History.Count));
        Assert.Equal(200, (await _stage.CallAsync("DELETE", $"conversations/{Uri.EscapeDataString(_stage.Chat.Id)}/activities/{id}")).Status);
        Assert.Empty(Teams.World.Posts);
        Assert.Equal(["SendToConversation", "UpdateActivity", "DeleteActivity"], Teams.Sends.Select(s => s.Method));
        Assert.Empty(Teams.OurBugs);
    }

    [Fact]
    public async Task Without_a_token_that_holds_nothing_is_done()
    {
        var path = $"{Teams.ServiceUrl}v3/conversations/{Uri.EscapeDataString(_stage.Chat.Id)}/activities";
        foreach (var token in (string?[])[null, "eyJ.of.somebody", Teams.Entra.Give(EntraLogin.Graph, _stage.Tenant.Id).Value])
            Assert.Equal((401, "BotNotRegistered"), Of(await _stage.AskAsync("POST", path, TeamsStage.Say("x"), token)));
        _stage.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((401, "BotNotRegistered"), Of(await _stage.PostAsync(TeamsStage.Say("x"))));
        _stage.Token = Teams.Entra.Give().Value;
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("x"))).Status);
        Teams.Entra.RevokeAll();
        Assert.Equal(401, (await _stage.PostAsync(TeamsStage.Say("x"))).Status);
        Assert.Single(Teams.World.Posts);
    }

    [Fact]
    public async Task What_is_not_there_is_404_and_somebody_elses_is_403()
    {
        await _stage.Sender.SayAsync(_stage.Maya, "Hello");
        Assert.Equal((404, "ConversationNotFound"), Of(await _stage.CallAsync("POST", "conversations/a%3A1nobody/activities", TeamsStage.Say("x"))));
        Assert.Equal((404, "ActivityNotFoundInConversation"), Of(await _stage.UpdateAsync("17", TeamsStage.Say("x"))));
        Assert.Equal((403, "NotEnoughPermissions"), Of(await _stage.UpdateAsync(_stage.Chat.Posts[0].Id, TeamsStage.Say("x"))));
    }

    [Theory]
    [InlineData("""{"text":"x"}""")]
    [InlineData("""{"type":"sing","text":"x"}""")]
    [InlineData("""{"type":"message"}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/json","content":{}}]}""")]
    [InlineData("""{"type":"message","attachments":[{"contentType":"application/vnd.microsoft.card.adaptive"}]}""")]
    [InlineData("""{"type":"message","text":"Hi","entities":[{"type":"mention","text":"<at>Maya</at>","mentioned":{"id":"29:1"}}]}""")]
    [InlineData("[]")]
    public async Task What_is_wrongly_made_is_400_and_our_bug(string body)
    {
        Assert.Equal((400, "BadSyntax"), Of(await _stage.CallAsync("POST", $"conversations/{Uri.EscapeDataString(_stage.Chat.Id)}/activities", JsonNode.Parse(body))));
        Assert.Single(Teams.OurBugs);
    }

    [Fact]
    public async Task A_text_and_a_card_in_one_become_two_messages_and_no_id_comes_back()
    {
        var both = TeamsStage.Carrying(TeamsStage.Card("""{"type":"TextBlock","text":"A card"}"""));
        both["text"] = "A text";
        var sent = await _stage.PostAsync(both);
        Assert.Equal((201, null), (sent.Status, sent.Json!["id"]));
        Assert.Equal(["A text", "A card"], Teams.World.Posts.Select(p => p.WordsFor(_stage.Maya)));
        Assert.Single(Teams.OurBugs);
    }

    [Fact]
    public async Task What_is_too_big_is_413()
    {
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say(new string('x', 50_000)))).Status);
        Assert.Equal((413, "MessageSizeTooBig"), Of(await _stage.PostAsync(TeamsStage.Say(new string('x', 51_200)))));
        var block = $$"""{"type":"TextBlock","text":"{{new string('x', 28 * 1024)}}"}""";
        Assert.Equal((413, "MessageSizeTooBig"), Of(await _stage.PostAsync(TeamsStage.Carrying(TeamsStage.Card(block)))));
    }

    [Fact]
    public async Task Where_the_bot_may_not_write_it_hears_why()
    {
        async Task<(int, string)> TryAsync() => Of(await _stage.PostAsync(TeamsStage.Say("x")));
        _stage.Chat.Barrier = TeamsBarrier.BlockedByUser;
        Assert.Equal((403, "ConversationBlockedByUser"), await TryAsync());
        _stage.Chat.Barrier = TeamsBarrier.WritesBlocked;
        var old = await _stage.PostAsync(TeamsStage.Say("x"));
        Assert.Equal((403, 209, "MessageWritesBlocked"), (old.Status, old.Json!["errorCode"]!.GetValue<int>(), JsonNode.Parse(old.Json["message"]!.ToString())!["subCode"]!.ToString()));
        _stage.Tenant.BotIsDisabled = true;
        Assert.Equal((403, "BotDisabledByAdmin"), await TryAsync());
        (_stage.Tenant.BotIsDisabled, _stage.Chat.Barrier) = (false, TeamsBarrier.None);
        await _stage.Sender.RemoveAsync(_stage.Maya);
        Assert.Equal((403, "BotNotInConversationRoster"), await TryAsync());
        await _stage.Sender.InstallAsync(_stage.Maya);
        Assert.Equal(201, (await _stage.PostAsync(TeamsStage.Say("x"))).Status);
        Assert.Empty(Teams.OurBugs);
    }

    [Fact]
    public async Task A_chat_is_begun_by_Teams_own_id_and_the_tenant_and_is_the_same_each_time()
    {
        var begun = await CreateAsync(_stage.Maya.Id, _stage.Tenant.Id);
        Assert.Equal((201, _stage.Chat.Id, _stage.Chat.Id), (begun.Status, begun.Json!["id"]!.ToString(), (await CreateAsync(_stage.Maya.Id, _stage.Tenant.Id)).Json!["id"]!.ToString()));
        Assert.Equal(400, (await CreateAsync(_stage.Maya.Upn, _stage.Tenant.Id)).Status);
        Assert.Equal(400, (await CreateAsync(_stage.Maya.AadObjectId, _stage.Tenant.Id)).Status);
        Assert.Equal(400, (await CreateAsync(_stage.Maya.Id, null)).Status);
        Assert.Equal(403, (await CreateAsync(_stage.Maya.Id, "another tenant")).Status);
        Assert.Equal((403, "BotNotInConversationRoster"), Of(await CreateAsync(_stage.Jonas.Id, _stage.Tenant.Id)));
        // In a team with the app, its people are reached too.
        Teams.World.Install(_stage.Tenant.AddTeam("Sales", _stage.Jonas).General);
        Assert.Equal(201, (await CreateAsync(_stage.Jonas.Id, _stage.Tenant.Id)).Status);
    }

    [Fact]
    public async Task A_thread_is_begun_in_a_channel_and_answered_by_the_id_that_names_its_message()
    {
        var channel = _stage.Tenant.AddTeam("Sales", _stage.Maya).AddChannel("Wins");
        var parameters = new JsonObject { ["isGroup"] = true, ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel.Id } }, ["activity"] = TeamsStage.Say("Won!") };
        Assert.Equal(403, (await _stage.CallAsync("POST", "conversations", parameters)).Status);
        Teams.World.Install(channel);
        var begun = (await _stage.CallAsync("POST", "conversations", parameters)).Json!;
        Assert.Equal($"{channel.Id};messageid={begun["activityId"]}", begun["id"]!.ToString());
        await _stage.CallAsync("POST", $"conversations/{Uri.EscapeDataString(begun["id"]!.ToString())}/activities", TeamsStage.Say("Indeed"));
        Assert.Equal([null, begun["activityId"]!.ToString()], channel.Posts.Select(p => p.ThreadId));
    }

    [Fact]
    public async Task Members_come_page_by_page_and_one_by_any_id()
    {
        var group = _stage.Tenant.AddGroup("Everybody", [.. Enumerable.Range(0, 70).Select(i => _stage.Tenant.AddUser($"Person {i}"))]);
        Teams.World.Install(group);
        var path = $"conversations/{Uri.EscapeDataString(group.Id)}";
        var first = (await _stage.CallAsync("GET", $"{path}/pagedmembers?pageSize=10")).Json!;
        Assert.Equal(50, first["members"]!.AsArray().Count);
        var second = (await _stage.CallAsync("GET", $"{path}/pagedmembers?pageSize=10&continuationToken={first["continuationToken"]}")).Json!;
        Assert.Equal((20, null), (second["members"]!.AsArray().Count, second["continuationToken"]));
        foreach (var id in (string[])[_stage.Maya.Id, _stage.Maya.AadObjectId, _stage.Maya.Upn])
        {
            var member = (await _stage.CallAsync("GET", $"conversations/{Uri.EscapeDataString(_stage.Chat.Id)}/members/{Uri.EscapeDataString(id)}")).Json!;
            Assert.Equal(("Maya Chen", "maya.chen@testingltd.example", "user"), (member["name"]!.ToString(), member["email"]!.ToString(), member["userRole"]!.ToString()));
        }
        Assert.Equal(404, (await _stage.CallAsync("GET", $"{path}/members/{_stage.Maya.AadObjectId}")).Status);
        Assert.Empty(Teams.OurBugs);
        for (var i = 0; i < 5; i++) Assert.Equal(200, (await _stage.CallAsync("GET", $"{path}/members")).Status);
        Assert.Equal((429, "Throttled"), Of(await _stage.CallAsync("GET", $"{path}/members")));
        Assert.NotEmpty(Teams.OurBugs);
    }

    private Task<TeamsStage.Returned> CreateAsync(string member, string? tenant) => _stage.CallAsync("POST", "conversations", new JsonObject
    {
        ["bot"] = new JsonObject { ["id"] = Teams.App.BotId }, ["members"] = new JsonArray(new JsonObject { ["id"] = member }), ["isGroup"] = false, ["tenantId"] = tenant,
    });

    private static (int, string) Of(TeamsStage.Returned back) => (back.Status, back.Code);
}
