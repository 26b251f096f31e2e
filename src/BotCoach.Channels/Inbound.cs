namespace BotCoach.Channels;

/// <summary>
/// Who acts: the platform's own ids. <see cref="Team"/> is the actor's home team (Slack workspace or enterprise, Teams tenant),
/// not the payload's, which differs in shared channels.
/// </summary>
/// <param name="Channel">The channel's name, for example <c>slack</c>.</param>
/// <param name="Team">The actor's home team.</param>
/// <param name="User">The actor's id in that team.</param>
public sealed record Caller(string Channel, string Team, string User)
{
    /// <summary>The name the platform shows, if it came along.</summary>
    public string? Name { get; init; }

    /// <summary>IANA zone, if the platform said one.</summary>
    public string? Zone { get; init; }

    /// <summary>BCP 47 locale, if the platform said one.</summary>
    public string? Locale { get; init; }

    /// <summary>The e-mail address, if the platform said one and vouches for it.</summary>
    public string? Email { get; init; }

    /// <summary>A guest or a stranger from a shared channel: never linked to a person of the company.</summary>
    public bool Guest { get; init; }

    /// <summary>The platform says that this account is closed.</summary>
    public bool IsGone { get; init; }

    /// <summary>The platform was not asked yet who this is: a caller whom the host does not know is answered with <see cref="WhoIsThis"/>.</summary>
    public bool IsUnasked { get; init; }
}

/// <summary>
/// Something that came in, already verified and read. Unknown kinds never become one: they are answered and dropped in the reader.
/// </summary>
/// <param name="DedupeId">The same for every delivery of the same thing, unique within the channel; kept at least 25 hours.</param>
/// <param name="Caller">Who did it.</param>
public abstract record Inbound(string DedupeId, Caller Caller)
{
    /// <summary>The conversation it came from, in the platform's id; empty when it came from none.</summary>
    public string Conversation { get; init; } = "";

    /// <summary>The message it belongs to, in the platform's own reference, when there is one.</summary>
    public string? MessageReference { get; init; }

    /// <summary>
    /// True where the channel can carry a reply out at once: say something privately, open a form. False, for example for a message in Slack: then what
    /// is said comes as a message.
    /// </summary>
    public bool TakesReply { get; init; } = true;

    /// <summary>How much can be said at once, in characters; what is longer, or more than a paragraph, comes as a message.</summary>
    public int LongestSay { get; init; } = int.MaxValue;

    /// <summary>True where a form can open for it at once; false for what was typed, and for a press that a platform does not let open one.</summary>
    public bool OpensForm { get; init; } = true;
}

/// <summary>A button was pressed.</summary>
public sealed record ButtonPressed(string DedupeId, Caller Caller, string Action, string Value) : Inbound(DedupeId, Caller);

/// <summary>A slash command, without its own name: <c>/coach advance Acme</c> arrives as <c>advance Acme</c>.</summary>
public sealed record CommandTyped(string DedupeId, Caller Caller, string Words) : Inbound(DedupeId, Caller);

/// <summary>A message to the bot.</summary>
public sealed record TextSaid(string DedupeId, Caller Caller, string Words) : Inbound(DedupeId, Caller);

/// <summary>A form was submitted: its wire id, its state, the revision it was based on, its values by field id.</summary>
public sealed record FormSubmitted(
    string DedupeId, Caller Caller, string Action, string State, long BasedOn, IReadOnlyDictionary<string, string> Values) : Inbound(DedupeId, Caller);

/// <summary>A form was closed without being submitted.</summary>
public sealed record FormClosed(string DedupeId, Caller Caller, string Action, string State) : Inbound(DedupeId, Caller);

/// <summary>Options for what was typed so far. A pure reader: leaves no mark.</summary>
public sealed record OptionsAsked(string DedupeId, Caller Caller, string Source, string Typed) : Inbound(DedupeId, Caller);

/// <summary>A card asks what it looks like now for this viewer. A pure reader: leaves no mark.</summary>
public sealed record CardRefreshed(string DedupeId, Caller Caller, string Action, string Value) : Inbound(DedupeId, Caller);

/// <summary>An action on somebody's message, with that message's words.</summary>
public sealed record MessageActioned(string DedupeId, Caller Caller, string Action, string Words) : Inbound(DedupeId, Caller);

/// <summary>One or several files were shared with the bot, together.</summary>
public sealed record FileShared(string DedupeId, Caller Caller, IReadOnlyList<SharedFile> Files) : Inbound(DedupeId, Caller)
{
    /// <summary>What was written along with them; empty where the channel has no place for it.</summary>
    public string Words { get; init; } = "";

    /// <summary>Why the channel could not fetch them, in a sentence for the person; null where it could.</summary>
    public string? Refusal { get; init; }
}

/// <summary>A file: its name, its length in bytes, and a way to read it once.</summary>
public sealed record SharedFile(string Name, long Length, Func<CancellationToken, Task<Stream>> OpenAsync);

/// <summary>The bot's home was opened.</summary>
public sealed record HomeOpened(string DedupeId, Caller Caller) : Inbound(DedupeId, Caller);

/// <summary>The platform says that a person's name, zone or locale changed.</summary>
public sealed record PersonChanged(string DedupeId, Caller Caller) : Inbound(DedupeId, Caller);

/// <summary>
/// The bot was added to a team, or may be met by more people of one that it is in; the name is the team's, empty where that is not said. With a caller's
/// user: that person has added it to a chat of their own, and is greeted.
/// </summary>
public sealed record BotAdded(string DedupeId, Caller Caller, string TeamName) : Inbound(DedupeId, Caller)
{
    /// <summary>It was there all along: only a host that does not know the team learns something by this.</summary>
    public bool IsOld { get; init; }
}

/// <summary>
/// The bot was removed from a team at that instant (null: now): one that is told late is not about an app that was added again since. With a caller's user:
/// from that person's own chat alone.
/// </summary>
public sealed record BotRemoved(string DedupeId, Caller Caller, DateTimeOffset? At = null) : Inbound(DedupeId, Caller);
