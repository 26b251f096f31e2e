using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Chat;

/// <summary>A platform that is away for hours, or for good, or slow.</summary>
public sealed class OutboxOutageTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_outage_of_a_day_loses_nothing_and_ends_ten_minutes_after_it_is_over(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.Always(Trouble.Throttle);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Empty(rita.Chat);
        host.Channel.Always(null);
        await host.JumpAsync(TimeSpan.FromMinutes(10));
        Assert.Equal("hello", Assert.Single(rita.Chat).Words);
    }

    [Theory]
    [InlineData(Trouble.Throttle, "ratelimited")]
    [InlineData(Trouble.LostOnTheWay, "no answer, as the test asked")]
    public async Task What_no_attempt_gets_through_in_three_days_is_given_up_with_its_reason(Trouble trouble, string why)
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        host.Channel.Always(trouble);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.JumpAsync(TimeSpan.FromDays(2.9));
        Assert.NotEqual(MessageState.GaveUp, (await RowAsync(host, "k")).State);
        await host.JumpAsync(TimeSpan.FromHours(4));
        var row = await RowAsync(host, "k");
        Assert.Equal((MessageState.GaveUp, why), (row.State, row.Why));
    }

    [Fact]
    public async Task A_message_of_last_week_is_edited_as_patiently_as_a_new_one_is_sent()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.RunDueAsync();
        host.Clock.Advance(TimeSpan.FromDays(7));
        host.Channel.Next(Trouble.Throttle);
        await Bench.ShowAsync(host, rita, "k", "hello again");
        await host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("hello again", Assert.Single(rita.Chat).Words);
    }

    [Fact]
    public async Task A_message_that_was_given_up_is_tried_as_patiently_as_a_new_one_when_it_changes()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        host.Channel.Next(Trouble.Refuse, FaultKind.OurBug);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.RunDueAsync();
        Assert.Equal(MessageState.GaveUp, (await RowAsync(host, "k")).State);
        host.Clock.Advance(TimeSpan.FromDays(5));
        host.Channel.Next(Trouble.Throttle);
        await Bench.ShowAsync(host, rita, "k", "hello again");
        await host.JumpAsync(TimeSpan.FromMinutes(1));
        Assert.Equal("hello again", Assert.Single(rita.Chat).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_chat_that_hangs_keeps_nobody_else_waiting(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var (rita, sam) = (await host.RepAsync("Rita"), await host.RepAsync("Sam"));
        var hang = new TaskCompletionSource();
        host.Channel.Meanwhile = async to =>
        {
            if (to.User != rita.Caller.User) return;
            await Bench.ShowAsync(host, sam, "s", "not held up");
            await hang.Task;
        };
        host.Channel.Taken = () => hang.TrySetResult();
        await Bench.ShowAsync(host, rita, "r", "hanging");
        await host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(host.Clock.Now, default).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(["not held up", "hanging"], host.Channel.All.Select(m => m.Words));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_follows_a_message_that_took_long_keeps_its_distance_from_when_that_arrived(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.Pace = new Pace(100, TimeSpan.FromSeconds(1));
        var slow = TimeSpan.FromSeconds(0.9);
        host.Channel.Meanwhile = _ =>
        {
            host.Clock.Advance(slow);
            slow = TimeSpan.Zero;
            return Task.CompletedTask;
        };
        await Bench.ShowAsync(host, rita, "a", "first");
        await Bench.ShowAsync(host, rita, "b", "second");
        await host.JumpAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((2, 0), (rita.Chat.Count, host.Channel.TooFast));
    }

    private static Task<OutgoingMessage> RowAsync(CoachHost host, string key) => host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Key == key));
}
