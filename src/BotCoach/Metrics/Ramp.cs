using NodaTime;

namespace BotCoach.Metrics;

/// <summary>
/// How long people take who are new: days from somebody's first day with us to their first win, and to their third, in the company's calendar. The first day is the earliest
/// of the day that they are said to have begun, the day on which BotCoach came to know them, and the day on which the first deal became theirs; who is older than all
/// that begins with it. A win is theirs where they owned the deal when it was won.
/// </summary>
/// <param name="People">Whose first day lies in the period, and who have or had a deal. The denominator of both.</param>
/// <param name="FirstWin">Days, of those who have won. The others are <see cref="NotYet"/>, and no part of the median.</param>
/// <param name="ThirdWin">The same to the third win.</param>
public sealed record Ramp(int People, Tally FirstWin, Tally ThirdWin)
{
    /// <summary>Of fewer no median is told: it would be somebody's own figure.</summary>
    public const int Fewest = 3;

    /// <summary>No more wins of somebody's are asked for.</summary>
    public const int Wins = 3;

    public static readonly Ramp None = new(0, new Tally(), new Tally());

    /// <summary>Those who have not won yet.</summary>
    public int NotYet => People - FirstWin.Count;

    /// <summary>Those who have not won three times yet.</summary>
    public int NotYetThird => People - ThirdWin.Count;

    public static double? Median(Tally days) => days.Count < Fewest ? null : days.Median();

    public static Ramp Of(IEnumerable<RampPerson> people)
    {
        var (all, first, third) = (0, new Tally(), new Tally());
        foreach (var person in people)
        {
            all++;
            List<LocalDate> wins = [.. person.Wins.Order()];
            if (wins.Count > 0) first.Add(DaysTo(wins[0]));
            if (wins.Count > 2) third.Add(DaysTo(wins[2]));

            int DaysTo(LocalDate day) => Math.Max(0, Period.DaysBetween(person.Began, day));
        }
        return new Ramp(all, first, third);
    }
}

/// <summary>Somebody's first day with us, and the days of their wins.</summary>
public sealed record RampPerson(Guid Id, LocalDate Began, IReadOnlyList<LocalDate> Wins);
