using System.Collections.Concurrent;

namespace BotCoach.Channels.Web;

/// <summary>The jumps of the clock by their acts: a repeated act waits for the jump that is under way, and one that failed may be tried again.</summary>
internal sealed class WebJumps(ILocalHost host)
{
    private readonly ConcurrentDictionary<string, Lazy<Task>> _byAct = new();

    internal async Task JumpAsync(Jumped act)
    {
        var jump = _byAct.GetOrAdd(act.Id, _ => new Lazy<Task>(() => host.JumpAsync(WebChannel.Web, act.Team, act.User, WebReader.Jump(act)!.Value, CancellationToken.None))).Value;
        await Task.WhenAny(jump);
        if (!jump.IsCompletedSuccessfully) _byAct.TryRemove(act.Id, out _);
        await jump;
    }
}
