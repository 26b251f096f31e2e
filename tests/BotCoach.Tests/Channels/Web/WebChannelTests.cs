using BotCoach.Channels;
using BotCoach.Channels.Web;
using Xunit;

namespace BotCoach.Tests.Channels.Web;

public sealed class WebChannelTests : IAsyncLifetime
{
    private static readonly KnownPerson Dana = new("dana", "Dana Whitfield", null);
    private readonly MemoryNotes _notes = new();
    private PlayHost _host = null!;
    private Address _to = null!;

    public async Task InitializeAsync()
    {
        _host = await PlayHost.StartAsync(_notes);
        _to = ((Reachable)await _host.Channel.ReachAsync(PlayLocalHost.Team, Dana, default)).At;
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public void It_reaches_everybody_and_is_no_real_channel()
    {
        Assert.Equal(new Address("web", "t1", "dana", "t1/dana"), _to);
        Assert.False(_host.Channel.IsReal);
    }

    [Fact]
    public async Task A_message_is_still_there_after_a_reload()
    {
        await SendAsync("One");
        await SendAsync("Two");
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["One", "Two"], page.Words);
    }

    [Fact]
    public async Task A_page_shows_the_newest_and_on_asking_the_earlier_ones_too_and_follows_them_all()
    {
        await using var host = await PlayHost.StartAsync(_notes, o => o.History = 3);
        var first = await SendAsync("1");
        foreach (var words in (string[])["2", "3", "4", "5", "6", "7"]) await SendAsync(words);
        await using var newest = await OpenPage.OpenAsync(host);
        await using var more = await OpenPage.OpenAsync(host, histories: 2);
        await using var all = await OpenPage.OpenAsync(host, histories: 3);
        Assert.Equal(("5 6 7", true), Shown(newest));
        Assert.Equal(("2 3 4 5 6 7", true), Shown(more));
        Assert.Equal(("1 2 3 4 5 6 7", false), Shown(all));
        await _host.Channel.EditAsync(_to, first.Reference, Message.Say("one"), new Delivery("1"), default);
        await all.UntilAsync(p => p.Words.First() == "one");

        static (string, bool) Shown(OpenPage page) => (string.Join(' ', page.Words), page.Pulse.GetProperty("earlier").GetBoolean());
    }

    [Fact]
    public async Task A_message_shows_on_an_open_page_and_only_on_its_persons()
    {
        await using var danas = await OpenPage.OpenAsync(_host);
        await using var omars = await OpenPage.OpenAsync(_host, "omar");
        var sent = await SendAsync("For Dana");
        await danas.UntilAsync(p => p.Words.Contains("For Dana"));
        await omars.UntilAsync(p => p.Pulse.GetProperty("news").TryGetProperty("t1/dana", out var news) && news.GetString() == sent.Reference);
        Assert.Empty(omars.Words);
    }

    [Fact]
    public async Task An_edit_changes_the_message_in_place()
    {
        var first = await SendAsync("Before");
        await SendAsync("Next");
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.IsType<Sent>(await _host.Channel.EditAsync(_to, first.Reference, Message.Say("After"), new Delivery("1"), default));
        await page.UntilAsync(p => p.Words.Contains("After"));
        Assert.Equal(["After", "Next"], page.Words);
    }

    [Fact]
    public async Task An_edit_of_a_message_that_is_gone_says_so()
    {
        var result = await _host.Channel.EditAsync(_to, "0000000000000000000", Message.Say("After"), new Delivery("1"), default);
        Assert.Equal(FaultKind.MessageGone, Assert.IsType<GaveUp>(result).Kind);
    }

    [Fact]
    public async Task A_page_on_another_instance_of_the_same_database_follows()
    {
        await using var other = await PlayHost.StartAsync(_notes);
        await using var page = await OpenPage.OpenAsync(other);
        var sent = await SendAsync("Hello");
        await page.UntilAsync(p => p.Words.Contains("Hello"));
        await _host.Channel.EditAsync(_to, sent.Reference, Message.Say("Hello again"), new Delivery("1"), default);
        await page.UntilAsync(p => p.Words.SequenceEqual(["Hello again"]));
    }

    [Fact]
    public async Task A_delivery_is_found_once_it_was_sent_and_not_before()
    {
        var id = Guid.NewGuid().ToString();
        Assert.IsType<NotThere>(await _host.Channel.FindAsync(_to, id, DateTimeOffset.UnixEpoch, default));
        var sent = await SendAsync("Hello", id);
        Assert.Equal(new Found(sent.Reference), await _host.Channel.FindAsync(_to, id, DateTimeOffset.UnixEpoch, default));
    }

    [Fact]
    public async Task A_delivery_sent_twice_stands_there_once()
    {
        var first = await SendAsync("Hello", "same");
        var second = await SendAsync("Hello", "same");
        Assert.Equal(first.Reference, second.Reference);
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(["Hello"], page.Words);
    }

    [Fact]
    public async Task A_send_that_broke_off_half_way_is_not_there_and_can_be_sent_again()
    {
        _notes.OnAdd = key => { if (key.StartsWith("chat/", StringComparison.Ordinal)) throw new IOException("gone"); };
        await Assert.ThrowsAsync<IOException>(() => SendAsync("Hello", "same"));
        _notes.OnAdd = _ => { };
        Assert.IsType<NotThere>(await _host.Channel.FindAsync(_to, "same", DateTimeOffset.UnixEpoch, default));
        var sent = await SendAsync("Hello", "same");
        Assert.Equal(new Found(sent.Reference), await _host.Channel.FindAsync(_to, "same", DateTimeOffset.UnixEpoch, default));
    }

    [Fact]
    public async Task Messages_of_one_instant_keep_the_order_of_their_sending()
    {
        for (var i = 0; i < 50; i++) await SendAsync($"{i}");
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"{i}"), page.Words);
    }

    [Fact]
    public async Task A_message_that_is_too_long_for_a_note_is_shortened()
    {
        var rows = Enumerable.Range(0, 107).Select(i => new Row($"Deal {i}", []));
        await _host.Channel.SendAsync(_to, Message.Of("Deals", new Rows([.. rows])), new Delivery("long"), default);
        await _host.Channel.SendAsync(_to, Message.Say(new string('x', 1_000_000)), new Delivery("longer"), default);
        await using var page = await OpenPage.OpenAsync(_host);
        Assert.Contains("…and 7 more", page.Entries.First().Value.GetRawText().Replace("\\u2026", "…"));
        Assert.Equal("This message is too long to be shown here.", page.Words.Last());
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a%")]
    public async Task A_person_whose_id_is_none_cannot_be_reached(string id) =>
        Assert.IsType<NotReachable>(await _host.Channel.ReachAsync(PlayLocalHost.Team, new KnownPerson(id, "X", null), default));

    private async Task<Sent> SendAsync(string words, string? id = null) =>
        Assert.IsType<Sent>(await _host.Channel.SendAsync(_to, Message.Say(words), new Delivery(id ?? Guid.NewGuid().ToString()), default));
}
