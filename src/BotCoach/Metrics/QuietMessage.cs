using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime;

namespace BotCoach.Metrics;

/// <summary>What admins are told of a team that has stopped logging: what is seen, and no guess at whose doing it is.</summary>
public static class QuietMessage
{
    /// <param name="days">Working days.</param>
    public static Message Of(string team, int deals, LocalDate last, int days, LocalDate today)
    {
        var title = $"{team} has logged nothing for {days} working days";
        return new Message(title,
        [
            new Heading(title),
            new Paragraph($"{Wording.Count(deals, "deal")} of the team {(deals == 1 ? "is" : "are")} open. The last thing that somebody wrote down by hand was {Wording.On(last, today)}."),
            new Paragraph("There may be a good reason: the team works in another tool, is away together, or is asked for too much here. Its manager will know. You hear of this once, and again only if it starts and stops anew.", Quiet: true),
        ]);
    }
}
