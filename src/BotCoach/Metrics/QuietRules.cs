using BotCoach.People;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>When a team counts as having stopped: it has deals to log something on, it did so before, and nobody has for ten working days of the company's. Pure.</summary>
public static class QuietRules
{
    /// <summary>Of a team with fewer open deals it says nothing that nobody logs.</summary>
    public const int FewestDeals = 5;

    public const int WorkingDays = 10;

    /// <summary>However the company works, what was logged after this is not ten working days ago.</summary>
    public static readonly TimeSpan Lately = TimeSpan.FromDays(WorkingDays - 1);

    /// <param name="company">The company's own calendar.</param>
    public static bool HasStopped(DateTimeOffset lastLogged, WorkCalendar company, DateTimeOffset now) => QuietDays(lastLogged, company, now) >= WorkingDays;

    /// <summary>The working days that have passed whole since.</summary>
    public static int QuietDays(DateTimeOffset lastLogged, WorkCalendar company, DateTimeOffset now) => company.WorkingDaysBetween(company.Today(lastLogged), company.Today(now).PlusDays(-1));

    /// <summary>Nine to half past five, on the days that are usual where it is.</summary>
    public static WorkCalendar CalendarOf(Workspace workspace, CompanyDays days) =>
        new(workspace.DateZone, new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), People.Holidays.HolidayBook.UsualDays(workspace.Country)))
        {
            Holidays = People.Holidays.HolidayBook.Find(workspace.Country), Company = days,
        };
}
