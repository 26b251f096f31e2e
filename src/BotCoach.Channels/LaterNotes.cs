using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels;

/// <summary>
/// What came in and needs the network before it can be taken in. It is kept in the host's notes before the platform hears that it arrived, done right after,
/// and done again, oldest first, by whichever instance claims it, should that not have come about: taken in twice, it acts once.
/// </summary>
internal sealed class LaterNotes(string channel, IChannelNotes notes, TimeProvider clock, ILogger log)
{
    private const string Prefix = "later/";
    private const int Page = 50;
    private static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Whoever keeps or claims it has this long: longer than asking who it is and fetching the files takes.</summary>
    internal static readonly TimeSpan LeftTo = TimeSpan.FromMinutes(1);

    /// <summary>Its key; null where it is kept already.</summary>
    internal async Task<string?> KeepAsync(DateTimeOffset? happenedAt, string id, string body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{(happenedAt ?? now).ToUnixTimeSeconds():D11}/{id}");
        return await notes.AddAsync(channel, key, JsonSerializer.Serialize(new Kept(body, now + LeftTo)), now + KeptFor, cancel) ? key : null;
    }

    /// <summary>It needs to be done no more.</summary>
    internal Task DoneAsync(string key, CancellationToken cancel) => notes.RemoveAsync(channel, key, cancel);

    /// <summary>Does what an instance kept and did not come to do. Returns how much there was.</summary>
    internal async Task<int> SweepAsync(Func<string, string, CancellationToken, Task> doAsync, CancellationToken cancel)
    {
        var (done, last) = (0, "");
        while (await notes.NextAsync(channel, Prefix, last, Page, cancel) is { Count: > 0 } page)
        {
            foreach (var (key, value) in page)
                if (await DoClaimedAsync(key, value, doAsync, cancel)) done++;
            last = page[^1].Key;
        }
        return done;
    }

    /// <summary>False: it is another's for now. What cannot be done keeps nothing else from being done.</summary>
    private async Task<bool> DoClaimedAsync(string key, string value, Func<string, string, CancellationToken, Task> doAsync, CancellationToken cancel)
    {
        try
        {
            var (kept, now) = (JsonSerializer.Deserialize<Kept>(value)!, clock.GetUtcNow());
            if (kept.ClaimedUntil > now) return false;
            if (!await notes.SwapAsync(channel, key, value, JsonSerializer.Serialize(kept with { ClaimedUntil = now + LeftTo }), cancel)) return false;
            await doAsync(key, kept.Body, cancel);
        }
        catch (Exception fault) when (fault is not (HostUnavailableException or OperationCanceledException))
        {
            log.LogError(fault, "What {Channel} sent was kept and cannot be taken in: {Key}", channel, key);
        }
        return true;
    }

    private sealed record Kept(string Body, DateTimeOffset ClaimedUntil);
}
