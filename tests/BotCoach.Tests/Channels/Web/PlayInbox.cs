using System.Collections.Concurrent;
using BotCoach.Channels;

namespace BotCoach.Tests.Channels.Web;

/// <summary>An inbox that keeps the promise of the real one (the same inbound twice acts once) and answers what the test says.</summary>
public sealed class PlayInbox : IInbox
{
    private readonly ConcurrentDictionary<string, Reply> _seen = new();

    public ConcurrentQueue<Inbound> Received { get; } = new();

    public Func<Inbound, Task<Reply>> AnswerAsync { get; set; } = _ => Task.FromResult(Reply.None);

    public void Answer(Func<Inbound, Reply> answer) => AnswerAsync = inbound => Task.FromResult(answer(inbound));

    public async Task<Reply> ReceiveAsync(Inbound inbound, CancellationToken cancel)
    {
        if (inbound.DedupeId != "" && _seen.TryGetValue(inbound.DedupeId, out var known)) return known;
        Received.Enqueue(inbound);
        var reply = await AnswerAsync(inbound);
        if (inbound.DedupeId != "") _seen[inbound.DedupeId] = reply;
        return reply;
    }
}
