namespace BotCoach.Channels.Web;

/// <summary>
/// The chats of the playground, kept as notes: <c>chat/{team}/{user}/{id}</c> an entry, ids sorting by time;
/// <c>once/{team}/{user}/{id}</c> what was said under a delivery id, so that it is said once, kept for two days; <c>latest/{team}/{user}</c> a mark that
/// changes with every change, so that a page can look cheaply.
/// </summary>
public sealed class WebChat(IChannelNotes notes, TimeProvider clock, WebSignal signal, WebStamp stamp)
{
    /// <summary>For how long the same may be said again and is still said once: as long as the host knows what it has seen.</summary>
    private static readonly TimeSpan OnceHolds = TimeSpan.FromHours(50);

    /// <summary>Adds an entry under a delivery id, once. Returns its reference, also when it was there already.</summary>
    public async Task<string> SayAsync(Chair chair, Entry entry, string deliveryId, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reference = await ReserveAsync(chair, deliveryId, stamp.Next(now), now + OnceHolds, cancel);
        if (await notes.AddAsync(WebChannel.Web, EntryKey(chair, reference), WebWriter.Note(entry with { At = now }), null, cancel))
            await MarkAsync(chair, new Latest(stamp.Next(now), reference), cancel);
        return reference;
    }

    /// <summary>Puts other content into an entry. False when there is no such entry.</summary>
    public async Task<bool> ChangeAsync(Chair chair, string reference, Entry entry, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (await notes.GetAsync(WebChannel.Web, EntryKey(chair, reference), cancel) is not { } note) return false;
        var changed = entry with { At = WebReader.Note(note).At, EditedAt = now };
        await notes.PutAsync(WebChannel.Web, EntryKey(chair, reference), WebWriter.Note(changed), cancel);
        var latest = await notes.GetAsync(WebChannel.Web, LatestKey(chair), cancel);
        await MarkAsync(chair, new Latest(stamp.Next(now), latest is null ? reference : WebReader.Latest(latest).News), cancel);
        return true;
    }

    /// <summary>The reference of what was said under a delivery id, or null when it was not.</summary>
    public async Task<string?> FindAsync(Chair chair, string deliveryId, CancellationToken cancel)
    {
        if (await notes.GetAsync(WebChannel.Web, OnceKey(chair, deliveryId), cancel) is not { } reference) return null;
        // The reservation alone is no message: a crash may have come between the two.
        return await notes.GetAsync(WebChannel.Web, EntryKey(chair, reference), cancel) is null ? null : reference;
    }

    /// <summary>The newest entries, oldest first, by their ids.</summary>
    public async Task<IReadOnlyList<KeyValuePair<string, Entry>>> HistoryAsync(Chair chair, int most, CancellationToken cancel)
    {
        var prefix = EntryKey(chair, "");
        var found = await notes.ListAsync(WebChannel.Web, prefix, most, cancel);
        return [.. found.Select(n => KeyValuePair.Create(n.Key[prefix.Length..], WebReader.Note(n.Value)))];
    }

    /// <summary>What is latest, by conversation: in one's own chat, and in up to 500 others.</summary>
    public async Task<IReadOnlyDictionary<string, Latest>> LatestAsync(Chair chair, CancellationToken cancel)
    {
        var found = await notes.ListAsync(WebChannel.Web, "latest/", 500, cancel);
        var latest = found.ToDictionary(n => n.Key["latest/".Length..], n => WebReader.Latest(n.Value));
        if (!latest.ContainsKey(chair.Conversation) && await notes.GetAsync(WebChannel.Web, LatestKey(chair), cancel) is { } own)
            latest[chair.Conversation] = WebReader.Latest(own);
        return latest;
    }

    private async Task<string> ReserveAsync(Chair chair, string deliveryId, string reference, DateTimeOffset until, CancellationToken cancel)
    {
        var key = OnceKey(chair, deliveryId);
        if (await notes.AddAsync(WebChannel.Web, key, reference, until, cancel)) return reference;
        return await notes.GetAsync(WebChannel.Web, key, cancel) ?? reference;
    }

    private async Task MarkAsync(Chair chair, Latest latest, CancellationToken cancel)
    {
        await notes.PutAsync(WebChannel.Web, LatestKey(chair), WebWriter.Note(latest), cancel);
        signal.Raise();
    }

    private static string EntryKey(Chair chair, string id) => $"chat/{chair.Conversation}/{id}";

    private static string OnceKey(Chair chair, string deliveryId) => $"once/{chair.Conversation}/{deliveryId}";

    private static string LatestKey(Chair chair) => $"latest/{chair.Conversation}";
}
