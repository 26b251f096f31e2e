using BotCoach.People;
using BotCoach.Reminders;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>An exit criterion of the deal's stage, for which a call may give evidence.</summary>
public sealed record AskedCriterion(string Id, string Sentence);

/// <summary>What is known of a call beside its words: whose days are meant, who is on our side, what the deal's stage asks.</summary>
public sealed record RecapCall(WhenReader Reader)
{
    /// <summary>Names of our own people, as far as they are known.</summary>
    public IReadOnlyList<string> Ours { get; init; } = [];

    /// <summary>Names of those who speak for the other side, as far as they are known.</summary>
    public IReadOnlyList<string> Theirs { get; init; } = [];

    /// <summary>Who of those who speak is whom of the company, by name.</summary>
    public IReadOnlyDictionary<string, Guid> People { get; init; } = new Dictionary<string, Guid>();

    /// <summary>By whose calendar they mean a day; of everybody else see <see cref="Reader"/>.</summary>
    public IReadOnlyDictionary<string, WhenReader> Readers { get; init; } = new Dictionary<string, WhenReader>();

    /// <summary>The names that the transcript has for those who speak, where they are called otherwise here: they too fall in what is said.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>Names of others who were there, or have a part in the deal.</summary>
    public IReadOnlyList<string> There { get; init; } = [];
    public IReadOnlyList<AskedCriterion> Criteria { get; init; } = [];

    /// <summary>Of companies and things: no people, however they stand in a sentence.</summary>
    public IReadOnlyList<string> Companies { get; init; } = [];

    /// <summary>In which the deal is counted, where there is one.</summary>
    public string? Currency { get; init; }

    public LocalDate HeldOn => Reader.Today;

    /// <summary>By which a day is read that somebody names.</summary>
    public WhenReader ReaderOf(string? speaker) => speaker is not null && Readers.TryGetValue(speaker, out var own) ? own : Reader;

    /// <summary>A call on that day in that calendar. Words like "today" are read as at the day's first minute: the call was before all that was promised in it.</summary>
    public static RecapCall On(LocalDate day, WorkCalendar calendar, string locale = "") => new(WhenReader.Of(calendar, locale, calendar.Midnight(day)));

    /// <summary>A call of which only the day is known.</summary>
    public static RecapCall On(LocalDate day) => On(day, new WorkCalendar(DateTimeZone.Utc, new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 0), 0b11111)));
}
