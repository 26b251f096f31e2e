using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Chat;

/// <summary>Many messages claimed, sent and recorded at once: each is as it would be alone.</summary>
public sealed class OutboxBatchTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_sender_that_died_had_claimed_is_looked_up_when_its_lease_ran_out_and_sent_where_it_is_not(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var people = await TeamAsync(host, 6);
        foreach (var person in people) await Bench.ShowAsync(host, person, $"{person.PersonId}", "hello");
        var claims = await TakeAsync(host, 4);
        Assert.Equal(4, claims.Count);
        // the platform took two of them before the sender died
        foreach (var claim in claims.Take(2)) await host.Channel.SendAsync(claim.To!, Message.FromJson(claim.Message.Content), claim.Delivery, default);
        await host.RunDueAsync();
        Assert.Equal(4, host.Channel.All.Count);

        await host.JumpAsync(TimeSpan.FromSeconds(59));
        Assert.Equal((4, 0), (host.Channel.All.Count, host.Channel.LookUps));
        await host.JumpAsync(TimeSpan.FromSeconds(2));
        Assert.Equal((6, 4), (host.Channel.All.Count, host.Channel.LookUps));
        Assert.All(people, p => Assert.Equal("hello", Assert.Single(p.Chat).Words));
        Assert.All(await RowsAsync(host), r => Assert.Equal((MessageState.Sent, false), (r.State, r.WasUncertain)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_on_its_way_is_not_withdrawn(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await Bench.ShowAsync(host, rita, "brief:1", "on its way");
        host.Channel.Meanwhile = _ =>
        {
            host.Channel.Meanwhile = null;
            return host.DoAsync(s => s.GetRequiredService<Outbox>().WithdrawAsync([rita.PersonId], "brief:", "overtaken"));
        };
        await host.RunDueAsync();
        var row = Assert.Single(await RowsAsync(host));
        Assert.Equal((MessageState.Sent, rita.LastMessage!.Reference), (row.State, row.Reference));
    }

    [Fact]
    public async Task One_that_cannot_be_recorded_holds_up_no_other_of_its_lot()
    {
        var recorded = new List<int>();
        var lots = new Lots<int>(async lot =>
        {
            await Task.Yield();
            if (lot.Contains(3)) throw new InvalidOperationException("as the test asked");
            recorded.AddRange(lot);
        });
        List<Task> done = [.. Enumerable.Range(0, 8).Select(lots.AddAsync)];
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.WhenAll(done));
        Assert.Equal("as the test asked", fault.Message);
        Assert.Equal([0, 1, 2, 4, 5, 6, 7], recorded.Order());
        Assert.Equal([done[3]], done.Where(d => d.IsFaulted));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Hundreds_at_once_with_troubles_among_them_go_out_each_once_and_in_order(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        await using var other = await host.StartAnotherAsync(Bench.Adjust);
        var people = await TeamAsync(host, 100);
        foreach (var words in (string[])["first", "second", "third"])
            foreach (var person in people) await Bench.ShowAsync(host, person, $"{words}:{person.PersonId}", words);
        for (var i = 0; i < 10; i++) host.Channel.Next(i % 2 == 0 ? Trouble.Throttle : Trouble.AnswerLost);
        while (host.Channel.All.Count < 300 && host.Channel.Sends < 1_000)
        {
            await Task.WhenAll(host.RunDueAsync(), other.RunDueAsync());
            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        await host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.All(await RowsAsync(host), r => Assert.Equal((MessageState.Sent, false, null, 0), (r.State, r.WasUncertain, r.NotBefore, r.Attempts)));
        Assert.All(people, p => Assert.Equal(["first", "second", "third"], p.Chat.Select(m => m.Words)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_message_that_is_edited_while_its_batch_is_away_is_shown_as_it_is_now_and_the_others_are_done(Db kind)
    {
        await using var host = await Bench.StartAsync(kind);
        var people = await TeamAsync(host, 5);
        foreach (var person in people) await Bench.ShowAsync(host, person, $"{person.PersonId}", "hello");
        var claims = await TakeAsync(host, 5);
        await Bench.ShowAsync(host, people[2], $"{people[2].PersonId}", "hello again");
        await RecordAsync(host, claims);
        var rows = (await RowsAsync(host)).ToDictionary(r => r.PersonId);
        foreach (var person in people)
            Assert.Equal(person == people[2] ? (MessageState.Waiting, 2, 1, true) : (MessageState.Sent, 1, 1, false),
                (rows[person.PersonId].State, rows[person.PersonId].Revision, rows[person.PersonId].SentRevision, rows[person.PersonId].NotBefore is not null));
        Assert.All(rows.Values, r => Assert.Equal($"ref-{r.Id:N}", r.Reference));
    }

    private static async Task<List<Driver>> TeamAsync(CoachHost host, int many)
    {
        var people = new List<Driver>();
        for (var i = 0; i < many; i++) people.Add(await host.RepAsync($"Rep{i}"));
        return people;
    }

    private static async Task<IReadOnlyList<OutboxClaim>> TakeAsync(CoachHost host, int most)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<OutboxClaims>().TakeAsync(host.Clock.Now, most, default))!;
    }

    private static async Task RecordAsync(CoachHost host, IReadOnlyList<OutboxClaim> claims)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<OutboxRecords>().RecordAsync([.. claims.Select(c => new Attempt(c, new Outcome(new Sent($"ref-{c.Delivery.Id}")), host.Clock.Now))], default);
    }

    private static Task<List<OutgoingMessage>> RowsAsync(CoachHost host) => host.ReadAsync(db => db.OutgoingMessages.AsNoTracking().ToListAsync());
}
