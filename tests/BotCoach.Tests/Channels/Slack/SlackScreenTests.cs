using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Each reply in each place: what a form's submission may do to the forms on the screen, and what is said where.</summary>
public sealed class SlackScreenTests
{
    [Fact]
    public async Task Forms_are_stacked_three_high_and_all_close_together()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: Routes);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach screen");
        foreach (var height in (int[])[2, 3, 3])
        {
            await rita.FillAsync("Do", "open");
            await rita.SubmitAsync();
            Assert.Equal(height, rita.User.Modals.Count);
        }
        await rita.FillAsync("Do", "done");
        await rita.SubmitAsync();
        Assert.Empty(rita.User.Modals);
    }

    [Theory]
    [InlineData("update", "Again")]
    [InlineData("say", "This was said")]
    [InlineData("whole", "Not now")]
    [InlineData("field", "Not this")]
    public async Task A_form_shows_what_becomes_of_it(string what, string seen)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: Routes);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach screen");
        await rita.FillAsync("Do", what);
        await rita.SubmitAsync();
        await rita.ExpectAsync(seen);
        Assert.Single(rita.User.Modals);
    }

    [Theory]
    [InlineData("say", "This was said")]
    [InlineData("whole", "Not now")]
    [InlineData("field", "Not this")]
    public async Task What_a_newcomer_is_told_to_a_form_comes_to_the_chat(string what, string seen)
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, adjust: Routes);
        var (rita, nora) = (await house.AtAsync("Rita"), await house.AtAsync("Nora"));
        await rita.TypeAsync("/coach screen");
        await rita.FillAsync("Do", what);
        var answer = await house.Sender.SubmitAsync(nora.User, rita.User.Modal!);
        Assert.Equal((200, ""), (answer!.Status, answer.Body));
        await house.SettleAsync();
        await nora.ExpectAsync(seen);
        Assert.Single(nora.Chat);
    }

    [Fact]
    public async Task The_same_request_twice_acts_once()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach");
        await house.Sender.RedeliverAsync();
        await house.Sender.RedeliverAsync();
        await house.SettleAsync();
        Assert.Single(rita.Chat);
    }

    [Fact]
    public async Task A_button_of_last_year_still_leads_to_its_deal()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        await maya.TypeAsync("/coach Acme");
        var card = maya.Chat[^1];
        await house.Host.DoAsync(services => Storage.ForgetAsync(services, house.Clock.Now.AddYears(1)));
        house.Clock.JumpTo(house.Clock.Now.AddYears(1));
        var element = card.Blocks!.OfType<System.Text.Json.Nodes.JsonObject>().SelectMany(BlockIds.ElementsOf).First(e => e["action_id"]!.ToString().StartsWith("deal.heard", StringComparison.Ordinal));
        await house.Sender.PressAsync(maya.User, card, element);
        await house.Host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(house.Clock.Now, default);
        Assert.NotEqual(card.Ts, maya.Chat[^1].Ts);
        Assert.Contains("you heard from them", maya.Chat[^1].Words);
    }

    [Fact]
    public async Task Every_method_is_called_as_Slack_wants_it()
    {
        await using var house = await SlackHouse.SampleAsync(Db.Sqlite);
        var maya = await house.AtAsync("Maya Chen");
        var (api, token) = (house.Host.App.Services.GetRequiredService<SlackApi>(), house.Team.BotToken);
        var (text, blocks) = (SlackWriter.Text(Message.Say("Hello")), SlackWriter.Blocks(Message.Say("Hello")));
        var chat = (await api.ConversationsOpen(token, maya.User.Id)).Body.Words("channel", "id")!;
        Assert.True((await api.ChatPostEphemeral(token, chat, maya.User.Id, text, blocks)).Ok);
        await house.Sender.ShortcutAsync(maya.User, "deal.find");
        await house.SettleAsync();
        var (modal, hello) = (maya.User.Modal!, Message.Say("Hello"));
        var hash = modal.Hash;
        Assert.True((await api.ViewsUpdate(token, modal.Id, SlackWriter.Said("Hello", hello), hash)).Ok);
        Assert.Equal("hash_conflict", (await api.ViewsUpdate(token, modal.Id, SlackWriter.Said("Hello", hello), hash)).Error);
        Assert.True((await api.ViewsPublish(token, maya.User.Id, SlackWriter.Home(hello))).Ok);
        Assert.Equal("hash_conflict", (await api.ViewsPublish(token, maya.User.Id, SlackWriter.Home(hello), hash)).Error);
        await house.Sender.ShortcutAsync(maya.User, "deal.unknown");
        var bytes = "name,stage"u8.ToArray();
        house.Team.Install!.Scopes.Add("files:write");
        var place = await api.FilesGetUploadUrlExternal(token, "deals.csv", bytes.Length, null);
        Assert.True(place.Ok, place.InWords);
        Assert.True((await api.UploadAsync(place.Body.Words("upload_url")!, bytes)).Ok);
        var done = await api.FilesCompleteUploadExternal(token, place.Body.Words("file_id")!, "Deals", chat);
        Assert.True(done.Ok, done.InWords);
        Assert.Equal(SlackReach.NeverLeft, (await api.RespondAsync("https://hooks.slack.com.evil.example/x", [])).Reached);
        Assert.Equal(SlackReach.NeverLeft, (await api.UploadAsync("http://127.0.0.1:1/upload", bytes)).Reached);
        Assert.Equal(SlackReach.NeverLeft, (await api.DownloadAsync(token, "https://files.slack.com@evil.example/x", Stream.Null, 1, default)).Reached);
        Assert.Empty(house.Slack.OurBugs);
    }

    private static void Routes(IServiceCollection services) => services.AddScoped<Screen>().Replace(ServiceDescriptor.Singleton(new RouteTable()
        .Command<Screen>("screen", "screen|opens a form", (s, _) => s.OpenAsync()).Form<Screen>("screen.sent", (s, turn) => s.SentAsync(turn))));

    private static class Storage
    {
        public static Task ForgetAsync(IServiceProvider services, DateTimeOffset now) => services.GetRequiredService<ForgetSweep>().RunDueAsync(now, default);
    }
}
