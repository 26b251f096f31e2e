using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Delivery = BotCoach.Channels.Delivery;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The token that is set: whose it is, Slack says.</summary>
public sealed class SlackStartTests
{
    [Fact]
    public async Task Nobody_is_answered_with_a_token_before_Slack_said_whose_it_is()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, introduce: false);
        var rita = house.Team.AddUser("Rita");
        house.Slack.Troubles.Next("auth.test", Trouble.Status(503));
        Assert.IsType<TryAgain>(await SendAsync(house, house.Team.Id, rita.Id));
        Assert.IsType<GaveUp>(await SendAsync(house, "T0OTHER", rita.Id));
        Assert.Empty(house.Slack.CallsOf("chat.postMessage"));
        Assert.IsType<Sent>(await SendAsync(house, house.Team.Id, rita.Id));
        // It is known for good now: an instance that cannot ask opens forms too.
        await using var other = await house.StartAnotherAsync();
        Assert.Equal(house.Team.BotToken, await other.App.Services.GetRequiredService<SlackTokens>().HeldAsync(house.Team.Id, default));
        Assert.Null(await other.App.Services.GetRequiredService<SlackTokens>().HeldAsync("T0OTHER", default));
        Assert.Equal(2, house.Slack.CallsOf("auth.test").Count);
    }

    [Fact]
    public async Task A_look_that_fails_is_not_the_last()
    {
        await using var house = await SlackHouse.EmptyAsync(Db.Sqlite, introduce: false, adjust: HinderedNotes.In);
        var (tries, again) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        house.Host.App.Services.GetRequiredService<HinderedNotes>().Before = (verb, _) =>
        {
            if (verb != "put") return;
            if (++tries == 1) throw new InvalidOperationException("Nobody foresaw it.");
            again.TrySetResult();
        };
        var start = house.Host.App.Services.GetRequiredService<SlackStart>();
        await start.StartAsync(default);
        await again.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await start.StopAsync(default);
    }

    private static Task<SendResult> SendAsync(SlackHouse house, string team, string user) =>
        house.Host.App.Services.GetServices<IChannel>().Single(c => c.Name == "slack").SendAsync(new Address("slack", team, user), Message.Say("Hello"), new Delivery(Guid.NewGuid().ToString()), default);
}
