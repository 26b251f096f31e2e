using BotCoach.Channels;

namespace BotCoach.Tests.Channels.Web;

/// <summary>A channel's notes in memory; several hosts may share them, as instances share a database.</summary>
public sealed class MemoryNotes : IChannelNotes
{
    private readonly SortedDictionary<string, string> _notes = new(StringComparer.Ordinal);

    /// <summary>Called before every note is added: what a test lets go wrong.</summary>
    public Action<string> OnAdd { get; set; } = _ => { };

    public Task PutAsync(string channel, string key, string value, CancellationToken cancel)
    {
        lock (_notes) _notes[Key(channel, key)] = value;
        return Task.CompletedTask;
    }

    public Task<bool> AddAsync(string channel, string key, string value, DateTimeOffset? keepUntil, CancellationToken cancel)
    {
        OnAdd(key);
        lock (_notes) return Task.FromResult(_notes.TryAdd(Key(channel, key), value));
    }

    public Task<bool> SwapAsync(string channel, string key, string value, string by, CancellationToken cancel)
    {
        lock (_notes)
        {
            if (_notes.GetValueOrDefault(Key(channel, key)) != value) return Task.FromResult(false);
            _notes[Key(channel, key)] = by;
            return Task.FromResult(true);
        }
    }

    public Task RemoveAsync(string channel, string key, CancellationToken cancel)
    {
        lock (_notes) _notes.Remove(Key(channel, key));
        return Task.CompletedTask;
    }

    public Task<string?> GetAsync(string channel, string key, CancellationToken cancel)
    {
        lock (_notes) return Task.FromResult(_notes.GetValueOrDefault(Key(channel, key)));
    }

    public Task<IReadOnlyList<KeyValuePair<string, string>>> NextAsync(string channel, string prefix, string after, int most, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string channel, string prefix, int most, CancellationToken cancel)
    {
        lock (_notes)
        {
            var found = _notes.Where(n => n.Key.StartsWith(Key(channel, prefix), StringComparison.Ordinal)).TakeLast(most);
            return Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(
                [.. found.Select(n => KeyValuePair.Create(n.Key[(channel.Length + 1)..], n.Value))]);
        }
    }

    private static string Key(string channel, string key) => $"{channel}|{key}";
}
