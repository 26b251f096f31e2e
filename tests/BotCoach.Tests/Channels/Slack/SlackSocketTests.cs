using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Socket Mode: connections come, go and are replaced, and nothing is lost in between.</summary>
public sealed class SlackSocketTests
{
    [Fact]
    public async Task Forms_answers_and_errors_go_over_the_socket()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("/coach deal new");
        await rita.FillAsync("Deal name", "Acme");
        await rita.FillAsync("Account", "n/a");
        await rita.SubmitAsync();
        Assert.NotEmpty(rita.User.Modal!.Errors);
        await rita.FillAsync("Account", "Acme Ltd");
        await rita.SubmitAsync();
        await rita.ExpectAsync("Acme");
        Assert.Equal(1, await house.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Fact]
    public async Task The_next_connection_is_there_before_the_one_that_is_to_end()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        var first = house.Slack.Sockets.Open[0];
        await house.Slack.Sockets.DisconnectAsync(first, "warning");
        await house.Slack.Sockets.OpenedAsync(3);
        Assert.Contains(first, house.Slack.Sockets.Open);
        var rita = await house.AtAsync("Rita");
        foreach (var words in (string[])["/coach", "/coach help", "help"]) await rita.TypeAsync(words);
        Assert.Equal(4, rita.Chat.Count);
    }

    [Fact]
    public async Task Connections_that_die_come_back_and_what_was_not_acknowledged_is_done_once()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("help");
        var shown = rita.Chat.Count;
        house.Slack.Sockets.KillAll();
        await rita.TypeAsync("help");
        Assert.Equal(shown + 2, rita.Chat.Count);
        await house.Sender.RedeliverAsync();
        await house.SettleAsync();
        Assert.Equal(shown + 2, rita.Chat.Count);
    }

    [Fact]
    public async Task A_frame_of_five_megabytes_ends_its_connection_and_the_others_go_on()
    {
        var told = new Told();
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true, adjust: services => services.AddSingleton<ILoggerProvider>(told));
        await house.Slack.Sockets.OpenedAsync(2);
        var rita = await house.AtAsync("Rita");
        await rita.TypeAsync("help");
        var (opened, shown) = (house.Slack.Sockets.Opened, rita.Chat.Count);
        var answer = await house.Sender.CommandAsync(rita.User, new string('x', 5_000_000));
        Assert.Equal((0, "the connection ended"), (answer.Status, answer.Body));
        await rita.TypeAsync("help");
        Assert.Equal(shown + 2, rita.Chat.Count);
        await house.Slack.Sockets.OpenedAsync(2);
        Assert.Equal(opened + 1, house.Slack.Sockets.Opened);
        Assert.Single(told.All, t => t.Contains("more than 4 MB in one frame"));
    }

    [Fact]
    public async Task What_opens_nothing_for_a_moment_is_tried_again()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        foreach (var _ in (int[])[1, 2]) house.Slack.Troubles.Next("apps.connections.open", Harness.FakeSlack.Trouble.Says("internal_error"));
        house.Slack.Sockets.KillAll();
        await house.Slack.Sockets.OpenedAsync(2);
        Assert.True(house.Slack.CallsOf("apps.connections.open").Count >= 6);
    }

    [Fact]
    public async Task A_connection_that_does_not_last_is_asked_for_less_and_less_often()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        var began = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < 2; i++)
        {
            house.Slack.Sockets.KillAll();
            await house.Slack.Sockets.OpenedAsync(2);
        }
        // One second, then two.
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(2.9));
    }

    [Fact]
    public async Task A_connection_that_Slack_ends_out_of_turn_is_not_asked_for_again_at_once()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        var began = TimeProvider.System.GetTimestamp();
        foreach (var socket in house.Slack.Sockets.Open) await house.Slack.Sockets.DisconnectAsync(socket, "something_new");
        await house.Slack.Sockets.ClosedAsync();
        await house.Slack.Sockets.OpenedAsync(2);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(0.9));
    }

    [Fact]
    public async Task Slack_is_left_alone_as_long_as_it_says_and_a_fault_nobody_foresaw_ends_nothing()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, socket: true);
        await house.Slack.Sockets.OpenedAsync(2);
        house.Slack.Troubles.Next("apps.connections.open", Harness.FakeSlack.Trouble.TooMany(3));
        house.Slack.Troubles.Next("apps.connections.open", Harness.FakeSlack.Trouble.Json("""{"ok":true,"url":"ftp://127.0.0.1/socket"}"""));
        var began = TimeProvider.System.GetTimestamp();
        house.Slack.Sockets.KillAll();
        await house.Slack.Sockets.OpenedAsync(2);
        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromSeconds(3));
    }
}
