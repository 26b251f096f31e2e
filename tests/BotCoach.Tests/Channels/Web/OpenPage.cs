using System.Net.ServerSentEvents;
using System.Text.Json;

namespace BotCoach.Tests.Channels.Web;

/// <summary>A page as the wire sees it: it follows one chat and keeps what it was shown.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly IAsyncEnumerator<SseItem<string>> _events;
    private readonly HttpResponseMessage _response;

    private OpenPage(HttpResponseMessage response, Stream stream)
    {
        _response = response;
        _events = SseParser.Create(stream).EnumerateAsync(_patience.Token).GetAsyncEnumerator(_patience.Token);
    }

    public SortedDictionary<string, JsonElement> Entries { get; } = new(StringComparer.Ordinal);

    public JsonElement Pulse { get; private set; }

    /// <summary>What stands in the chat, top to bottom.</summary>
    public IEnumerable<string> Words => Entries.Values.Select(e => e.GetProperty("Message").GetProperty("Fallback").GetString()!);

    public static async Task<OpenPage> OpenAsync(PlayHost host, string user = "dana", int histories = 1)
    {
        var response = await host.Client.GetAsync($"/web/stream?team={PlayLocalHost.Team}&user={user}&histories={histories}", HttpCompletionOption.ResponseHeadersRead);
        var page = new OpenPage(response.EnsureSuccessStatusCode(), await response.Content.ReadAsStreamAsync());
        await page.UntilAsync(p => p.Pulse.ValueKind != JsonValueKind.Undefined);
        return page;
    }

    /// <summary>Follows until the page looks like this.</summary>
    public async Task UntilAsync(Func<OpenPage, bool> reached)
    {
        while (!reached(this))
        {
            if (!await _events.MoveNextAsync()) throw new InvalidOperationException("The stream ended.");
            Take(_events.Current);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _patience.CancelAsync();
        _response.Dispose();
        _patience.Dispose();
    }

    private void Take(SseItem<string> item)
    {
        var data = JsonDocument.Parse(item.Data).RootElement;
        if (item.EventType == "pulse") Pulse = data;
        else
            foreach (var entry in data.EnumerateArray()) Entries[entry.GetProperty("Id").GetString()!] = entry;
    }
}
