using System.Globalization;
using BotCoach.Channels;
using BotCoach.Tests.Harness;

namespace BotCoach.Tests.Simulation;

/// <summary>
/// Looks at each message that nobody asked for as the platform takes it: it comes inside the person's window, a local day has one brief, and of what
/// cannot wait there are at most four an hour and twelve a day. A second copy of one is looked at for its hour alone.
/// </summary>
internal sealed class Watcher(FakeClock clock)
{
    public const int MostAnHour = 4;
    public const int MostADay = 12;
    private const int MostTold = 20;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public List<string> Wrong { get; } = [];

    public int Briefs { get; private set; }

    public int Immediates { get; private set; }

    public int Reminders { get; private set; }

    public void See(Somebody person, Message message, bool isCopy)
    {
        var (now, window) = (clock.Now, person.Own.WindowAt(clock.Now));
        if (window is null) Say(person, $"is told outside of their window: {message.Fallback}");
        if (isCopy) return;
        if (message.Blocks[0] is not Heading { Title: var title }) See(person, now);
        else if (title.StartsWith("Your brief", StringComparison.Ordinal)) SeeBrief(person, window);
        else if (title.Contains("eminder", StringComparison.Ordinal)) Reminders++;
        else See(person, now);
    }

    public void Say(Somebody person, string what)
    {
        if (Wrong.Count >= MostTold) return;
        var local = NodaTime.Instant.FromDateTimeOffset(clock.Now).InZone(person.Own.Zone).LocalDateTime;
        Wrong.Add(string.Create(CultureInfo.InvariantCulture,
            $"{clock.Now:yyyy-MM-dd HH:mm:ss}Z, {local:ddd yyyy-MM-dd HH:mm} there: {person.Caller.User} ({person.Own.ZoneId}, {person.Own.Start:HH:mm}-{person.Own.End:HH:mm}, days {person.Own.Days:b}, {person.Own.Place ?? "no country"}, quiet until {person.Own.QuietUntil:MM-dd HH:mm}) {what}"));
    }

    private void SeeBrief(Somebody person, NodaTime.LocalDate? window)
    {
        Briefs++;
        if (window is not null && person.LastBriefOn == window) Say(person, $"gets a second brief of {window}");
        person.LastBriefOn = window;
    }

    private void See(Somebody person, DateTimeOffset now)
    {
        Immediates++;
        person.Immediate.RemoveAll(at => at < now.AddHours(-50));
        person.Immediate.Add(now);
        if (person.Immediate.Count(at => at > now - Hour) is > MostAnHour and var ofHour) Say(person, $"is told {ofHour} things in an hour");
        var today = person.Own.Today(now);
        if (person.Immediate.Count(at => person.Own.Today(at) == today) is > MostADay and var ofDay) Say(person, $"is told {ofDay} things in a day");
    }
}
