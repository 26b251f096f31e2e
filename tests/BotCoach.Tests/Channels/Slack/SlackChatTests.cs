using System.Text.Json.Nodes;
using BotCoach.Channels.Slack;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>What people do in Slack, and what they see of it.</summary>
public sealed class SlackChatTests
{
    [Fact]
    public async Task A_deal_is_made_in_a_form_and_what_is_missing_is_said_at_its_field()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach deal new");
        await rita.FillAsync("Deal name", "Acme <!channel> *first* order");
        await rita.FillAsync("Account", "n/a");
        await rita.SubmitAsync();
        Assert.NotEmpty(rita.User.Modal!.Errors);
        await rita.FillAsync("Account", "Acme");
        await rita.SubmitAsync();
        Assert.Null(rita.User.Modal);
        await rita.ExpectAsync("Acme <!channel> *first* order");
        Assert.DoesNotContain("<!channel>", rita.Chat[^1].Blocks!.ToJsonString());
        Assert.DoesNotContain("<!channel>", rita.Chat[^1].Text);
    }

    [Fact]
    public async Task A_double_click_acts_once_and_an_old_button_says_so()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach Acme");
        await maya.PressAsync("Heard from them", null);
        var heard = await house.ReadAsync(db => db.DealEvents.CountAsync());
        await house.Sender.RedeliverAsync();
        await maya.PressAsync("Heard from them", null);
        await house.SettleAsync();
        Assert.Equal(heard, await house.ReadAsync(db => db.DealEvents.CountAsync()));
        var gone = new JsonObject { ["type"] = "button", ["action_id"] = "deal.ancient", ["block_id"] = "b", ["value"] = "1", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = "Old" } };
        maya.Chat[^1].Blocks!.Add(new JsonObject { ["type"] = "actions", ["block_id"] = "b", ["elements"] = new JsonArray(gone) });
        await house.Sender.PressAsync(maya.User, maya.Chat[^1], gone);
        await house.SettleAsync();
        Assert.Contains(maya.Chat, m => m.OnlyFor == maya.User.Id && m.Words.Contains("older version"));
    }

    [Fact]
    public async Task A_value_that_was_edited_by_hand_is_refused_and_written_down()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var jonas = await house.AtAsync("Jonas Weber");
        await jonas.TypeAsync("/coach Helios");
        var acme = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Name.StartsWith("Acme")));
        var message = jonas.Chat[^1];
        var (_, element) = message.Blocks!.OfType<JsonObject>().SelectMany(b => BlockIds.ElementsOf(b).Select(e => (b, e))).First(x => x.e["action_id"]!.ToString() == "deal.heard");
        element["value"] = $"{acme.Id}";
        await house.Sender.PressAsync(jonas.User, message, element);
        await house.SettleAsync();
        Assert.Contains(jonas.Chat, m => m.OnlyFor == jonas.User.Id && m.Words.Contains("not one of yours"));
        var after = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Id == acme.Id));
        Assert.Equal((acme.Revision, acme.HeardAt), (after.Revision, after.HeardAt));
        var line = await house.ReadAsync(db => db.AuditEntries.SingleAsync());
        Assert.Equal(("refused: a deal", acme.Id, "slack"), (line.What, line.About, line.Channel));
    }

    [Fact]
    public async Task A_form_that_cannot_be_opened_in_time_asks_for_another_tap()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        house.Slack.Troubles.Next("views.open", Trouble.Says("expired_trigger_id"));
        await rita.TypeAsync("/coach deal new");
        await rita.ExpectAsync("That took a moment too long. Please tap again.");
        house.Slack.Troubles.Next("views.open", Trouble.Says("trigger_exchanged"));
        await rita.PressAsync("New deal", null);
        await rita.ExpectAsync("That took a moment too long. Please tap again.");
        await rita.PressAsync("New deal", null);
        Assert.NotNull(rita.User.Modal);
    }

    [Fact]
    public async Task A_shortcuts_form_that_cannot_be_opened_is_not_tried_again_but_asked_for_in_the_chat()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach");
        house.Slack.Troubles.Next("views.open", Trouble.CutBefore);
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await house.Sender.ShortcutAsync(maya.User, "deal.find");
        Assert.Single(house.Slack.CallsOf("views.open"));
        await house.SettleAsync();
        await maya.ExpectAsync("Please tap again.");
        await house.Sender.ShortcutAsync(maya.User, "deal.find");
        Assert.NotNull(maya.User.Modal);
    }

    [Fact]
    public async Task Shortcuts_find_a_deal_while_typing_and_make_a_next_step_of_a_message()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await house.Sender.ShortcutAsync(maya.User, "deal.find");
        await house.SettleAsync();
        // She was a stranger, and the form came nevertheless.
        Assert.NotNull(maya.User.Modal);
        await maya.FillAsync("Which deal", "Borealis");
        await maya.SubmitAsync();
        await maya.ExpectAsync("Borealis Health");

        var hall = house.Team.AddChannel("sales", false, maya.User);
        await house.Sender.SayAsync(maya.User, "They liked it. We will send the pilot plan by Friday &amp; call them.", hall);
        await house.Sender.MessageActionAsync(maya.User, hall.Messages[^1], "deal.recapfrom");
        await maya.FillAsync("Which deal", "Borealis");
        await maya.SubmitAsync();
        Assert.Contains("We will send the pilot plan by Friday & call them.", BlockWords.Plain(maya.User.Modal!.Source.ToJsonString()).Replace("\\u0026", "&"));
        await maya.FillAsync("On which day", "2026-11-27");
        await maya.SubmitAsync();
        await maya.ExpectAsync("The recap is in.");
        var deal = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Name.StartsWith("Borealis")));
        Assert.Equal("We will send the pilot plan by Friday & call them.", deal.NextStep);
    }

    [Fact]
    public async Task A_message_becomes_a_deals_next_step()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach");
        var hall = house.Team.AddChannel("sales", false, maya.User);
        await house.Sender.SayAsync(maya.User, "Ana &amp; Bo walk the board through the pilot plan", hall);
        await house.Sender.MessageActionAsync(maya.User, hall.Messages[^1], "deal.nextfrom");
        await maya.FillAsync("Which deal", "Borealis");
        await maya.SubmitAsync();
        await maya.FillAsync("On which day", "2026-11-30");
        await maya.FillAsync("Who acts", "The buyer does");
        await maya.SubmitAsync();
        await maya.ExpectAsync("The next step is set.");
        Assert.Null(maya.User.Modal);
        var deal = await house.ReadAsync(db => db.Deals.SingleAsync(d => d.Name.StartsWith("Borealis")));
        Assert.Equal(("Ana & Bo walk the board through the pilot plan", new LocalDate(2026, 11, 30), Side.Buyer), (deal.NextStep, deal.NextStepOn, deal.NextStepSide));
        Assert.Single(hall.Messages);
    }

    [Fact]
    public async Task A_mention_in_a_channel_is_answered_in_the_persons_own_chat()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach help");
        var hall = house.Team.AddChannel("sales", false, maya.User);
        var install = house.Team.Install!;
        await house.Sender.EventAsync(house.Team, new JsonObject
        {
            ["type"] = "app_mention", ["user"] = maya.User.Id, ["team"] = house.Team.Id, ["channel"] = hall.Id, ["ts"] = "1.2", ["text"] = $"<@{install.BotUser}> Acme",
        });
        await maya.ExpectAsync("Acme");
        Assert.Contains("deal.heard", maya.Chat[^1].Blocks!.ToJsonString());
        Assert.Empty(hall.Messages);
    }

    [Fact]
    public async Task Nobody_finds_somebody_elses_deal_while_typing()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var jonas = await house.AtAsync("Jonas Weber");
        await jonas.TypeAsync("/coach");
        await house.Sender.ShortcutAsync(jonas.User, "deal.find");
        var view = jonas.User.Modal!;
        var block = view.Blocks.OfType<JsonObject>().Single(b => b["type"]!.ToString() == "input");
        Assert.Empty(await house.Sender.SuggestAsync(jonas.User, view, block["block_id"]!.ToString(), block["element"]!["action_id"]!.ToString(), "acme"));
        Assert.Single(await house.Sender.SuggestAsync(jonas.User, view, block["block_id"]!.ToString(), block["element"]!["action_id"]!.ToString(), "helios"));
    }

    [Fact]
    public async Task A_guest_who_writes_three_lines_is_told_once_and_everybody_else_is_told_on()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var guest = house.Team.AddUser("Gil Guest", adjust: u => u.IsRestricted = true);
        foreach (var line in (string[])["Hello", "Is anybody there", "Hello again"]) await house.Sender.SayAsync(guest, line);
        await house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        Assert.Contains("not to guests", Assert.Single(house.Slack.World.Messages, m => m.Text.Contains("guests", StringComparison.Ordinal)).Text);
        Assert.Equal(0, house.Slack.Limits.Throttled);
    }

    [Fact]
    public async Task Guests_and_strangers_are_not_let_in_and_the_company_of_the_actor_decides()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var guest = house.Team.AddUser("Gil Guest", adjust: u => (u.IsRestricted, u.Email) = (true, "maya.chen@northwind.example"));
        var driver = house.Driver();
        await driver.AsAsync(guest.RealName);
        await driver.TypeAsync("/coach Acme");
        await driver.ExpectAsync("not to guests");
        Assert.Equal(4, await house.ReadAsync(db => db.People.CountAsync()));
        Assert.Equal(0, await house.ReadAsync(db => db.Identities.CountAsync()));

        // A stranger of another company, met in a shared channel, presses something there: it is for the stranger's own company, which has no BotCoach.
        var other = house.Slack.World.AddTeam("T0OTHER", "Other Ltd", install: false).AddUser("Sam Stranger");
        var answer = await new HttpTransport(house.Slack, house.Host.Url).SendAsync("slack/interactions", "payload=" + Uri.EscapeDataString(new JsonObject
        {
            ["type"] = "shortcut", ["callback_id"] = "deal.find", ["trigger_id"] = "9.9.x", ["team"] = new JsonObject { ["id"] = house.Team.Id },
            ["user"] = new JsonObject { ["id"] = other.Id, ["team_id"] = "T0OTHER" },
        }.ToJsonString()), "application/x-www-form-urlencoded");
        Assert.Equal(200, answer.Status);
        Assert.Equal(0, await house.ReadAsync(db => db.Identities.CountAsync()));
    }

    [Fact]
    public async Task What_Slack_says_of_a_person_is_followed()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = house.Team.AddUser("Rita Ray", "Europe/Lisbon", u => u.Locale = "pt-PT");
        var driver = house.Driver();
        await driver.AsAsync(rita.RealName);
        await driver.TypeAsync("/coach");
        var person = await house.ReadAsync(db => db.People.SingleAsync());
        Assert.Equal(("Rita Ray", "Europe/Lisbon", "pt-PT", rita.Email, Role.Admin), (person.Name, person.Zone, person.Locale, person.Email, person.Role));
        (rita.RealName, rita.Zone, rita.Email) = ("Rita Moved", "Asia/Tokyo", "rita.moved@northwind.example");
        await house.Sender.UserChangedAsync(rita);
        person = await house.ReadAsync(db => db.People.SingleAsync());
        Assert.Equal(("Rita Moved", "Asia/Tokyo", "rita.moved@northwind.example"), (person.Name, person.Zone, person.Email));
        var stranger = house.Team.AddUser("Nobody Yet");
        await house.Sender.UserChangedAsync(stranger);
        Assert.Equal(1, await house.ReadAsync(db => db.People.CountAsync()));

        rita.Deleted = true;
        await house.Sender.UserChangedAsync(rita);
        var identity = await house.ReadAsync(db => db.Identities.SingleAsync());
        Assert.Equal((Standing.Gone, "This account is closed."), (identity.Standing, identity.OffBecause));
        await house.Sender.CommandAsync(rita, "");
        Assert.Contains("This account is closed", house.Slack.World.Messages[^1].Words);
    }

    [Fact]
    public async Task A_manager_in_two_teams_of_the_company_becomes_one_person_once_both_say_so()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var priya = await house.AtAsync("Priya Nair");
        await priya.TypeAsync("/coach");
        await priya.ExpectAsync("Your team's day");
        // The same address in the company's second workspace: two managers would see what one may.
        var second = (await house.JoinAsync("T0SOUTH", "Northwind South")).AddUser("Priya N.", adjust: u => u.Email = priya.User.Email.ToUpperInvariant());
        var other = house.Driver();
        await other.AsAsync(second.RealName);
        await other.TypeAsync("/coach");
        await other.ExpectAsync("Is that you?");
        await priya.ExpectAsync("has your e-mail address. Is that you?");
        await other.PressAsync("Yes, that is me", null);
        Assert.Equal(0, await house.ReadAsync(db => db.People.CountAsync(p => p.MergedInto != null)));
        await priya.PressAsync("Yes, that is me", null);
        await priya.ExpectAsync("You are one person now");
        await other.TypeAsync("/coach");
        await other.ExpectAsync("Your team's day");
    }

    [Fact]
    public async Task An_app_that_is_removed_writes_to_nobody_and_finds_its_company_again()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        await house.Sender.UninstallAsync(house.Team);
        Assert.NotNull((await house.ReadAsync(db => db.Installations.SingleAsync())).RemovedAt);
        house.Slack.World.Install(house.Team, null, house.Slack.App.Scopes);
        await house.Sender.RedeliverAsync();
        Assert.Equal(1, await house.ReadAsync(db => db.Workspaces.CountAsync()));
    }
}
