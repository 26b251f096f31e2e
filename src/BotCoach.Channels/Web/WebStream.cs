using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace BotCoach.Channels.Web;

/// <summary>
/// What an open page follows: first the whole chat, then every entry that is new or was changed, and at every look the clock and which
/// chats have news. A page that was cut off begins again with the whole chat, so it never misses anything; one that wants earlier messages
/// begins again with more of it, so that those are followed too.
/// </summary>
internal sealed class WebStream(WebChat chat, WebSignal signal, ILocalHost host, IOptions<WebOptions> options)
{
    internal async IAsyncEnumerable<SseItem<string>> FollowAsync(Chair chair, int histories, [EnumeratorCancellation] CancellationToken cancel)
    {
        var shown = new Dictionary<string, string>();
        var most = options.Value.History * Math.Clamp(histories, 1, options.Value.MostHistories);
        var (mark, earlier) = ((string?)null, false);
        for (var first = true; !cancel.IsCancellationRequested; first = false)
        {
            var next = signal.Next;
            var latest = await chat.LatestAsync(chair, cancel);
            var change = latest.GetValueOrDefault(chair.Conversation)?.Change;
            if (first || change != mark)
            {
                var history = await chat.HistoryAsync(chair, most + 1, cancel);
                earlier = history.Count > most && histories < options.Value.MostHistories;
                yield return new SseItem<string>(WebWriter.Page(New(history.TakeLast(most), shown)), first ? "chat" : "entries");
            }
            mark = change;
            yield return new SseItem<string>(Pulse(latest, earlier), "pulse");
            await Task.WhenAny(next, Task.Delay(options.Value.Poll, cancel));
        }
    }

    private static List<KeyValuePair<string, Entry>> New(IEnumerable<KeyValuePair<string, Entry>> history, Dictionary<string, string> shown)
    {
        var fresh = new List<KeyValuePair<string, Entry>>();
        foreach (var entry in history)
        {
            var look = WebWriter.Note(entry.Value);
            if (shown.GetValueOrDefault(entry.Key) == look) continue;
            shown[entry.Key] = look;
            fresh.Add(entry);
        }
        return fresh;
    }

    private string Pulse(IReadOnlyDictionary<string, Latest> latest, bool earlier) =>
        JsonSerializer.Serialize(new Pulse(host.Now, latest.ToDictionary(l => l.Key, l => l.Value.News), earlier), WebReader.Json);
}
