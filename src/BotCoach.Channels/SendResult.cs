namespace BotCoach.Channels;

/// <summary>What became of a send: network failures are data, not exceptions.</summary>
public abstract record SendResult;

/// <summary>The platform took it. <see cref="Reference"/> is the platform's, by which the message can be edited.</summary>
public sealed record Sent(string Reference) : SendResult
{
    /// <summary>The conversation, when the send had to open it.</summary>
    public string? Conversation { get; init; }
}

/// <summary>Not taken; try again after this long. <see cref="HoldsTeam"/>: the wait is for the whole team, not for this message alone.</summary>
public sealed record TryAgain(TimeSpan After, string Why, bool HoldsTeam = false) : SendResult;

/// <summary>Not sent: the person does not want to be reached before then. It is no failed attempt.</summary>
public sealed record NotNow(DateTimeOffset Until, string Why) : SendResult;

/// <summary>The platform may have taken it: its answer never came.</summary>
public sealed record Uncertain(string Why) : SendResult;

/// <summary>Never to be taken, and whose matter that is.</summary>
public sealed record GaveUp(FaultKind Kind, string Why) : SendResult;

/// <summary>Whose matter a refused send is.</summary>
public enum FaultKind
{
    /// <summary>The installation's token is gone.</summary>
    Token,
    /// <summary>A permission is missing.</summary>
    Scope,
    /// <summary>The person or chat cannot be reached: the destination switches off.</summary>
    Destination,
    /// <summary>The message to be edited is gone: it is sent anew.</summary>
    MessageGone,
    /// <summary>We sent what the platform does not accept.</summary>
    OurBug,
}

/// <summary>Whether a delivery that is uncertain reached the platform.</summary>
public abstract record FindResult;

/// <summary>It is there.</summary>
public sealed record Found(string Reference) : FindResult
{
    /// <summary>The conversation it was found in, when that had to be asked for.</summary>
    public string? Conversation { get; init; }
}

/// <summary>It is not there.</summary>
public sealed record NotThere : FindResult;

/// <summary>The platform does not let us look.</summary>
public sealed record CannotTell : FindResult;

/// <summary>Whether a person who never wrote can be written to.</summary>
public abstract record ReachResult;

/// <summary>There, with what the platform says of the person (zone, locale), where it says anything.</summary>
public sealed record Reachable(Address At, Caller? Who = null) : ReachResult;

/// <summary>The platform knows nobody like that, or nobody whom we may write to.</summary>
public sealed record NotReachable : ReachResult;

/// <summary>The platform does not say now; ask again after this long. <see cref="HoldsTeam"/>: nobody else of the team is asked for before either.</summary>
public sealed record ReachLater(TimeSpan After, string Why, bool HoldsTeam = false) : ReachResult
{
    /// <summary>It waits for an admin, who takes as long as an admin takes: it is no failed attempt.</summary>
    public bool IsInstallations { get; init; }
}

/// <summary>The platform lets us look, but not before this long. <see cref="HoldsTeam"/>: nothing else of the team is looked up before either.</summary>
public sealed record LookLater(TimeSpan After, string Why, bool HoldsTeam = false) : FindResult
{
    /// <inheritdoc cref="ReachLater.IsInstallations"/>
    public bool IsInstallations { get; init; }
}
