using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>Forms as dialogs: each opens, keeps what was typed where something is wrong, and shows what becomes of it.</summary>
public sealed class TeamsDialogTests
{
    [Fact]
    public async Task Every_button_that_opens_a_form_asks_for_its_dialog_and_gets_one()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), tom = await house.AtAsync("Tom Okafor");
        await maya.JumpAsync(LocalJump.TomorrowMorning);
        foreach (var words in (string[])["Acme", "walk Acme", "settings"]) await maya.TypeAsync(words);
        foreach (var words in (string[])["Acme", "advance Acme", "walk Acme", "triage"]) await tom.TypeAsync(words);
        await tom.ShareAsync("tour-deals.csv");
        var forms = ChatRoutes.Table().All.Where(r => r.Kind == RouteKind.Button && r.OpensForm).Select(r => r.Name).ToHashSet();
        var seen = new HashSet<string>();
        foreach (var driver in (TeamsDriver[])[maya, tom])
            foreach (var (post, action) in Pressable(driver))
            {
                var data = action["data"]!.AsObject();
                Assert.Equal(forms.Contains($"{data["a"] ?? action["verb"]}"), CardWalk.OpensDialog(action));
                if (!CardWalk.OpensDialog(action) || !seen.Add($"{data["a"]}")) continue;
                await house.Sender.FetchAsync(driver.User, post, data.DeepClone().AsObject());
                Assert.True(driver.Dialog?.Form is not null, $"{data["a"]} opens no dialog: {driver.Dialog?.Words}");
                driver.Close();
            }
        var acme = await house.DealAsync("Acme");
        foreach (var (name, value) in Elsewhere(seen, forms, acme.Id, acme.OwnerId))
        {
            var answer = await house.Sender.FetchAsync(tom.User, tom.Chat[^1], new JsonObject { ["a"] = name, ["v"] = value });
            Assert.True(tom.Dialog is { Form: not null } or { Text: { Length: > 0 } }, $"{name} gets neither a dialog nor a sentence: {answer.Body}");
            seen.Add(name);
        }
        Assert.Equal(forms.Order(), seen.Order());
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task What_is_wrong_stands_under_its_field_and_what_was_typed_stays()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.PressAsync("New deal", null);
        await maya.FillAsync("Deal name", "Acme <b>first</b> *order*");
        await maya.FillAsync("Account", "n/a");
        await maya.FillAsync("Amount", "12.5");
        await maya.SubmitAsync();
        var body = maya.Dialog!.Form!.Card["body"]!.AsArray();
        Assert.Equal(("Acme <b>first</b> *order*", "n/a", "12.5"), (Input(body, "name")["value"]!.ToString(), Input(body, "account")["value"]!.ToString(), Input(body, "amount")["value"]!.ToString()));
        var under = body[body.IndexOf(Input(body, "account")) + 1]!.AsObject();
        Assert.Equal("Attention", under["inlines"]![0]!["color"]!.ToString());
        Assert.Contains("placeholder", CardWords.Of(under));
        Assert.DoesNotContain(body, part => part != under && $"{part!["inlines"]?[0]?["color"]}" == "Attention");
        await maya.FillAsync("Account", "Acme");
        await maya.SubmitAsync();
        Assert.Null(maya.Dialog);
        await maya.ExpectAsync("Acme <b>first</b> *order*");
        Assert.Equal(12.5m, (await house.DealAsync("Acme <b>")).Amount);
    }

    [Fact]
    public async Task A_form_that_somebody_else_was_quicker_with_shows_both_texts_and_then_takes_ones_own()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        TeamsDriver maya = await house.AtAsync("Maya Chen"), priya = await house.AtAsync("Priya Nair");
        foreach (var (driver, words) in new[] { (maya, "Mine: call Dana"), (priya, "Theirs: write to Luis") })
        {
            await driver.TypeAsync("Acme");
            await driver.PressAsync("Next step", "Acme");
            await driver.FillAsync("What happens next", words);
            await driver.FillAsync("On which day", "2026-11-30");
        }
        await priya.SubmitAsync();
        await maya.SubmitAsync();
        await maya.ExpectAsync("This changed while the form was open.");
        Assert.Contains("Mine: call Dana", maya.Dialog!.Words);
        Assert.Contains("Theirs: write to Luis", maya.Dialog.Words);
        Assert.Equal("Theirs: write to Luis", (await house.DealAsync("Acme")).NextStep);
        await maya.SubmitAsync();
        Assert.Null(maya.Dialog);
        Assert.Equal("Mine: call Dana", (await house.DealAsync("Acme")).NextStep);
    }

    [Fact]
    public async Task A_form_shows_what_becomes_of_it()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, adjust: Routes);
        house.Host.ToleratesFaults = true;
        var rita = await house.AtAsync("Rita");
        var post = house.Teams.World.Post(rita.Room, rita.User.Id, new JsonObject { ["type"] = "message", ["text"] = "Hello" });
        foreach (var (what, type, words) in new[]
        {
            ("open", "continue", "A form"), ("update", "continue", "Again"), ("say", "message", "This was said"), ("show", "continue", "This is a card"), ("whole", "continue", "Not now"), ("field", "continue", "Not this"),
            ("done", "", ""), ("fault", "continue", "Sorry, that went wrong on our side, and nothing was changed."),
        })
        {
            await house.Sender.FetchAsync(rita.User, post, new JsonObject { ["a"] = "screen.open", ["v"] = "" });
            await rita.FillAsync("Do", what);
            await rita.SubmitAsync();
            Assert.Equal(type, rita.LastAnswer!.Json?["task"]?["type"]?.ToString() ?? "");
            Assert.Contains(words, rita.Dialog?.Words ?? "");
            if (what is "whole" or "field" or "fault") Assert.Contains(what, rita.Dialog!.Words);
            Assert.Equal(what == "done", rita.Dialog is null);
        }
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task What_a_press_says_instead_of_a_form_is_said_in_the_dialog()
    {
        await using var house = await TeamsHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("Fairview");
        // Won: the gate says no, which is shown on the card in the chat.
        var answer = await house.Sender.FetchAsync(maya.User, maya.Chat[^1], new JsonObject { ["a"] = "deal.won", ["v"] = $"{(await house.DealAsync("Acme")).Id}" });
        Assert.Equal("That is in our chat now.", answer.Sentence());
        await house.SettleAsync();
        await maya.ExpectAsync("Not yet");
        answer = await house.Sender.FetchAsync(maya.User, maya.Chat[^1], new JsonObject { ["a"] = "deal.ancient", ["v"] = "1" });
        Assert.StartsWith("That button is from an older version", answer.Sentence());
        // A button that is pressed the other way, from a card of an older version, is offered a dialog.
        var (post, action) = maya.Button("Next step", "Acme");
        await house.Sender.ExecuteAsync(maya.User, post, new JsonObject { ["type"] = "Action.Execute", ["title"] = "Change", ["verb"] = "home.settings" }, new JsonObject { ["v"] = "" });
        await house.SettleAsync();
        Assert.Contains("opens in a dialog. Please press it once more.", maya.User.Toasts[^1].Words);
        await maya.PressAsync("Your settings", null);
        Assert.Equal("Your settings", maya.Dialog!.Title);
        Assert.NotNull(action);
        Assert.Empty(house.Teams.OurBugs);
    }

    private static IEnumerable<(Harness.FakeTeams.TeamsPost Post, JsonObject Action)> Pressable(TeamsDriver driver) =>
        driver.Chat.SelectMany(p => p.CardsOf(driver.User).SelectMany(c => CardPress.In(c).Select(press => (p, press.Action)))).Where(x => CardWalk.TypeOf(x.Action) is "Action.Execute" or "Action.Submit").ToList();

    private static IEnumerable<(string Name, string Value)> Elsewhere(HashSet<string> seen, HashSet<string> forms, Guid deal, Guid owner) =>
        forms.Except(seen).ToList().Select(name => (name, name switch { "triage.parkall" => $"{owner}", _ => $"{deal}" }));

    private static JsonNode Input(JsonArray body, string field) => body.Single(b => b!["id"]?.ToString() == $"f.{field}")!;

    private static void Routes(IServiceCollection services) => services.AddScoped<Screen>().Replace(ServiceDescriptor.Singleton(new RouteTable()
        .FormButton<Screen>("screen.open", (s, _) => s.OpenAsync()).Form<Screen>("screen.sent", (s, turn) => s.SentAsync(turn))));
}
