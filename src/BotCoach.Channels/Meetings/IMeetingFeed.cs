namespace BotCoach.Channels.Meetings;

/// <summary>Where a person's calendar can be read. It never throws for what the network did: what became of it is a <see cref="FeedReply"/>.</summary>
public interface IMeetingFeed
{
    /// <summary>
    /// The calendar as it is now, as text of RFC 5545. At most 5 MB, within ten seconds, by https, and from no address of a private network: the link is what anybody may type.
    /// </summary>
    /// <param name="address">The calendar's own secret address.</param>
    /// <param name="tag">What was said with the last one (an HTTP entity tag); null: there was none.</param>
    /// <param name="cancel">Ends the waiting.</param>
    Task<FeedReply> ReadAsync(string address, string? tag, CancellationToken cancel);
}

/// <summary>What became of reading a calendar.</summary>
/// <param name="Text">The calendar; null where it is as it was, or could not be read.</param>
/// <param name="Tag">By which it is told next time whether it has changed.</param>
/// <param name="Why">Why it could not be read, in a few words and without the address; null where it could.</param>
public sealed record FeedReply(string? Text, string? Tag, string? Why)
{
    /// <summary>It has not changed since.</summary>
    public bool IsSame => Text is null && Why is null;
}
