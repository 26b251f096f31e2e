using System.Globalization;
using BotCoach.Channels.Meetings;

namespace BotCoach.Tests.Meetings;

/// <summary>A calendar's server: it says what it is told to, and refuses every address but the one it was given.</summary>
public sealed class FakeFeed : IMeetingFeed
{
    public const string Address = "https://calendar.example.com/private-7f3a/basic.ics";

    private readonly List<string> _events = [];

    public string? Fault { get; set; }
    public string? Raw { get; set; }
    public int Reads { get; private set; }

    public Task<FeedReply> ReadAsync(string address, string? tag, CancellationToken cancel)
    {
        Reads++;
        if (address != Address) throw new InvalidOperationException($"Nobody linked {address}.");
        if (Fault is not null) return Task.FromResult(new FeedReply(null, null, Fault));
        var (text, now) = (Raw ?? Text, $"\"{string.Join('|', _events).GetHashCode(StringComparison.Ordinal)}\"");
        return Task.FromResult(tag == now && Raw is null ? new FeedReply(null, tag, null) : new FeedReply(text, now, null));
    }

    public string Text => $"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{string.Concat(_events)}END:VCALENDAR\r\n";

    public void Clear() => _events.Clear();

    /// <param name="guests">"Dana Lee &lt;dana@acme.example&gt; yes" has accepted.</param>
    public void Add(string uid, string title, DateTimeOffset start, string more = "", params string[] guests)
    {
        var lines = guests.Select(g => g.Split(['<', '>'], StringSplitOptions.TrimEntries)).Select(g => $"ATTENDEE;CN=\"{g[0]}\"{(g[2] == "yes" ? ";PARTSTAT=ACCEPTED" : "")}:mailto:{g[1]}\r\n");
        _events.Add($"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART:{At(start)}\r\nDTEND:{At(start.AddMinutes(45))}\r\n{string.Concat(lines)}{more}END:VEVENT\r\n");
    }

    public static string At(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
