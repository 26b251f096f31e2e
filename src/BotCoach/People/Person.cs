using BotCoach.Storage;
using NodaTime;

namespace BotCoach.People;

/// <summary>
/// What a person may see and do: a reader how we sell and the company's figures and no deal, a rep own deals, a manager the team's, an admin all. Each may what those before
/// may do with deals: a reader is before them all.
/// </summary>
public enum Role { Reader = -1, Rep, Manager, Admin }

/// <summary>What is asked of a role.</summary>
public static class Roles
{
    public static bool Leads(this Role role) => role is Role.Manager or Role.Admin;
}

/// <summary>
/// A person of the company, on however many platforms. A merge sets <see cref="MergedInto"/>, which can be undone; history is untouched.
/// </summary>
public sealed class Person : IWorkspaceRow
{
    public const string NoCountry = "none";

    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required string Name { get; set; }
    public string? Email { get; set; }
    public Role Role { get; set; }
    public string? SalesTeam { get; set; }
    public Guid? ManagerId { get; set; }
    public Guid? MergedInto { get; set; }

    /// <summary>The account by which the person was seen last: what is answered goes where the question came from.</summary>
    public string? SeenOn { get; set; }

    /// <summary>IANA zone, or null for the workspace's.</summary>
    public string? Zone { get; set; }

    /// <summary>The person chose the zone: what a platform says of it changes nothing.</summary>
    public bool ZoneIsChosen { get; set; }

    /// <summary>When the person was asked for the zone: once is enough.</summary>
    public DateTimeOffset? ZoneAskedAt { get; set; }

    /// <summary>Whose public holidays are kept ("DE", "DE-BY"); null: the workspace's, <see cref="NoCountry"/>: nobody's.</summary>
    public string? Country { get; set; }

    /// <summary>The person's own days off, as <see cref="DaySpan"/> writes them; null: none.</summary>
    public string? DaysOff { get; set; }

    /// <summary>Nothing but what was asked for is said before this instant.</summary>
    public DateTimeOffset? QuietUntil { get; set; }

    public string Locale { get; set; } = "en";

    /// <summary>Working hours in the person's zone; an end before the start runs over midnight.</summary>
    public LocalTime WorkStart { get; set; } = new(9, 0);

    public LocalTime WorkEnd { get; set; } = new(17, 30);

    /// <summary>Working days as bits, Monday = 1 … Sunday = 64.</summary>
    public int WorkDays { get; set; } = 0b0011111;

    /// <summary>The first day with us; new reps see why each criterion is asked.</summary>
    public LocalDate? StartedOn { get; set; }

    /// <summary>An admin has named the person for the monthly process review.</summary>
    public bool GetsProcessReview { get; set; }

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A person as one platform knows them.</summary>
public sealed class Identity : IWorkspaceRow
{
    /// <summary>Nothing is sent here, since the person wants nothing here.</summary>
    public const string Left = "This person removed BotCoach from their chat.";

    public required Guid WorkspaceId { get; set; }
    public required string Channel { get; init; }
    public required string Team { get; init; }
    public required string ExternalId { get; init; }
    public required Guid PersonId { get; set; }

    /// <summary>The person's own chat with the bot, in the platform's id; empty until it was opened.</summary>
    public string Conversation { get; set; } = "";

    /// <summary>Why nothing is sent here for now, or null. Switched on again when the person writes.</summary>
    public string? OffBecause { get; set; }

    /// <summary>What the platform says of the account: only members are people of the company.</summary>
    public Standing Standing { get; set; }

    public DateTimeOffset LastSeenAt { get; set; }
}

/// <summary>An account as its platform sees it; <see cref="Gone"/> is closed.</summary>
public enum Standing { Member, Guest, Gone }

/// <summary>When a person is next due for something of their own: the brief, the home where it was opened, reminders, the digest, the monthly process review.</summary>
public sealed class PersonDue : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required PersonDueKind Kind { get; init; }
    public required DateTimeOffset At { get; set; }
}

public enum PersonDueKind { Brief, Digest, Home, Reminder, ProcessReview }
