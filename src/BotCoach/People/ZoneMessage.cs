using BotCoach.Channels;

namespace BotCoach.People;

/// <summary>The question where somebody is, in words.</summary>
public static class ZoneMessage
{
    public static Message Question(string zone) => Message.Of(
        "Which time zone are you in?",
        new Paragraph($"Which time zone are you in? Until I know, I take {zone}, your company's, for when your brief comes."),
        Buttons.Of(new Button(zone, "zone.use", zone, Look.Main), new Button("Another zone…", "home.settings")));

    public static Message Kept(string zone) => Message.Say($"Good: your times are those of {zone}. Type {Text.Type("settings")} to change it.");
}
