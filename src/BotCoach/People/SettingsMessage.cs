using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.People;

/// <summary>The words of a person's own settings, as a card and on the home, and the form that changes them.</summary>
public static class SettingsMessage
{
    private static readonly string[] ShortNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static Message Of(Person person, Workspace workspace) => new(
        "Your settings", [new Heading("Your settings"), .. BlocksOf(person, workspace)]);

    /// <summary>Zone, hours and when the brief comes, with the way to change them.</summary>
    public static IReadOnlyList<Block> BlocksOf(Person person, Workspace workspace) =>
    [
        new Facts(
        [
            new Fact("Time zone", person.Zone ?? $"{workspace.Zone}, your company's"),
            new Fact("Working hours", $"{Time(person.WorkStart)} to {Time(person.WorkEnd)}{(person.WorkEnd <= person.WorkStart ? " on the next day" : "")}"),
            new Fact("Working days", Days(person.WorkDays)),
            new Fact("Morning brief", $"{Time(person.WorkStart)} on your working days, when something needs you"),
        ]),
        Buttons.Of(new Button("Change", "home.settings")),
    ];

    public static Form Form(Person person, string state) => new(
        "home.settings", "Your settings",
        [
            new TextField(SettingsRules.Zone, "Time zone")
            {
                Value = person.Zone, Optional = true, Hint = "For example Europe/Berlin. Empty: your company's.",
            },
            new TextField(SettingsRules.Start, "Your day starts at") { Value = Time(person.WorkStart), Hint = "Your brief comes then." },
            new TextField(SettingsRules.End, "Your day ends at") { Value = Time(person.WorkEnd) },
            new ChoiceField(SettingsRules.Days, "Your working days", SettingsRules.DayOptions, Several: true) { Value = SettingsRules.DaysIn(person.WorkDays) },
        ], state);

    /// <summary>"Mon to Fri", "Mon, Wed and Fri".</summary>
    internal static string Days(int bits)
    {
        var days = Enumerable.Range(0, 7).Where(i => (bits & (1 << i)) != 0).ToList();
        var isARun = days.Count > 2 && days[^1] - days[0] == days.Count - 1;
        return isARun ? $"{ShortNames[days[0]]} to {ShortNames[days[^1]]}" : Wording.List([.. days.Select(d => ShortNames[d])]);
    }

    private static string Time(LocalTime time) => time.ToString("H:mm", CultureInfo.InvariantCulture);
}
