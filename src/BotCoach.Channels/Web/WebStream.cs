using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Web;

/// <summary>
/// What an open page follows: first the whole chat, then every entry that is new or was changed, and at every look the clock and which
/// chats have news. A page that was cut off begins again with the whole chat, so it never misses anything.
/// </summary>
internal sealed class WebStream(WebChat chat, WebSignal signal, ILocalHost host, IOptions<WebOptions> options)
{
    internal async IAsyncEnumerable<SseItem<string>> FollowAsync(Chair chair, [EnumeratorCancellation] CancellationToken cancel)
    {
        var shown = new Dictionary<string, string>();
        string? mark = null;
        for (var first = true; !cancel.IsCancellationRequested; first = false)
        {
            var next = signal.Next;
            var latest = await chat.LatestAsync(chair, cancel);
            var change = latest.GetValueOrDefault(chair.Conversation)?.Change;
            if (first || change != mark) yield return new SseItem<string>(WebWriter.Page(await NewAsync(chair, shown, cancel)), first ? "chat" : "entries");
            mark = change;
            yield return new SseItem<string>(Pulse(latest), "pulse");
            await Task.WhenAny(next, Task.Delay(options.Value.Poll, cancel));
        }
    }

    private async Task<List<KeyValuePair<string, Entry>>> NewAsync(Chair chair, Dictionary<string, string> shown, CancellationToken cancel)
    {
        var fresh = new List<KeyValuePair<string, Entry>>();
        foreach (var entry in await chat.HistoryAsync(chair, options.Value.History, cancel))
        {
            var look = WebWriter.Note(entry.Value);
            if (shown.GetValueOrDefault(entry.Key) == look) continue;
            shown[entry.Key] = look;
            fresh.Add(entry);
        }
        return fresh;
    }

    private string Pulse(IReadOnlyDictionary<string, Latest> latest) =>
        JsonSerializer.Serialize(new Pulse(host.Now, latest.ToDictionary(l => l.Key, l => l.Value.News)), WebReader.Json);
}
