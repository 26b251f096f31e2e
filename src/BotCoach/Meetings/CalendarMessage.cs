using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Meetings;

/// <summary>What is said of a person's calendar. Its address is never said again.</summary>
public static class CalendarMessage
{
    public const string NotSafe = "Paste the secret address of your calendar. It begins with https:// or webcal:// and ends in .ics.";

    private const string What = "A meeting with a deal's people becomes its next step, where you have not said another, and half an hour before it you get the card before the call.";

    public static Message Status(CalendarFeed? feed, WorkCalendar calendar, DateTimeOffset now)
    {
        if (feed is null) return new Message("Your calendar is not linked.",
            [new Paragraph($"Your calendar is not linked. {What}"), Buttons.Of(new Button("Link it", "calendar.link", "", Look.Main))]);
        var line = feed.Why is { } why ? $"Your calendar cannot be read: {why}." : feed.ReadAt is null ? "Your calendar is linked, and read within the minute."
            : $"Your calendar is linked: {Wording.Count(feed.Found, "meeting")} in the next two weeks, {feed.Matched} of them with people of a deal of yours.";
        List<Block> blocks = [new Paragraph(line)];
        if (feed.ReadAt is { } at) blocks.Add(new Paragraph($"Read {Wording.On(at, calendar.Zone, now)}.{(feed.Unread == 0 ? "" : $" {Wording.Count(feed.Unread, "entry", "entries")} could not be understood.")}", Quiet: true));
        blocks.Add(Buttons.Of(new Button("Link another", "calendar.link", ""), new Button("Unlink it", "calendar.off", "", Look.Careful)));
        return new Message(line, blocks);
    }

    public static Form Link() => new("calendar.linked", "Link your calendar",
        [new TextField("address", "Its secret address") { Hint = "Google: Settings, your calendar, “Secret address in iCal format”. Outlook: Settings, Shared calendars, publish, ICS." }],
        Submit: "Link it", Intro: $"{What} It is kept encrypted, read only, and shown to nobody.");

    public static Message Linked() => Message.Say("Your calendar is linked, and read within the minute.");

    public static Message Off() => Message.Say("Your calendar is unlinked, and what was known of its meetings is gone. Next steps stay as they are.");

    public static Message Fails(CalendarFeed feed)
    {
        var line = $"Your calendar has not been readable for a day: {feed.Why}.";
        return new Message(line, [new Paragraph(line), Buttons.Of(new Button("Link another", "calendar.link", "", Look.Main), new Button("Unlink it", "calendar.off", "", Look.Careful))]);
    }

    /// <summary>The card before a call, under the meeting that it is for.</summary>
    public static Message Before(Meeting meeting, Message prep, WorkCalendar calendar)
    {
        var line = $"At {Wording.Time(meeting.StartsAt, calendar.Zone)}: {(meeting.Title.Length > 0 ? meeting.Title : "a meeting")}.";
        return new Message($"{line} {prep.Fallback}", [new Paragraph(line), .. prep.Blocks]);
    }
}
