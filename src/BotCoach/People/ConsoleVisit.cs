using BotCoach.Storage;

namespace BotCoach.People;

/// <summary>Where a visit stands: its link was given, the browser that opened it waits for a yes in chat, it is in, it is over.</summary>
public enum ConsoleVisitState { Offered, Asked, Open, Ended }

/// <summary>
/// One visit to the web console, from the link that the bot gave, or the company's sign-in, to signing out. The link is kept nowhere, only its hash; the
/// browser's cookie names the visit, and what the visit may do is asked of its person at every request.
/// </summary>
public sealed class ConsoleVisit : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid Id { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>SHA-256 of the link's secret, hex; null for one that came by the company's sign-in.</summary>
    public string? LinkHash { get; init; }

    public required ConsoleVisitState State { get; set; }

    /// <summary>The person said yes in chat, or signed in at the company: without it nobody is in as an admin.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>The browser in a few words, as it calls itself: "Firefox on Windows".</summary>
    public string? Browser { get; set; }

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>How long the link, the question or the visit is good for.</summary>
    public required DateTimeOffset Until { get; set; }

    /// <summary>Two digits that the page and the question in chat show alike, so that nobody says yes to another's browser.</summary>
    public int Number => 10 + Id.ToByteArray()[15] % 90;
}
