using System.Text.Json.Nodes;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What Slack signed and is refused nevertheless: from where the app is not known, for another company, edited by hand, towards what is gone.</summary>
public sealed class SlackRefusedTests
{
    private const string NotSetUp = "BotCoach is not set up for this team yet.";

    [Fact]
    public async Task From_a_workspace_that_nobody_set_up_nothing_is_taken_and_whoever_asks_is_told()
    {
        var told = new Told();
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        house.Host.App.Services.GetRequiredService<ILoggerFactory>().AddProvider(told);
        await (await house.AtAsync("Maya Chen")).TypeAsync("/coach Acme");
        var acme = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Name.StartsWith("Acme")));
        var sam = house.Slack.World.AddTeam("T0OTHER", "Other Ltd").AddUser("Sam Stranger");
        var chat = house.Slack.World.Direct(sam.Team.Install!, sam);
        var (before, calls) = (await StateAsync(house), house.Slack.Calls.Count(c => c.Method != "response_url"));

        Assert.Contains(NotSetUp, (await house.Sender.CommandAsync(sam, "Acme")).Body);

        var (card, button) = Card(chat, $"{acme.Id}");
        var pressed = await house.Sender.PressAsync(sam, card, button);
        await house.SettleAsync();
        Assert.Equal((200, ""), (pressed.Status, pressed.Body));
        Assert.Contains(NotSetUp, chat.Messages.Last(m => m.OnlyFor == sam.Id).Words);

        var form = new SlackView("V0FORGED", sam, sam.Team.Install!) { RootId = "V0FORGED" };
        form.Show(JsonNode.Parse($$"""{"type":"modal","callback_id":"deal.nextset","private_metadata":"1|0||{{acme.Id}}","title":{"type":"plain_text","text":"Step"},"blocks":[]}""")!.AsObject());
        Assert.Contains(NotSetUp, (await house.Sender.SubmitAsync(sam, form))!.Body);

        var said = await house.Sender.SayAsync(sam, "Acme");
        await house.SettleAsync();
        Assert.Equal((200, ""), (said.Status, said.Body));
        Assert.Equal(["Slack workspace T0OTHER has no BotCoach: nothing can be said there"], told.All);
        Assert.Equal((before, calls), (await StateAsync(house), house.Slack.Calls.Count(c => c.Method != "response_url")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_a_shared_channel_the_home_of_whoever_presses_decides_whose_company_it_is(Db kind)
    {
        await using var house = await SlackHouse.SampleAsync(kind);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach Acme");
        var other = await house.AddCompanyAsync("T0OTHER", "Other Ltd");
        // The very address that Maya has, at a company that never joined hers.
        var sam = other.AddUser("Sam Stranger", adjust: u => u.Email = maya.User.Email);
        var sams = house.Driver();
        await sams.AsAsync(sam.RealName);
        await sams.TypeAsync("/coach deal new");
        await sams.FillAsync("Deal name", "Umbra");
        await sams.FillAsync("Account", "Umbra Ltd");
        await sams.SubmitAsync();
        var acme = await house.ReadAsync(house.Team, db => db.Deals.SingleAsync(d => d.Name.StartsWith("Acme")));
        var umbra = await house.ReadAsync(other, db => db.Deals.SingleAsync());
        Assert.Equal(["T0NORTH"], await house.ReadAsync(house.Team, db => db.Identities.Select(i => i.Team).Distinct().ToListAsync()));
        var before = await StateAsync(house, house.Team);

        var joint = house.Team.AddChannel("joint", false, maya.User, sam);
        joint.Members.Add(house.Team.Install!.BotUser);
        var (northwinds, heard) = Card(joint, $"{acme.Id}");
        await house.Sender.PressAsync(sam, northwinds, heard);
        await house.SettleAsync();
        Assert.Contains("not one of yours", joint.Messages.Last(m => m.OnlyFor == sam.Id).Words);

        var (own, heardOwn) = Card(joint, $"{umbra.Id}");
        await house.Sender.PressAsync(sam, own, heardOwn);
        await house.SettleAsync();
        Assert.NotNull((await house.ReadAsync(other, db => db.Deals.AsNoTracking().SingleAsync())).HeardAt);
        Assert.Contains(sams.Chat, m => m.Words.Contains("you heard from them"));
        Assert.Equal(before, await StateAsync(house, house.Team));
    }

    [Fact]
    public async Task A_stranger_of_a_shared_channel_is_not_taken_for_the_colleague_with_the_same_address()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        var eve = house.Slack.World.AddTeam("T0ELSE", "Else Ltd", install: false).AddUser("Eve Else", adjust: u => u.Email = maya.User.Email);
        house.Team.AddChannel("joint", false, maya.User, eve);
        // Slack does not say here where Eve is at home; users.info does.
        var payload = house.Sender.Payloads.Shortcut(eve, house.Team.Install!, "deal.find");
        payload["user"]!.AsObject().Remove("team_id");
        await new HttpTransport(house.Slack, house.Host.Url).DeliverAsync(new Delivery(DeliveryKind.Interaction, payload));
        await house.SettleAsync();
        Assert.Null(Assert.Single(house.Slack.CallsOf("users.info")).Error);
        Assert.Contains("not to guests", eve.Modal!.Words);
        Assert.Equal(0, await house.ReadAsync(db => db.Identities.CountAsync()));
    }

    [Fact]
    public async Task A_form_that_was_edited_by_hand_is_refused_and_written_down()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var jonas = await house.AtAsync("Jonas Weber");
        await jonas.TypeAsync("/coach Helios");
        await jonas.PressAsync("Next step", null);
        var (helios, acme) = await house.ReadAsync(async db => (await db.Deals.SingleAsync(d => d.Name.StartsWith("Helios")), await db.Deals.SingleAsync(d => d.Name.StartsWith("Acme"))));
        var form = jonas.User.Modal!;
        var metadata = form.Source["private_metadata"]!.ToString();
        Assert.Contains($"{helios.Id}", metadata);
        form.Source["private_metadata"] = metadata.Replace($"{helios.Id}", $"{acme.Id}");
        await jonas.FillAsync("What happens next", "Give it all away");
        await jonas.FillAsync("On which day", "2026-11-30");
        await jonas.SubmitAsync();
        await jonas.ExpectAsync("not one of yours");
        var after = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == acme.Id));
        Assert.Equal((acme.Revision, acme.NextStep), (after.Revision, after.NextStep));
        var line = await house.ReadAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal(("refused: a deal", acme.Id, "slack"), (line.What, line.About, line.Channel));
    }

    [Fact]
    public async Task A_chat_that_is_archived_is_switched_off_with_a_sentence_until_its_person_comes_back()
    {
        const string sentence = "The chat is archived, so nothing can be written there. (is_archived)";
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        var chat = house.Slack.World.Direct(house.Team.Install!, rita.User);
        chat.Archived = true;
        await rita.TypeAsync("/coach help");
        var row = await house.ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith("help")));
        Assert.Equal((MessageState.GaveUp, sentence), (row.State, row.Why));
        Assert.Equal(sentence, (await house.ReadAsync(db => db.Identities.SingleAsync())).OffBecause);
        Assert.Single(rita.Chat);
        chat.Archived = false;
        await rita.TypeAsync("/coach help");
        await rita.ExpectAsync("What you can type");
        Assert.Null((await house.ReadAsync(db => db.Identities.SingleAsync())).OffBecause);
    }

    [Theory]
    [InlineData("channel_not_found", "Slack finds no such chat, or BotCoach may not write there. (channel_not_found)")]
    [InlineData("user_disabled", "This person's account in Slack is closed. (user_disabled)")]
    [InlineData("token_revoked", "Slack does not take the app's token any more: set its new one, or install the app again. (token_revoked)")]
    [InlineData("restricted_action_read_only_channel", "A rule of this workspace keeps BotCoach from writing there. (restricted_action_read_only_channel)")]
    [InlineData("a_code_of_next_year", "a_code_of_next_year")]
    public async Task What_Slack_refuses_is_said_in_a_sentence_with_Slacks_own_code(string code, string sentence)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Slack.Troubles.Next("chat.postMessage", Trouble.Says(code));
        await rita.TypeAsync("/coach");
        Assert.Equal(sentence, (await house.ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith("day")))).Why);
    }

    [Fact]
    public async Task A_permission_that_is_missing_is_named()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        rita.ToleratesFaults = true;
        house.Team.Install!.Scopes.Remove("chat:write");
        await rita.TypeAsync("/coach");
        Assert.Equal("The app lacks the permission chat:write: add it under OAuth & Permissions and install the app again. (missing_scope)",
            (await house.ReadAsync(db => db.OutgoingMessages.AsNoTracking().SingleAsync(m => m.Key.StartsWith("day")))).Why);
    }

    /// <summary>A message of the app's with a button that says of a deal that the buyer was heard.</summary>
    private static (SlackMessage Card, JsonObject Button) Card(SlackChannel channel, string value)
    {
        var world = channel.Team.Install!;
        var blocks = JsonNode.Parse(
            $$$"""[{"type":"actions","block_id":"a","elements":[{"type":"button","action_id":"deal.heard","value":"{{{value}}}","text":{"type":"plain_text","text":"Heard from them"}}]}]""")!.AsArray();
        var card = new SlackMessage(channel, $"1795.{value[..6]}", world.BotUser) { BotId = world.BotId, Text = "", Blocks = blocks };
        channel.Messages.Add(card);
        return (card, blocks[0]!["elements"]![0]!.AsObject());
    }

    /// <summary>All that could change by it.</summary>
    private static Task<string> StateAsync(SlackHouse house, SlackTeam? team = null) => house.ReadAsync(team ?? house.Team, async db => string.Join(' ', [
        await db.Deals.SumAsync(d => d.Revision), await db.DealEvents.CountAsync(), await db.People.CountAsync(), await db.Identities.CountAsync(),
        await db.OutgoingMessages.SumAsync(m => m.Revision), await db.SeenInbounds.CountAsync(), await db.AuditEntries.CountAsync(),
    ]));
}
