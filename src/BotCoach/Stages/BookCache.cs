using System.Collections.Concurrent;

namespace BotCoach.Stages;

/// <summary>Books of published and retired versions, which never change: parsed once by a host, at most so many of them.</summary>
public sealed class BookCache(int most = 256)
{
    private readonly ConcurrentDictionary<(Guid, Guid, int), StageBook> _books = [];
    private readonly ConcurrentQueue<(Guid, Guid, int)> _order = [];

    public int Count => _books.Count;

    public StageBook? Find(Guid workspace, Guid process, int version) => _books.GetValueOrDefault((workspace, process, version));

    public void Keep(Guid workspace, Guid process, int version, StageBook book)
    {
        var key = (workspace, process, version);
        if (_books.TryAdd(key, book)) _order.Enqueue(key);
        while (_books.Count > most && _order.TryDequeue(out var oldest)) _books.TryRemove(oldest, out _);
    }
}
