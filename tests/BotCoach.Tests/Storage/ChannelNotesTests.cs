using BotCoach.Channels;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Storage;

public sealed class ChannelNotesTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_is_written_replaced_and_read_by_its_channel_alone(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var notes = database.Services.GetRequiredService<IChannelNotes>();
        await notes.PutAsync("one", "a", "first", default);
        await notes.PutAsync("one", "a", "second", default);
        Assert.Equal("second", await notes.GetAsync("one", "a", default));
        Assert.Null(await notes.GetAsync("two", "a", default));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_the_first_of_many_that_add_at_once_has_added(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var notes = database.Services.GetRequiredService<IChannelNotes>();
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => notes.AddAsync("one", "a", $"{i}", null, default))));
        Assert.Single(added, true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_list_holds_the_newest_of_a_prefix_in_the_order_of_their_keys_or_those_after_one(Db kind)
    {
        await using var database = await Databases.NewAsync(kind);
        var notes = database.Services.GetRequiredService<IChannelNotes>();
        foreach (var key in (string[])["chat/b", "chat/a", "chat/B", "chat/c", "Chat/z", "chat", "chat0", "chat/%", "other"]) await notes.PutAsync("one", key, key, default);
        await notes.PutAsync("two", "chat/a", "", default);

        Assert.Equal(["chat/%", "chat/B", "chat/a", "chat/b", "chat/c"], (await notes.ListAsync("one", "chat/", 10, default)).Select(n => n.Key));
        Assert.Equal(["chat/b", "chat/c"], (await notes.ListAsync("one", "chat/", 2, default)).Select(n => n.Key));
        Assert.Equal(["chat/%", "chat/B"], (await notes.NextAsync("one", "chat/", "", 2, default)).Select(n => n.Key));
        Assert.Equal(["chat/a", "chat/b", "chat/c"], (await notes.NextAsync("one", "chat/", "chat/B", 10, default)).Select(n => n.Key));
    }

    [Fact]
    public async Task A_note_of_more_than_a_megabyte_is_refused()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var notes = database.Services.GetRequiredService<IChannelNotes>();
        await Assert.ThrowsAsync<ArgumentException>(() => notes.PutAsync("one", "a", new string('x', 1024 * 1024 + 1), default));
    }
}
