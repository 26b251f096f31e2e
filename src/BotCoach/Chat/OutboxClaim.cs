using BotCoach.Channels;

namespace BotCoach.Chat;

/// <summary>A message claimed for one attempt.</summary>
/// <param name="Message">As it is in the database since the claim. Its content is as stored: whether it can be read shows when it is sent.</param>
/// <param name="To">Null: the person's address is to be found first.</param>
/// <param name="LookUpFirst">An earlier attempt's fate is unknown.</param>
public sealed record OutboxClaim(OutgoingMessage Message, Address? To, bool LookUpFirst, DateTimeOffset TakenAt)
{
    public Delivery Delivery { get; } = new(Message.Id.ToString("N"), Message.Lane == Lane.Answer, Message.Place);

    /// <summary>The platform's reference when this is an edit.</summary>
    public string? Reference => Message.Reference;

    public DateTimeOffset FirstTriedAt => Message.TriedAt ?? TakenAt;
}

/// <summary>What became of an attempt. <paramref name="SentBlind"/>: an earlier attempt may have arrived and we could not look.</summary>
public sealed record Outcome(SendResult Result, bool WasFound = false, bool SentBlind = false);

/// <summary>An attempt that is over, and when it was.</summary>
public sealed record Attempt(OutboxClaim Claim, Outcome Outcome, DateTimeOffset OverAt);

/// <summary>Nothing was sent yet: where the person was found, or null.</summary>
public sealed record Reached(Address? To, Caller? Who = null) : SendResult;

/// <summary>Nothing was sent yet: this team's platform does not say now whether the person is there.</summary>
public sealed record NotReachedYet(string Channel, string Team, ReachLater Later) : SendResult;

/// <summary>An earlier attempt's fate is unknown, and the platform lets us look only after this long; <paramref name="HoldsTeam"/>: for nothing of the team.</summary>
public sealed record StillUncertain(TimeSpan After, string Why, bool IsInstallations = false, bool HoldsTeam = false) : SendResult;
