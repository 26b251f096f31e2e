using System.Text.RegularExpressions;

namespace BotCoach.Channels.Web;

/// <summary>Whose chat it is: in the playground one sits down on a person's chair. Ids are plain, so that they can stand in a key.</summary>
public sealed partial record Chair
{
    private Chair(string team, string user) => (Team, User) = (team, user);

    /// <summary>The team's id.</summary>
    public string Team { get; }

    /// <summary>The person's id in the team.</summary>
    public string User { get; }

    /// <summary>The one chat that this person has with the bot.</summary>
    public string Conversation => $"{Team}/{User}";

    /// <summary>The chair of this person, or null when an id is none.</summary>
    public static Chair? Of(string? team, string? user) =>
        team is not null && user is not null && PlainId().IsMatch(team) && PlainId().IsMatch(user) ? new Chair(team, user) : null;

    /// <summary>Who acts from this chair.</summary>
    public Caller Caller => new(WebChannel.Web, Team, User);

    [GeneratedRegex(@"^[A-Za-z0-9._:@-]{1,100}\z")]
    private static partial Regex PlainId();
}
