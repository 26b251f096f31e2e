using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Delivery = BotCoach.Channels.Delivery;
using Trouble = BotCoach.Tests.Harness.FakeSlack.Trouble;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>Tokens that run out: a refresh token works once, so what Slack gave for it must not be lost, and nothing waits longer than it must.</summary>
public sealed class SlackTokenTests
{
    private static readonly TimeSpan UntilItRunsOut = TimeSpan.FromHours(12);

    [Fact]
    public async Task A_new_token_is_used_and_stored_though_the_database_was_away_when_Slack_gave_it()
    {
        await using var house = await RotatingAsync();
        var notes = house.Host.App.Services.GetRequiredService<HinderedNotes>();
        house.Clock.Advance(UntilItRunsOut);
        var (asked, held) = Hold(house, "oauth.v2.access");
        var token = Tokens(house.Host).OfAsync(house.Team.Id, default);
        await asked;
        notes.Refuse();
        held.SetResult();
        IsNewest(house, await token);
        IsNewest(house, await Tokens(house.Host).HeldAsync(house.Team.Id, default));
        notes.Before = null;
        await house.Host.App.Services.GetRequiredService<Afterwards>().QuietAsync();
        await using var other = await house.StartAnotherAsync();
        IsNewest(house, await Tokens(other).OfAsync(house.Team.Id, default));
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
    }

    [Fact]
    public async Task A_new_token_is_stored_though_whoever_wanted_it_went_away()
    {
        await using var house = await RotatingAsync();
        house.Clock.Advance(UntilItRunsOut);
        var (asked, held) = Hold(house, "oauth.v2.access");
        using var impatience = new CancellationTokenSource();
        var token = Tokens(house.Host).OfAsync(house.Team.Id, impatience.Token);
        await asked;
        await impatience.CancelAsync();
        held.SetResult();
        IsNewest(house, await token);
        await using var other = await house.StartAnotherAsync();
        IsNewest(house, await Tokens(other).OfAsync(house.Team.Id, default));
    }

    [Fact]
    public async Task A_new_token_that_got_lost_on_its_way_is_asked_for_once_more_at_once()
    {
        await using var house = await RotatingAsync();
        house.Slack.App.RefreshGrace = TimeSpan.FromSeconds(10);
        house.Clock.Advance(UntilItRunsOut);
        house.Slack.Troubles.Next("oauth.v2.access", Trouble.CutAfter);
        IsNewest(house, await Tokens(house.Host).OfAsync(house.Team.Id, default));
    }

    [Fact]
    public async Task An_app_that_is_removed_while_its_token_is_exchanged_stays_removed()
    {
        await using var house = await RotatingAsync();
        house.Clock.Advance(UntilItRunsOut);
        var (asked, held) = Hold(house, "oauth.v2.access");
        var token = Tokens(house.Host).OfAsync(house.Team.Id, default);
        await asked;
        await house.Sender.UninstallAsync(house.Team);
        held.SetResult();
        Assert.Null(await token);
        Assert.Null(await Tokens(house.Host).OfAsync(house.Team.Id, default));
        Assert.Equal(0, await house.ReadAsync(db => db.ChannelNotes.CountAsync(n => n.Key.StartsWith("token/"))));
    }

    [Fact]
    public async Task An_app_that_is_installed_again_while_its_token_is_exchanged_keeps_the_later_one()
    {
        await using var house = await RotatingAsync();
        house.Clock.Advance(UntilItRunsOut);
        var (asked, held) = Hold(house, "oauth.v2.access");
        var token = Tokens(house.Host).OfAsync(house.Team.Id, default);
        await asked;
        await SlackInstallTests.InstallAsync(house, house.Slack.Installer);
        held.SetResult();
        IsNewest(house, await token);
        IsNewest(house, await Tokens(house.Host).OfAsync(house.Team.Id, default));
    }

    [Fact]
    public async Task A_message_waits_for_the_token_that_another_instance_is_exchanging()
    {
        await using var house = await RotatingAsync(Db.Postgres);
        await using var other = await house.StartAnotherAsync();
        house.Clock.Advance(UntilItRunsOut);
        var (asked, held) = Hold(house, "oauth.v2.access");
        var exchanging = Tokens(other).OfAsync(house.Team.Id, default);
        await asked;
        var looks = 0;
        house.Host.App.Services.GetRequiredService<HinderedNotes>().Before = (verb, _) =>
        {
            if (verb == "get" && ++looks == 3) held.TrySetResult();
        };
        Assert.IsType<Sent>(await SendAsync(house));
        IsNewest(house, await exchanging);
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
    }

    [Fact]
    public async Task A_token_that_is_not_exchanged_yet_holds_its_message_and_not_its_company()
    {
        await using var house = await RotatingAsync();
        house.Clock.Advance(UntilItRunsOut);
        for (var i = 0; i < 2; i++) house.Slack.Troubles.Next("oauth.v2.access", Trouble.Status(503));
        Assert.False(Assert.IsType<TryAgain>(await SendAsync(house)).HoldsTeam);
        Assert.IsType<TryAgain>(await SendAsync(house));
        Assert.Equal(3, house.Slack.CallsOf("oauth.v2.access").Count);
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<Sent>(await SendAsync(house));
    }

    [Fact]
    public async Task A_token_that_nothing_is_given_for_any_more_is_the_companys_matter()
    {
        await using var house = await RotatingAsync();
        house.Clock.Advance(UntilItRunsOut);
        house.Slack.Troubles.Next("oauth.v2.access", Trouble.Says("invalid_refresh_token"));
        foreach (var _ in (int[])[1, 2])
        {
            Assert.Equal(FaultKind.Token, Assert.IsType<GaveUp>(await SendAsync(house)).Kind);
            house.Clock.Advance(TimeSpan.FromHours(1));
        }
        Assert.Equal(2, house.Slack.CallsOf("oauth.v2.access").Count);
        await SlackInstallTests.InstallAsync(house, house.Slack.Installer);
        Assert.IsType<Sent>(await SendAsync(house));
    }

    // Looked at once the other is there.
    private static void IsNewest(SlackHouse house, string? token) => Assert.Equal(house.Team.BotToken, token);

    /// <summary>Installed by Nora, with tokens that live twelve hours.</summary>
    private static async Task<SlackHouse> RotatingAsync(Db kind = Db.Sqlite)
    {
        var house = await SlackHouse.InstallableAsync(kind, HinderedNotes.In);
        house.Slack.App.RotatesTokens = true;
        await SlackInstallTests.InstallAsync(house, house.Team.AddUser("Nora North"));
        return house;
    }

    /// <summary>The next call of this method is taken, and answered when the test says so.</summary>
    private static (Task Asked, TaskCompletionSource Held) Hold(SlackHouse house, string method)
    {
        var (asked, held) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        house.Slack.Troubles.Whim = call => call.Method == method && asked.TrySetResult() ? Trouble.AnsweredAfter(held.Task) : null;
        return (asked.Task, held);
    }

    private static Task<SendResult> SendAsync(SlackHouse house)
    {
        var channel = house.Host.App.Services.GetServices<IChannel>().Single(c => c.Name == "slack");
        var to = new Address("slack", house.Team.Id, house.Slack.Installer!.Id);
        return channel.SendAsync(to, Message.Say("Hello"), new Delivery(Guid.NewGuid().ToString()), default);
    }

    private static SlackTokens Tokens(CoachHost host) => host.App.Services.GetRequiredService<SlackTokens>();
}
