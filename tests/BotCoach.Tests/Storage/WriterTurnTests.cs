using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Storage;

public sealed class WriterTurnTests
{
    [Fact]
    public async Task Turns_are_given_in_the_order_in_which_they_were_asked_for()
    {
        var turn = new WriterTurn();
        await turn.TakeAsync(default);
        var order = new List<int>();
        var waiting = Enumerable.Range(1, 5).Select(async i =>
        {
            await turn.TakeAsync(default);
            lock (order) order.Add(i);
            turn.Release();
        }).ToList();
        turn.Release();
        await Task.WhenAll(waiting);
        Assert.Equal([1, 2, 3, 4, 5], order);
    }

    [Theory, OnSqlite]
    public async Task A_click_knocks_and_who_writes_for_long_rests_for_it_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ann = await host.RepAsync("Ann");
        var rest = await host.ReadAsync(db => Task.FromResult(new WriterRest(db, host.Clock)));
        Assert.True(rest.TakeAsync(default).IsCompleted);
        await ann.TypesAsync("help");
        var resting = rest.TakeAsync(default);
        Assert.False(resting.IsCompleted);
        await resting;
        Assert.True(rest.TakeAsync(default).IsCompleted);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_queue()
    {
        var turn = new WriterTurn();
        await turn.TakeAsync(default);
        using var cancel = new CancellationTokenSource();
        var gaveUp = turn.TakeAsync(cancel.Token);
        var next = turn.TakeAsync(default);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gaveUp);
        Assert.False(next.IsCompleted);
        turn.Release();
        await next;
    }

    [Fact]
    public async Task A_click_gets_in_between_two_chunks_of_an_import_that_never_pauses()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var (stop, chunks, begun) = (false, 0, new TaskCompletionSource());
        var import = Task.Run(async () =>
        {
            var db = database.Open();
            while (!Volatile.Read(ref stop))
            {
                await WriteAsync(db, $"import {chunks++}");
                begun.TrySetResult();
            }
        });
        await begun.Task;
        var clicks = 0;
        for (; clicks < 20; clicks++) await WriteAsync(database.Open(), $"click {clicks}");
        // The import went on between them too, however late the machine gets round to it.
        var before = Volatile.Read(ref chunks);
        using var tooLong = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (; Volatile.Read(ref chunks) <= before + 1 && !tooLong.IsCancellationRequested; clicks++)
            await WriteAsync(database.Open(), $"click {clicks}");
        var during = Volatile.Read(ref chunks);
        Volatile.Write(ref stop, true);
        await import;
        Assert.True(during > before + 1, "the import stood still while clicks were written");
        Assert.Equal(clicks, await database.Open().HostSettings.CountAsync(s => s.Key.StartsWith("click")));
    }

    [Fact]
    public async Task A_transaction_that_is_dropped_without_a_word_gives_its_turn_back()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var db = database.Open();
        await using (await db.Database.BeginTransactionAsync()) { }
        await WriteAsync(database.Open(), "after").WaitAsync(TimeSpan.FromSeconds(20));
        var failing = database.Open();
        failing.HostSettings.Add(new HostSetting { Key = "after", Value = "twice" });
        await Assert.ThrowsAsync<DbUpdateException>(() => failing.SaveChangesAsync());
        await WriteAsync(database.Open(), "and after").WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_transaction_that_cannot_begin_gives_its_turn_back()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var db = database.Open();
        await db.Database.OpenConnectionAsync();
        await db.Database.ExecuteSqlRawAsync("begin");
        await Assert.ThrowsAnyAsync<Exception>(() => db.Database.BeginTransactionAsync());
        await db.Database.ExecuteSqlRawAsync("rollback");
        await WriteAsync(database.Open(), "after").WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_page_that_is_closed_while_it_waits_for_its_turn_stops_nobody()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var holding = await database.Open().Database.BeginTransactionAsync();
        using var closed = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 20).Select(_ => database.Open().Database.BeginTransactionAsync(closed.Token)).ToList();
        await Task.WhenAll(closed.CancelAsync(), holding.DisposeAsync().AsTask());
        foreach (var one in waiting)
        {
            try { await (await one).DisposeAsync(); }
            catch (OperationCanceledException) { }
        }
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new WriterTurn().TakeAsync(closed.Token));
        await WriteAsync(database.Open(), "after").WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Waiting_too_long_for_a_turn_is_a_database_out_of_reach() =>
        Assert.True(DbFaults.IsLostConnection(new InvalidOperationException("", new TimeoutException())));

    [Fact]
    public async Task Only_a_row_that_is_there_already_is_a_clash()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var db = database.Open();
        await WriteAsync(db, "one");
        Assert.True(DbFaults.IsClash(await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("insert into host_setting (key, value) values ('one', '')"))));
        Assert.False(DbFaults.IsClash(await Assert.ThrowsAnyAsync<Exception>(() => db.Database.ExecuteSqlRawAsync("insert into host_setting (key) values ('two')"))));
    }

    private static async Task WriteAsync(BotCoachDb db, string key)
    {
        db.HostSettings.Add(new HostSetting { Key = key, Value = "" });
        await db.SaveChangesAsync();
    }
}
