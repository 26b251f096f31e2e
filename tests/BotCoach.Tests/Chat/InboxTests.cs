using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BotCoach.Tests.Chat;

public sealed class InboxTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_repeated_delivery_acts_once_and_gets_the_same_reply(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("note milk");
        await rita.RepeatsAsync();
        Assert.Single(rita.Chat);

        var first = await rita.TypesAsync("note well milk");
        Assert.Equal(first.ToJson(), (await rita.RepeatsAsync()).ToJson());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_delivery_in_two_instances_at_once_acts_once(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        await using var other = await host.StartAnotherAsync(Bench.Adjust);
        var rita = await host.RepAsync("Rita");
        for (var i = 0; i < 20; i++)
        {
            var typed = new CommandTyped($"at-once-{i}", rita.Caller, $"note {i}");
            var replies = await Task.WhenAll(
                host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(typed, default),
                other.App.Services.GetRequiredService<IInbox>().ReceiveAsync(typed, default));
            Assert.Equal(replies[0].ToJson(), replies[1].ToJson());
        }
        await host.RunDueAsync();
        Assert.Equal(20, rita.Chat.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_fault_is_rolled_back_whole_and_every_duplicate_gets_its_apology(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        host.ToleratesFaults = true;
        var rita = await host.RepAsync("Rita");
        var apology = await rita.TypesAsync("fail now");

        Assert.Contains("nothing was changed", ((Say)apology).Message.Words);
        Assert.Equal(0, await host.ReadAsync(db => db.OutgoingMessages.CountAsync()));
        Assert.Equal(apology.ToJson(), (await rita.RepeatsAsync()).ToJson());
    }

    [Fact]
    public async Task A_fault_behind_a_form_is_said_in_the_form_and_what_was_written_stays()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        host.ToleratesFaults = true;
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("form");
        var errors = Assert.IsType<FormErrors>(await rita.FillsAsync(("words", "Much that I wrote")));
        Assert.Contains("nothing was changed", errors.Errors[""]);
        Assert.NotNull(rita.Form);
    }

    [Theory, OnPostgres]
    public async Task Two_who_change_the_same_thing_at_once_both_get_through(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "first");
        var (meanwhile, times) = (host.App.Services.GetRequiredService<Bench.Meanwhile>(), 0);
        meanwhile.Act = () => times++ == 0 ? Bench.ShowAsync(host, rita, "k", "first second") : Task.CompletedTask;
        await rita.TypesAsync("append third");
        Assert.Equal((2, "first second third"), (times, rita.LastMessage!.Words));
    }

    [Fact]
    public async Task Opening_a_form_leaves_no_mark()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("note I am here");
        Assert.IsType<OpenForm>(await rita.TypesAsync("form"));
        Assert.Equal(1, await host.ReadAsync(db => db.SeenInbounds.CountAsync()));
    }

    [Fact]
    public async Task Asking_for_options_or_how_a_card_looks_leaves_no_mark()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.FindsAsync("deal.find", "ac");
        await host.ReceiveAsync(new CardRefreshed("refresh", rita.Caller, "deal.card", "x"));
        Assert.Equal(0, await host.ReadAsync(db => db.SeenInbounds.CountAsync()));
    }

    [Fact]
    public async Task The_longest_command_wins_and_its_words_follow()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("/coach  Note   well the milk");
        rita.Sees("Well noted: the milk");
        await rita.TypesAsync("note the milk");
        rita.Sees("Noted: the milk");
    }

    [Fact]
    public async Task An_old_button_says_that_it_is_old()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        var reply = await host.ReceiveAsync(new ButtonPressed("p1", rita.Caller, "gone.long-ago", "1"));
        Assert.Contains("older version", ((Say)reply).Message.Words);
    }

    [Fact]
    public async Task A_guest_is_nobody_and_a_stranger_becomes_a_rep()
    {
        await using var host = await Bench.StartAsync(Db.Sqlite);
        await host.AdminAsync("Ada");
        Assert.Contains("not to guests", ((Say)await host.Stranger("gus", guest: true).TypesAsync("note x")).Message.Words);
        await host.Stranger("sven").TypesAsync("note x");
        var people = await host.ReadAsync(db => db.People.ToListAsync());
        Assert.Equal(["Ada", "sven"], people.Select(p => p.Name).Order());
        Assert.Equal(Role.Rep, people.Single(p => p.Name == "sven").Role);
    }

    [Theory, OnPostgres]
    public async Task A_lost_database_is_said_to_be_lost_and_nothing_is_when_it_comes_back(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var there = new NpgsqlConnectionStringBuilder(host.Database.ConnectionString);
        await using var wire = new CuttableWire(there.Host!, there.Port);
        await using var far = await host.StartBehindAsync(wire, Bench.Adjust);
        await Bench.ShowAsync(host, rita, "waiting", "waits for the database");

        wire.Cut();
        await Assert.ThrowsAsync<HostUnavailableException>(() => Receive(far, new CommandTyped("lost", rita.Caller, "note lost")));
        await Assert.ThrowsAsync<HostUnavailableException>(() => far.App.Services.GetRequiredService<IChannelNotes>().PutAsync("one", "a", "note", default));
        using var http = new HttpClient { BaseAddress = far.Url };
        var ready = await http.GetAsync("/health/ready");
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Equal("The database does not answer.", await ready.Content.ReadAsStringAsync());
        Assert.Equal(200, (int)(await http.GetAsync("/health/live")).StatusCode);

        wire.Mend();
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        await Receive(far, new CommandTyped("lost", rita.Caller, "note lost"));
        await far.RunDueAsync();
        Assert.Equal(["Noted: lost", "waits for the database"], rita.Chat.Select(m => m.Words).Order());
    }

    private static Task<Reply> Receive(CoachHost host, Inbound inbound) => host.App.Services.GetRequiredService<IInbox>().ReceiveAsync(inbound, default);
}
