using BotCoach.People;
using NodaTime;

namespace BotCoach.Reviews;

/// <summary>Who sees a coaching focus, and how far a look back goes.</summary>
public static class FocusRules
{
    private const int QuarterDays = 92;

    /// <summary>The rep, and the manager who agreed on it, for as long as that is the rep's manager. Nobody else, whatever their role.</summary>
    public static bool MaySee(CoachingFocus focus, Person rep, Guid viewer) => viewer == rep.Id || Leads(focus, rep, viewer);

    /// <summary>The manager of the two changes it.</summary>
    public static bool Leads(CoachingFocus focus, Person rep, Guid viewer) => viewer == focus.ManagerId && rep.ManagerId == viewer;

    /// <summary>From which day a look back goes: a quarter before today.</summary>
    public static LocalDate Since(LocalDate today) => today.PlusDays(-QuarterDays);

    /// <summary>It was worked on at some time since.</summary>
    public static bool IsOf(CoachingFocus focus, DateTimeOffset since) => focus.EndedAt is not { } ended || ended >= since;
}
