using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People.Holidays;
using NodaTime;

namespace BotCoach.People;

/// <summary>The words of a person's own settings, as a card and on the home, and the form that changes them.</summary>
public static class SettingsMessage
{
    private static readonly string[] ShortNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static Message Of(Person person, Workspace workspace, WorkCalendar calendar, DateTimeOffset now) => new(
        "Your settings", [new Heading("Your settings"), .. BlocksOf(person, workspace, calendar, now)]);

    /// <summary>Zone, hours, holidays and when the brief comes, with the way to change them.</summary>
    public static IReadOnlyList<Block> BlocksOf(Person person, Workspace workspace, WorkCalendar calendar, DateTimeOffset now)
    {
        var today = calendar.Today(now);
        List<Fact> facts =
        [
            new("Time zone", person.Zone ?? $"{workspace.Zone}, your company's"),
            new("Working hours", $"{Time(person.WorkStart)} to {Time(person.WorkEnd)}{(person.WorkEnd <= person.WorkStart ? " on the next day" : "")}"),
            new("Working days", Days(person.WorkDays)),
            new("Public holidays", Country(person, workspace) + Next(calendar.Holidays?.Next(today), today)),
        ];
        if (calendar.Company.Count > 0) facts.Add(new("Company holidays", $"{Wording.Count(calendar.Company.Count, "entry", "entries")}{Next(calendar.Company.Next(today), today)}"));
        facts.Add(new("Days off", Off(calendar, today)));
        if (calendar.IsQuiet(now)) facts.Add(new("Quiet", $"until {AwayMessage.Moment(calendar, now)}"));
        facts.Add(new("Morning brief", $"{Time(person.WorkStart)} on your working days, when something needs you"));
        List<Block> blocks = [new Facts(facts)];
        // An admin is told of everybody's at once.
        if (person.Role != Role.Admin && calendar.Holidays is { } kept && HolidayMessage.Unannounced([kept.Place], today) is { } unknown)
            blocks.Add(new Paragraph($"{unknown} Note them as days off.", Quiet: true));
        return [.. blocks, Buttons.Of(new Button("Change", "home.settings"))];
    }

    public static Form Form(Person person, Workspace workspace, WorkCalendar calendar, DateTimeOffset now, string state)
    {
        var today = calendar.Today(now);
        List<Field> fields =
        [
            new TextField(SettingsRules.Zone, "Time zone")
            {
                Value = person.Zone, Optional = true, Hint = "For example Europe/Berlin. Empty: your company's.",
            },
            new TextField(SettingsRules.Start, "Your day starts at") { Value = Time(person.WorkStart), Hint = "Your brief comes then." },
            new TextField(SettingsRules.End, "Your day ends at") { Value = Time(person.WorkEnd) },
            new ChoiceField(SettingsRules.Days, "Your working days", SettingsRules.DayOptions, Several: true) { Value = SettingsRules.DaysIn(person.WorkDays) },
            new ChoiceField(SettingsRules.Country, "Public holidays", SettingsRules.CountryOptions(
                new(SettingsRules.Companys, $"Your company's ({HolidayBook.NameOf(workspace.Country) ?? "none"})"), new(Person.NoCountry, "None")))
            {
                Value = person.Country ?? SettingsRules.Companys,
            },
            new TextField(SettingsRules.Off, "Your days off", Lines: 3)
            {
                Value = AwayMessage.Written(calendar.Away.Where(s => s.Last >= today)) is { Length: > 0 } written ? written : null, Optional = true,
                Hint = "A line each, for example 24 Dec to 2 Jan.",
            },
        ];
        if (person.Role == Role.Admin) fields.Add(new ChoiceField(SettingsRules.CompanyCountry, "Your company's country", SettingsRules.CountryOptions(new Option(Person.NoCountry, "None")))
        {
            Value = workspace.Country ?? Person.NoCountry, Hint = "Its public holidays are everybody's who chose no others.",
        });
        return new Form("home.settings", "Your settings", fields, state);
    }

    /// <summary>"Mon to Fri", "Mon, Wed and Fri".</summary>
    internal static string Days(int bits)
    {
        var days = Enumerable.Range(0, 7).Where(i => (bits & (1 << i)) != 0).ToList();
        var isARun = days.Count > 2 && days[^1] - days[0] == days.Count - 1;
        return isARun ? $"{ShortNames[days[0]]} to {ShortNames[days[^1]]}" : Wording.List([.. days.Select(d => ShortNames[d])]);
    }

    private static string Country(Person person, Workspace workspace) => person.Country is null
        ? HolidayBook.NameOf(workspace.Country) is { } companys ? $"{companys}, your company's" : "no country is chosen"
        : HolidayBook.NameOf(person.Country) ?? "none";

    private static string Next((LocalDate Day, string Name)? next, LocalDate today) => next is var (day, name) ? $"; next {name}, {Wording.Day(day, today)}" : "";

    private static string Off(WorkCalendar calendar, LocalDate today)
    {
        var coming = calendar.Away.Where(s => s.Last >= today).Select(s => AwayMessage.Span(s, today)).ToList();
        return coming.Count == 0 ? "none noted" : string.Join("; ", coming);
    }

    private static string Time(LocalTime time) => time.ToString("H:mm", CultureInfo.InvariantCulture);
}
