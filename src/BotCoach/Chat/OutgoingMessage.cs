using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Chat;

/// <summary>
/// A message as a desired state: what a person is to see, and how far the platform has followed. Editing a message that was not sent
/// yet just changes the row.
/// </summary>
public sealed class OutgoingMessage : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }

    /// <summary>Version 7, so that the order of ids is the order of making. It is also the delivery id that travels with the message.</summary>
    public required Guid Id { get; init; }

    /// <summary>Unique in the workspace: what this message is about, for example <c>brief:{person}:{day}</c>.</summary>
    public required string Key { get; init; }

    public required Guid PersonId { get; init; }

    /// <summary>Where it goes; empty until the sender has found the person's address, fixed once it was sent there.</summary>
    public string Channel { get; set; } = "";
    public string Team { get; set; } = "";
    public string User { get; set; } = "";
    public string Conversation { get; set; } = "";

    /// <summary>Neutral content as JSON; see <see cref="Channels.Message.ToJson"/>.</summary>
    public required string Content { get; set; }

    /// <summary>The trace that its newest content comes from, as W3C's <c>traceparent</c> has it; null where nobody listened.</summary>
    public string? Trace { get; set; }

    /// <summary>Raised with every change of <see cref="Content"/>; also the optimistic token.</summary>
    public long Revision { get; set; } = 1;

    /// <summary>The revision the platform shows; 0 while nothing was sent.</summary>
    public long SentRevision { get; set; }

    /// <summary>The platform's reference, by which the message is edited.</summary>
    public string? Reference { get; set; }

    public Lane Lane { get; set; }

    /// <summary>In the chat, or on the bot's home: that is a message too, edited as things change.</summary>
    public Place Place { get; init; }

    public MessageState State { get; set; }

    /// <summary>When the sender looks at this row next; null when there is nothing to do.</summary>
    public DateTimeOffset? NotBefore { get; set; }

    public int Attempts { get; set; }

    /// <summary>True once it was sent again although the fate of an earlier attempt could not be learned: a second copy may exist. Never cleared.</summary>
    public bool WasUncertain { get; set; }

    /// <summary>Why it was last put off, or given up.</summary>
    public string? Why { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? TriedAt { get; set; }
    public DateTimeOffset? SentAt { get; set; }

    internal OutgoingMessage Copy() => (OutgoingMessage)MemberwiseClone();
}

/// <summary><see cref="Unreached"/>: it waits for the person to have a chat with the bot. <see cref="Withdrawn"/>: overtaken before it was sent.</summary>
public enum MessageState { Waiting, Unreached, Sending, Sent, Uncertain, GaveUp, Withdrawn }

/// <summary>Which messages go first when the pace is short: an answer to somebody's click, then what cannot wait, then the rest.</summary>
public enum Lane { Answer, Immediate, Brief, Bulk }
