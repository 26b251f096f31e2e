namespace BotCoach.Channels.Web;

/// <summary>An entry of a chat as it is kept: the person's own words, or the bot's message.</summary>
/// <param name="Mine">True for what the person said.</param>
/// <param name="Message">What is shown.</param>
public sealed record Entry(bool Mine, Message Message)
{
    /// <summary>When it was said, on the host's clock.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>When it was last changed, or null.</summary>
    public DateTimeOffset? EditedAt { get; init; }
}

/// <summary>The newest change in a chat, and its newest entry.</summary>
public sealed record Latest(string Change, string News);

/// <summary>
/// What every act of the page says: an id made by the page, the same for every try, so that a retry acts once; and whose chair it sits on.
/// </summary>
public abstract record Act(string Id, string Team, string User);

/// <summary>Words were typed.</summary>
public sealed record Typed(string Id, string Team, string User, string Words) : Act(Id, Team, User);

/// <summary>A button was pressed.</summary>
public sealed record Pressed(string Id, string Team, string User, string? Message, string Action, string? Value) : Act(Id, Team, User);

/// <summary>A form was submitted. <see cref="Message"/> is the entry whose button opened it.</summary>
public sealed record Submitted(
    string Id, string Team, string User, string? Message, string Action, string? State, long BasedOn, Dictionary<string, string>? Values)
    : Act(Id, Team, User);

/// <summary>A form was closed.</summary>
public sealed record Closed(string Id, string Team, string User, string Action, string? State) : Act(Id, Team, User);

/// <summary>The clock is to jump: <c>morning</c> or <c>week</c>.</summary>
public sealed record Jumped(string Id, string Team, string User, string Jump) : Act(Id, Team, User);

internal sealed record PeopleShown(DateTimeOffset Now, IReadOnlyList<LocalTeam> Teams, LimitsShown Limits);

internal sealed record LimitsShown(long LargestFile, int MostFiles);

/// <summary>What a page learns at every look; <see cref="Earlier"/>: the chat holds earlier messages than those shown.</summary>
internal sealed record Pulse(DateTimeOffset Now, IReadOnlyDictionary<string, string> News, bool Earlier = false);
