using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Chat;

public sealed class OutboxTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_edited_before_it_was_sent_is_sent_once_as_it_is_now(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "first");
        await Bench.ShowAsync(host, rita, "k", "second");
        await host.RunDueAsync();
        Assert.Equal("second", rita.LastMessage!.Words);
        Assert.Equal((1, 0), (host.Channel.Sends, host.Channel.Edits));
    }

    [Theory, OnPostgres]
    public async Task A_message_edited_while_the_sender_is_at_it_is_shown_as_it_is_now(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "first");
        var (read, sent, tries, editing) = (new TaskCompletionSource(), new TaskCompletionSource(), 0, Task.CompletedTask);
        host.App.Services.GetRequiredService<Bench.Meanwhile>().Act = () =>
        {
            if (tries++ > 0) return Task.CompletedTask;
            read.SetResult();
            return sent.Task;
        };
        host.Channel.Meanwhile = async _ =>
        {
            host.Channel.Meanwhile = null;
            editing = Task.Run(() => rita.TypesAsync("append second"));
            await read.Task;
        };
        await host.RunDueAsync();
        sent.SetResult();
        await editing;
        Assert.Equal((2, "first second"), (tries, rita.LastMessage!.Words));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Messages_to_one_person_keep_the_order_in_which_they_were_made(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        for (var i = 10; i < 40; i++) await Bench.ShowAsync(host, rita, $"k{i}", $"{i}");
        await host.RunDueAsync();
        Assert.Equal(Enumerable.Range(10, 30).Select(i => $"{i}"), rita.Chat.Select(m => m.Words));
    }

    [Theory]
    [OnSqlite(true, 1), OnSqlite(false, 2), OnPostgres(true, 1), OnPostgres(false, 2)]
    public async Task An_answer_that_never_came_is_looked_up_or_else_sent_once_more_and_recorded(Db kind, bool canLookUp, int copies)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.CanLookUp = canLookUp;
        host.Channel.Next(Trouble.AnswerLost);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.RunDueAsync();
        Assert.Equal(MessageState.Uncertain, (await RowAsync(host, "k")).State);

        await host.JumpAsync(TimeSpan.FromMinutes(2));
        var row = await RowAsync(host, "k");
        Assert.Equal((MessageState.Sent, !canLookUp), (row.State, row.WasUncertain));
        Assert.Equal(copies, rita.Chat.Count);
    }

    [Fact]
    public async Task A_message_lost_on_the_way_is_sent_again_without_a_doubt()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        host.Channel.Next(Trouble.LostOnTheWay);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Single(rita.Chat);
        Assert.False((await RowAsync(host, "k")).WasUncertain);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_throttled_team_waits_as_long_as_it_is_told_and_then_gets_everything(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var (rita, ralf) = (await host.RepAsync("Rita"), await host.RepAsync("Ralf"));
        host.Channel.Next(Trouble.Throttle, after: TimeSpan.FromSeconds(30), holdsTeam: true);
        await Bench.ShowAsync(host, rita, "a", "to Rita");
        await host.RunDueAsync();
        await Bench.ShowAsync(host, ralf, "b", "to Ralf");
        await host.JumpAsync(TimeSpan.FromSeconds(29));
        Assert.Empty(host.Channel.All);
        await host.JumpAsync(TimeSpan.FromSeconds(2));
        Assert.Equal(2, host.Channel.All.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Three_instances_share_one_pace(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        await using var second = await host.StartAnotherAsync(Bench.Adjust);
        await using var third = await host.StartAnotherAsync(Bench.Adjust);
        host.Channel.Pace = new Pace(5, TimeSpan.FromSeconds(1));
        var people = new List<Driver>();
        for (var i = 0; i < 10; i++) people.Add(await host.RepAsync($"Rep{i}"));
        foreach (var person in people)
            for (var i = 0; i < 3; i++) await Bench.ShowAsync(host, person, $"{person.PersonId}-{i}", $"{i}");

        var began = host.Clock.Now;
        while (host.Channel.All.Count < 30 && host.Clock.Now - began < TimeSpan.FromMinutes(1))
        {
            await Task.WhenAll(host.RunDueAsync(), second.RunDueAsync(), third.RunDueAsync());
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }
        Assert.Equal((30, 0), (host.Channel.All.Count, host.Channel.TooFast));
        var perSecond = host.Channel.All.GroupBy(m => (int)(m.SentAt - began).TotalSeconds).ToDictionary(g => g.Key, g => g.Count());
        Assert.All(perSecond, s => Assert.True(s.Value <= (s.Key == 0 ? 10 : 6), $"{s.Value} in second {s.Key}"));
        Assert.All(people, p => Assert.Equal(["0", "1", "2"], p.Chat.Select(m => m.Words)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dead_destination_switches_off_and_comes_back_when_the_person_does(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.Next(Trouble.Refuse, FaultKind.Destination);
        await Bench.ShowAsync(host, rita, "a", "refused");
        await host.RunDueAsync();
        await Bench.ShowAsync(host, rita, "b", "not even tried");
        await host.RunDueAsync();
        Assert.Equal((1, MessageState.GaveUp), (host.Channel.Sends, (await RowAsync(host, "b")).State));

        await rita.TypesAsync("note I am back");
        Assert.Equal("Noted: I am back", rita.LastMessage!.Words);
    }

    [Fact]
    public async Task A_message_that_was_deleted_on_the_platform_is_sent_anew_when_it_changes()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "first");
        await host.RunDueAsync();
        host.Channel.Delete(rita.LastMessage!.Reference);
        await Bench.ShowAsync(host, rita, "k", "second");
        await host.RunDueAsync();
        Assert.Equal("second", Assert.Single(rita.Chat).Words);
    }

    private static Task<OutgoingMessage> RowAsync(CoachHost host, string key) => host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Key == key));
}
