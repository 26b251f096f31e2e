using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels;

/// <summary>What goes on while a platform already has its answer. A host that stops waits for it.</summary>
internal sealed class Afterwards(ILogger<Afterwards> log)
{
    private readonly ConcurrentDictionary<Task, bool> _going = new();

    internal void Begin(Func<Task> after)
    {
        var going = Task.Run(() => SafelyAsync(after));
        _going[going] = true;
        going.ContinueWith(over => _going.TryRemove(over, out _), TaskScheduler.Default);
    }

    /// <summary>Ends when nothing is going on any more.</summary>
    internal async Task QuietAsync()
    {
        while (_going.Keys.ToList() is { Count: > 0 } going)
        {
            await Task.WhenAll(going);
            foreach (var over in going) _going.TryRemove(over, out _);
        }
    }

    private async Task SafelyAsync(Func<Task> after)
    {
        try
        {
            await after();
        }
        catch (Exception fault)
        {
            log.LogWarning(fault, "What came after an answer failed; what was kept for later is tried again");
        }
    }
}
