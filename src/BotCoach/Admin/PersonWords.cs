using System.Globalization;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Admin;

/// <summary>The short words of a person's line.</summary>
public static class PersonWords
{
    /// <summary>"Slack and Teams", "not yet met", "account closed".</summary>
    public static string Channels(IReadOnlyList<Identity> accounts)
    {
        if (accounts.Count == 0) return "not yet met";
        var open = accounts.Where(a => a.Standing == Standing.Member).Select(a => Name(a.Channel)).Distinct().Order(StringComparer.Ordinal).ToList();
        return open.Count > 0 ? Wording.List(open) : accounts.Any(a => a.Standing == Standing.Guest) ? "a guest" : "account closed";
    }

    /// <summary>"9:00 to 17:30, Mon to Fri, Europe/Berlin".</summary>
    public static string Hours(Person person, Workspace workspace) =>
        $"{Time(person.WorkStart)} to {Time(person.WorkEnd)}, {SettingsMessage.Days(person.WorkDays)}, {person.Zone ?? workspace.Zone}";

    /// <summary>"Slack: Northwind", "Teams: Northwind, removed".</summary>
    public static string Place(Installation place) => $"{Name(place.Channel)}: {place.Name}{(place.RemovedAt is null ? "" : ", removed")}";

    private static string Time(NodaTime.LocalTime time) => time.ToString("H:mm", CultureInfo.InvariantCulture);

    private static string Name(string channel) => channel switch { "slack" => "Slack", "teams" => "Teams", "web" => "the playground", _ => channel };
}
