using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The token that we write with: renewed when it holds no more; and where there is none, everything waits and whoever runs the host reads why.</summary>
public sealed class TeamsSignInTests
{
    private const string WrongSecret = "ready\nteams: Teams:ClientSecret is none of this app's secrets. It is the secret's value that is wanted, not its id. (AADSTS7000215)";

    [Fact]
    public async Task A_secret_that_is_wrong_is_said_and_what_waits_goes_out_once_it_is_mended()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        Assert.Equal("ready", await TeamsRows.ReadyAsync(house));
        var (sent, secret) = (house.Teams.Sends.Count, house.Teams.App.Secret);
        house.Teams.Entra.RevokeAll();
        house.Teams.App.Secret = "another";
        await TeamsRows.ShowAsync(house, [rita.User]);
        await rita.TypeAsync("help");
        // An admin takes as long as an admin takes.
        for (var day = 0; day < 5; day++) await TeamsRows.LaterAsync(house, TimeSpan.FromDays(1));
        Assert.Equal(WrongSecret, await TeamsRows.ReadyAsync(house));
        Assert.Equal((sent, MessageState.Waiting, WrongSecret["ready\nteams: ".Length..]), (house.Teams.Sends.Count, (await house.RowAsync("help")).State, (await house.RowAsync("help")).Why));
        Assert.Null(await TeamsRows.OffAsync(house, rita.User));
        house.Teams.App.Secret = secret;
        await house.Host.JumpAsync(TimeSpan.FromMinutes(11));
        Assert.Equal((sent + 2, "ready"), (house.Teams.Sends.Count, await TeamsRows.ReadyAsync(house)));
        foreach (var words in (string[])["Three deals of yours", "What you can type"]) Assert.Single(rita.Chat, p => p.WordsFor(rita.User).Contains(words));
    }

    [Fact]
    public async Task Whoever_installs_the_app_while_the_secret_is_wrong_is_greeted_once_it_is_mended()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var secret = house.Teams.App.Secret;
        house.Teams.App.Secret = "another";
        var rita = await house.AtAsync("Rita");
        Assert.Empty(rita.Chat);
        Assert.Equal(WrongSecret, await TeamsRows.ReadyAsync(house));
        house.Teams.App.Secret = secret;
        house.Clock.Advance(TimeSpan.FromMinutes(2));
        await house.Host.App.Services.GetRequiredService<TeamsLater>().SweepAsync(default);
        await house.SettleAsync();
        Assert.Equal((1, "ready"), (rita.Chat.Count, await TeamsRows.ReadyAsync(house)));
    }

    [Fact]
    public async Task A_token_that_holds_no_more_is_renewed_and_the_message_goes_out_at_once()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        Assert.Single(house.Teams.CallsOf("token"));
        house.Teams.Entra.RevokeAll();
        await rita.TypeAsync("help");
        await rita.ExpectAsync("What you can type");
        // It lives for an hour.
        await house.Host.JumpAsync(TimeSpan.FromMinutes(61));
        await TeamsRows.ShowAsync(house, [rita.User]);
        await TeamsRows.SendAsync(house);
        Assert.Equal((3, MessageState.Sent, "ready"), (house.Teams.CallsOf("token").Count, (await house.RowAsync("note")).State, await TeamsRows.ReadyAsync(house)));
        Assert.Equal([401, 401], house.Teams.Calls.Where(c => c.Status >= 400).Select(c => c.Status));
    }

    [Fact]
    public async Task A_login_that_is_out_of_reach_is_no_complaint_and_loses_nothing()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        var (stood, over) = (rita.Chat.Count, house.Clock.Now.AddHours(1));
        house.Teams.Entra.RevokeAll();
        house.Teams.Troubles.Whim = call => call.Method == "token" && house.Clock.Now < over ? TeamsTrouble.Status(503) : null;
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpToAsync(over.AddMinutes(-1));
        Assert.Equal((stood, "ready", MessageState.Waiting), (rita.Chat.Count, await TeamsRows.ReadyAsync(house), (await house.RowAsync("note")).State));
        await house.Host.JumpToAsync(over.AddMinutes(11));
        var row = await house.RowAsync("note");
        Assert.Equal((stood + 1, MessageState.Sent, false), (rita.Chat.Count, row.State, row.WasUncertain));
    }

    [Fact]
    public async Task A_bot_that_Teams_does_not_know_is_said_until_it_does()
    {
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite);
        var rita = await house.AtAsync("Rita");
        house.Teams.Troubles.Whim = call => call.Method == "SendToConversation" ? TeamsTrouble.Says(401, "BotNotRegistered") : null;
        await TeamsRows.ShowAsync(house, [rita.User]);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(35));
        Assert.StartsWith("ready\nteams: Microsoft does not know this bot: Teams:AppId", await TeamsRows.ReadyAsync(house));
        house.Teams.Troubles.Whim = null;
        await house.Host.JumpAsync(TimeSpan.FromMinutes(11));
        Assert.Equal((MessageState.Sent, "ready"), ((await house.RowAsync("note")).State, await TeamsRows.ReadyAsync(house)));
    }
}
