using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Chat;

/// <summary>What the sender does when something is in its way: nobody else waits for it, and nothing is lost or sent for ever.</summary>
public sealed class OutboxTroubleTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_has_no_address_yet_waits_and_goes_out_when_the_person_comes(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        host.Channel.CanReach = false;
        var ann = await ImportedAsync(host, "Ann");
        await Bench.ShowAsync(host, ann, "k", "welcome");
        await host.RunDueAsync();
        Assert.Equal(MessageState.Unreached, (await RowAsync(host, "k")).State);
        await host.JumpAsync(TimeSpan.FromDays(2));
        Assert.Equal((MessageState.Unreached, 0), ((await RowAsync(host, "k")).State, host.Channel.Sends));

        await host.DoAsync(s => s.GetRequiredService<Roster>().IntroduceAsync(ann.PersonId, new Address("fake", "T1", "ann"), host.Clock.Now));
        await host.RunDueAsync();
        Assert.Equal("welcome", Assert.Single(ann.Chat).Words);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_person_found_at_an_address_that_somebody_has_already_is_written_to_there(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var other = await host.RepAsync("Ann");
        var ann = await ImportedAsync(host, "Ann");
        host.Channel.ReachesUser = "ann";
        await Bench.ShowAsync(host, ann, "k", "welcome");
        await host.RunDueAsync();
        Assert.Equal("welcome", Assert.Single(other.Chat).Words);
        Assert.Equal(other.PersonId, await host.ReadAsync(db => db.Identities.Select(i => i.PersonId).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_slow_platform_counts_each_wait_from_its_own_answer(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var people = new List<Driver>();
        for (var i = 0; i < 20; i++) people.Add(await host.RepAsync($"Rep{i}"));
        foreach (var person in people) await Bench.ShowAsync(host, person, $"{person.PersonId}", "hello");
        var (calls, answered) = (0, false);
        host.Channel.Meanwhile = async _ =>
        {
            if (Interlocked.Increment(ref calls) % 8 == 0) host.Clock.Advance(TimeSpan.FromSeconds(30));
            if (calls != 8) return;
            host.Channel.Next(Trouble.Throttle, after: TimeSpan.FromMinutes(5));
            await Bench.ShowAsync(host, people[19], "click", "the answer to a click");
            answered = true;
        };
        var began = host.Clock.Now;
        await host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(began, default);
        Assert.True(answered);
        var late = await host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Why == "ratelimited"));
        Assert.True(late.NotBefore >= began.AddSeconds(330), $"{late.NotBefore:O} is counted from the start of the run");
        var answer = await RowAsync(host, "click");
        Assert.Equal(MessageState.Sent, answer.State);
        // The leases of the last ones began when they were tried: another instance has nothing to do.
        Assert.Equal(20, host.Channel.All.Count);
        Assert.False(await host.ReadAsync(db => db.OutgoingMessages.AnyAsync(m => m.WasUncertain)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_attempt_that_another_one_followed_records_nothing(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        await using var other = await host.StartAnotherAsync(Bench.Adjust);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "hello");
        host.Channel.Meanwhile = async _ =>
        {
            host.Channel.Meanwhile = null;
            host.Clock.Advance(TimeSpan.FromSeconds(61));
            await other.RunDueAsync();
            host.Channel.Next(Trouble.Refuse);
        };
        await host.RunDueAsync();
        Assert.Equal(MessageState.Sent, (await RowAsync(host, "k")).State);
        Assert.Single(rita.Chat);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_answer_that_never_comes_is_sent_once_more_and_then_given_up(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.CanLookUp = false;
        for (var i = 0; i < 20; i++) host.Channel.Next(Trouble.AnswerLost);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.JumpAsync(TimeSpan.FromHours(1));
        var row = await RowAsync(host, "k");
        Assert.Equal((MessageState.GaveUp, true, "no answer, as the test asked"), (row.State, row.WasUncertain, row.Why));
        Assert.Equal(2, rita.Chat.Count);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_that_makes_us_fail_is_given_up_and_the_others_go_out(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        host.ToleratesFaults = true;
        var (rita, tom, una) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"), await host.RepAsync("Una"));
        await Bench.ShowAsync(host, rita, "unreadable", "hello");
        await host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().OutgoingMessages.SingleAsync()).Content = "{ no message");
        await Bench.ShowAsync(host, tom, "throws", "hello");
        await Bench.ShowAsync(host, una, "fine", "hello");
        host.Channel.Meanwhile = to => to.User == "tom" ? throw new InvalidOperationException("as the test asked") : Task.CompletedTask;
        await host.RunDueAsync();
        Assert.Single(una.Chat);
        Assert.Equal([MessageState.GaveUp, MessageState.GaveUp], [(await RowAsync(host, "unreadable")).State, (await RowAsync(host, "throws")).State]);
        Assert.Equal("as the test asked", (await RowAsync(host, "throws")).Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_platform_took_is_recorded_although_the_host_is_stopping(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        await Bench.ShowAsync(host, rita, "a", "hello");
        using var stop = new CancellationTokenSource();
        host.Channel.Meanwhile = async _ =>
        {
            await Bench.ShowAsync(host, tom, "b", "waits for the next start");
            await stop.CancelAsync();
        };
        await host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(host.Clock.Now, stop.Token);
        Assert.Equal([MessageState.Sent, MessageState.Waiting], [(await RowAsync(host, "a")).State, (await RowAsync(host, "b")).State]);
    }

    [Theory, OnPostgres]
    public async Task What_the_platform_took_is_recorded_when_the_database_comes_back(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var there = new Npgsql.NpgsqlConnectionStringBuilder(host.Database.ConnectionString);
        await using var wire = new CuttableWire(there.Host!, there.Port);
        await using var far = await host.StartBehindAsync(wire, Bench.Adjust);
        await Bench.ShowAsync(host, rita, "k", "hello");
        Task? mending = null;
        host.Channel.Meanwhile = to =>
        {
            wire.Cut();
            mending = Task.Run(async () =>
            {
                await wire.RefusesAsync(1);
                wire.Mend();
            });
            return Task.CompletedTask;
        };
        await far.RunDueAsync();
        await mending!;
        Assert.Equal(MessageState.Sent, (await RowAsync(host, "k")).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_retry_keeps_the_order_of_a_conversation(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.Next(Trouble.Throttle, after: TimeSpan.FromSeconds(10));
        await Bench.ShowAsync(host, rita, "a", "first");
        await Bench.ShowAsync(host, rita, "b", "second");
        await host.RunDueAsync();
        Assert.Empty(rita.Chat);
        await host.JumpAsync(TimeSpan.FromSeconds(11));
        Assert.Equal(["first", "second"], rita.Chat.Select(m => m.Words));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_that_was_given_up_is_tried_again_when_it_is_shown_again(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        host.Channel.Next(Trouble.Refuse, FaultKind.Destination);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.RunDueAsync();
        Assert.Equal(MessageState.GaveUp, (await RowAsync(host, "k")).State);
        await rita.TypesAsync("note back");
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.RunDueAsync();
        Assert.Equal(["Noted: back", "hello"], rita.Chat.Select(m => m.Words));
    }

    [Theory]
    [OnSqlite(FaultKind.Token), OnPostgres(FaultKind.Token), OnSqlite(FaultKind.Scope)]
    public async Task A_fault_of_the_installation_holds_the_team_and_switches_nobody_off(Db kind, FaultKind fault)
    {
        await using var host = await Bench.StartAsync(kind);
        var (rita, tom) = (await host.RepAsync("Rita"), await host.RepAsync("Tom"));
        host.Channel.Next(Trouble.Refuse, fault);
        await Bench.ShowAsync(host, rita, "a", "to Rita");
        await host.RunDueAsync();
        await Bench.ShowAsync(host, tom, "b", "to Tom");
        await host.JumpAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(1, host.Channel.Sends);
        await host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal((1, 1), (rita.Chat.Count, tom.Chat.Count));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_long_backlog_is_put_off_once_and_an_answer_overtakes_it(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        host.Clock.Advance(TimeSpan.FromHours(2)); // they are at work: briefs wait for that
        host.Channel.Pace = new Pace(5, TimeSpan.Zero);
        var people = new List<Driver>();
        for (var i = 0; i < 30; i++) people.Add(await host.RepAsync($"Rep{i}"));
        foreach (var person in people) await Bench.ShowAsync(host, person, $"{person.PersonId}", "brief", Lane.Brief);
        await host.RunDueAsync();
        var places = await PlacesAsync(host);
        Assert.Equal(places.Count, places.Values.Distinct().Count());
        Assert.True(places.Count >= 20);

        await Bench.ShowAsync(host, people[29], "click", "answer");
        await host.JumpAsync(TimeSpan.FromSeconds(1));
        Assert.Contains(people[29].Chat, m => m.Words == "answer");
        var still = (await PlacesAsync(host)).Where(p => p.Value > host.Clock.Now.AddSeconds(1)).ToList();
        Assert.True(still.Count(p => places[p.Key] != p.Value) <= 1, "rows that were not due were written again");
        await host.JumpAsync(TimeSpan.FromSeconds(9));
        Assert.All(people, p => Assert.Contains(p.Chat, m => m.Words == "brief"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_due_at_once_is_so_for_an_instance_whose_clock_is_a_little_behind(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "k", "hello");
        await host.App.Services.GetRequiredService<OutboxSender>().RunDueAsync(host.Clock.Now.AddSeconds(-4), default);
        Assert.Single(rita.Chat);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_playground_s_chat_is_not_written_to_any_more_once_there_is_a_real_channel(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DoAsync(s => s.GetRequiredService<Roster>().IntroduceAsync(rita.PersonId, new Address("web", "T1", "rita"), host.Clock.Now.AddDays(1)));
        host.Channel.IsReal = true;
        await using var real = await host.StartAnotherAsync(Bench.Adjust);
        await Bench.ShowAsync(host, rita, "k", "hello");
        await real.RunDueAsync();
        Assert.Single(rita.Chat);
    }

    private static Task<Dictionary<Guid, DateTimeOffset>> PlacesAsync(CoachHost host) => host.ReadAsync(db =>
        db.OutgoingMessages.Where(m => m.NotBefore != null).ToDictionaryAsync(m => m.Id, m => m.NotBefore!.Value));

    /// <summary>A person whom an import brought, without any address.</summary>
    private static async Task<Driver> ImportedAsync(CoachHost host, string name)
    {
        var person = new Person { WorkspaceId = host.WorkspaceId, Id = Guid.CreateVersion7(), Name = name, CreatedAt = host.Clock.Now };
        await host.DoAsync(s => Task.FromResult(s.GetRequiredService<BotCoachDb>().People.Add(person)));
        return new Driver(host, person.Id, new Caller("fake", "T1", name.ToLowerInvariant()));
    }

    private static Task<OutgoingMessage> RowAsync(CoachHost host, string key) => host.ReadAsync(db => db.OutgoingMessages.SingleAsync(m => m.Key == key));
}
