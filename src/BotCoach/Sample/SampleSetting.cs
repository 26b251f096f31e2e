using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Sample;

/// <summary>Whose sample deal it is, by which process, and seen from when.</summary>
internal sealed record SampleSetting(Person Owner, WorkCalendar Calendar, ProcessVersion Version, StageBook Book, DateTimeOffset Now)
{
    public LocalDate Today => Calendar.Today(Now);

    /// <summary>So many days ago, in the working day; a day off becomes the working day before.</summary>
    public DateTimeOffset Ago(int days, int hour = 10)
    {
        var day = Today.PlusDays(-days);
        while (!Calendar.IsWorkingDay(day)) day = day.PlusDays(-1);
        return Calendar.At(day, new LocalTime(hour, 0));
    }

    /// <summary>So many working days from today.</summary>
    public LocalDate In(int workingDays)
    {
        if (workingDays >= 0) return Calendar.AddWorkingDays(Today, workingDays);
        var day = Today;
        for (var left = -workingDays; left > 0;) if (Calendar.IsWorkingDay(day = day.PlusDays(-1))) left--;
        return day;
    }
}
