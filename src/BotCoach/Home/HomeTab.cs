using BotCoach.Channels;
using BotCoach.Storage;

namespace BotCoach.Home;

/// <summary>
/// A person's home, where it was opened last: that is where it is shown, whatever the person is seen on since. It is kept true for a while after that.
/// </summary>
public sealed class HomeTab : IWorkspaceRow
{
    /// <summary>Longer than that nobody has looked: it rests until it is opened again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>It is not made anew more often than this, as no platform shows it more often: a company in which much happens costs no more.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(5);

    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public string Channel { get; set; } = "";
    public string Team { get; set; } = "";
    public string User { get; set; } = "";
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>When it was made last, whether or not that changed anything.</summary>
    public DateTimeOffset MadeAt { get; set; }

    public Address At => new(Channel, Team, User);

    public bool IsLookedAt(DateTimeOffset now) => now < OpenedAt + KeptFor;

    /// <summary>Not before this, although something changed: a while after the last time, or just before what waits for its turn goes out.</summary>
    public DateTimeOffset NextMaking(DateTimeOffset? goesOut) => goesOut - Ahead is { } before && before < MadeAt + Between ? before : MadeAt + Between;

    public void Open(Caller caller, DateTimeOffset now) => (Channel, Team, User, OpenedAt) = (caller.Channel, caller.Team, caller.User, now);
}
