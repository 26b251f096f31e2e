namespace BotCoach.Channels;

/// <summary>
/// A channel's own notes, kept by the host in its database and shared by all instances: chat histories of a channel that is its own
/// platform, service addresses, conversation references. Keys are the channel's business; values are text, at most 1 MB.
/// </summary>
public interface IChannelNotes
{
    /// <summary>Writes a note; a note of the same key is replaced.</summary>
    Task PutAsync(string channel, string key, string value, CancellationToken cancel);

    /// <summary>
    /// Writes a note unless one of that key is there already. True when it was written. Some time after <paramref name="keepUntil"/>, where it is
    /// given, the host forgets the note.
    /// </summary>
    Task<bool> AddAsync(string channel, string key, string value, DateTimeOffset? keepUntil, CancellationToken cancel);

    /// <summary>Puts another value in the place of this one; false when the note says something else by now, or is gone.</summary>
    Task<bool> SwapAsync(string channel, string key, string value, string by, CancellationToken cancel);

    /// <summary>Removes a note, if there is one.</summary>
    Task RemoveAsync(string channel, string key, CancellationToken cancel);

    /// <summary>Reads a note, or null.</summary>
    Task<string?> GetAsync(string channel, string key, CancellationToken cancel);

    /// <summary>The first notes, in the order of their keys, whose keys begin with a prefix and come after this one; at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<KeyValuePair<string, string>>> NextAsync(string channel, string prefix, string after, int most, CancellationToken cancel);

    /// <summary>The newest notes whose keys begin with a prefix, in the order of their keys; at most <paramref name="most"/>.</summary>
    Task<IReadOnlyList<KeyValuePair<string, string>>> ListAsync(string channel, string prefix, int most, CancellationToken cancel);
}
