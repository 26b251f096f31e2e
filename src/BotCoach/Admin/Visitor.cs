using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Admin;

/// <summary>Who is at the console in this request, as the database says now.</summary>
public sealed record Visitor(Person Person, Workspace Workspace, ConsoleVisit Visit, DateTimeOffset Now)
{
    public Actor Actor { get; } = new(Person.Id, Person.Role, ConsoleVisits.Channel, By.Click);

    public bool IsReader => Person.Role == Role.Reader;

    /// <summary>The figures of the whole company are for this visitor.</summary>
    public bool SeesCompany { get; init; }

    public bool IsAdmin => Person.Role == Role.Admin;

    public Reader Reader { get; } = new(Person.Locale, Person.Zone ?? Workspace.Zone);

    public DateTimeZone Zone => DateTimeZoneProviders.Tzdb.GetZoneOrNull(Reader.Zone) ?? DateTimeZone.Utc;

    public LocalDate Today => Instant.FromDateTimeOffset(Now).InZone(Zone).Date;

    /// <summary>The company's day, by which figures are told.</summary>
    public LocalDate CompanyToday => Instant.FromDateTimeOffset(Now).InZone(Workspace.DateZone).Date;

    /// <summary>"Thu 27 Nov, 09:30", in the visitor's zone.</summary>
    public string When(DateTimeOffset at) => $"{Wording.Day(at.DayIn(Zone), Today)}, {Wording.Time(at, Zone)}";

    /// <summary>A turn by which the console asks of a feature what a chat asks: the same verb answers both.</summary>
    public Turn Submits(string action, string state, IReadOnlyDictionary<string, string> values) =>
        new(Person, Actor, Reader, Now, new FormSubmitted(NewId(), Caller, action, state, 0, values)) { Value = state };

    /// <summary>The same, of a button.</summary>
    public Turn Presses(string action, string value) => new(Person, Actor, Reader, Now, new ButtonPressed(NewId(), Caller, action, value)) { Value = value };

    /// <summary>The same, of files.</summary>
    public Turn Shares(IReadOnlyList<SharedFile> files) => new(Person, Actor, Reader, Now, new FileShared(NewId(), Caller, files));

    private Caller Caller => new(ConsoleVisits.Channel, $"{Workspace.Id}", $"{Person.Id}") { Name = Person.Name };

    private static string NewId() => $"{Guid.NewGuid():n}";
}
