using BotCoach.People;
using BotCoach.Recaps;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Recaps;

/// <summary>By when something is promised, in a call on Wednesday 2 December 2026.</summary>
public sealed class DueWordsTests
{
    private static readonly RecapCall Call = RecapCall.On(new LocalDate(2026, 12, 2));

    [Theory]
    [InlineData("I'll send it by Friday.", "2026-12-04", "by Friday|Friday")]
    [InlineData("I'll send it by the end of next week, promise.", "2026-12-11", "by the end of next week")]
    [InlineData("You have it by end of week", "2026-12-04", "by end of week")]
    [InlineData("Tuesday at 3 works for both of us.", "2026-12-08", "Tuesday at 3")]
    [InlineData("I've got Tuesday at 3pm or Wednesday at 11am next week.", "2026-12-08", "Tuesday at 3pm")]
    [InlineData("Let's talk next Wednesday.", "2026-12-09", "next Wednesday")]
    [InlineData("See you on Wednesday.", "2026-12-09", "on Wednesday")] // nobody calls today by its weekday
    [InlineData("I'll do that tomorrow morning.", "2026-12-03", "tomorrow morning")]
    [InlineData("I'll send that right now.", "2026-12-02", "right now")]
    [InlineData("I'll send you a couple of opportunities after this call.", "2026-12-02", "after this call")]
    [InlineData("We decide next week.", "2026-12-11", "next week")] // a time until which: its last working day
    [InlineData("We decide this month", "2026-12-31", "this month")]
    [InlineData("I'll get back to you in two weeks.", "2026-12-16", "in two weeks")]
    [InlineData("I'll have it back within three days.", "2026-12-05", "within three days")]
    [InlineData("The board meets on December 15th.", "2026-12-15", "on December 15th")]
    [InlineData("The contract ends on 2027-03-31.", "2027-03-31", "on 2027-03-31")]
    public void A_time_is_found_in_a_sentence_and_read_by_the_day_of_the_call(string sentence, string day, string words)
    {
        var due = DueWords.Find(sentence, Call.Reader)!;
        Assert.Equal(day, LocalDatePattern.Iso.Format(due.Day));
        Assert.Contains(due.Words, words.Split('|'));
    }

    [Theory]
    [InlineData("We may march on, and the sun was out.")]
    [InlineData("They sat down last week and decided.")]
    [InlineData("It takes 2 weeks from kickoff to live.")]
    [InlineData("I called you yesterday.")]
    [InlineData("At three we have another one.")]
    public void What_is_no_coming_day_is_none(string sentence) => Assert.Null(DueWords.Find(sentence, Call.Reader));

    [Fact]
    public void The_speakers_own_calendar_says_which_day_a_week_ends_on_and_which_day_it_is()
    {
        var sunday = new WorkCalendar(DateTimeZoneProviders.Tzdb["Asia/Jerusalem"], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 0), 0b1001111));
        Assert.Equal(new LocalDate(2026, 12, 6), DueWords.Find("by the end of the week", RecapCall.On(new LocalDate(2026, 12, 2), sunday).Reader)!.Day);
        var auckland = sunday with { Zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"] };
        Assert.Equal(new LocalDate(2026, 12, 3), DueWords.Find("tomorrow", RecapCall.On(new LocalDate(2026, 12, 2), auckland).Reader)!.Day);
    }

    [Fact]
    public void Figures_are_read_in_the_order_of_the_region() =>
        Assert.Equal(
            [new LocalDate(2027, 4, 3), new LocalDate(2027, 3, 4)],
            new[] { false, true }.Select(monthFirst => DueWords.Find("due on 3/4", RecapCall.On(new LocalDate(2026, 12, 2), Call.Reader.Calendar, monthFirst ? "en-US" : "en-GB").Reader)!.Day));
}
