namespace BotCoach.Channels.Teams;

/// <summary>
/// What is said to whoever runs the bot: why a request was not let in (read in the answer), and what a code of Microsoft's means (read beside the message or
/// the person it stopped). Microsoft's own code stays in it.
/// </summary>
internal static class TeamsWords
{
    internal const string NoToken = "This came without a token: only what Microsoft's Bot Framework signs is let in.";
    internal const string NotAToken = "This came with a token that cannot be read.";
    internal const string OtherIssuer = "This token is signed by somebody else than the Bot Framework (Teams:Issuer).";
    internal const string OtherAudience = "This token is for another bot than Teams:AppId.";
    internal const string Stale = "This token is not valid at this time. If it was made just now, the clock here is wrong.";
    internal const string Forged = "This token is not signed by a key of the Bot Framework's, or was changed on its way here.";
    internal const string OtherService = "This token is for another service address than the one in the activity.";
    internal const string NoActivity = "This is no activity: JSON with a type was expected.";
    internal const string ForeignService = "The service address of this activity is none of Teams:AllowedServiceHosts.";
    internal const string OtherTenant = "The tenant of this activity is none of Teams:AllowedTenants.";
    internal const string NoChat = "This person has no chat with BotCoach.";
    internal const string NotEndorsed = "The key of this token does not speak for this channel.";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["BotDisabledByAdmin"] = "An admin of the tenant has switched BotCoach off.",
        ["BotNotInConversationRoster"] = "BotCoach is not installed for this person or in this chat (any more).",
        ["ConversationBlockedByUser"] = "This person has blocked BotCoach.",
        ["MessageWritesBlocked"] = "This person has blocked or removed BotCoach.",
        ["209"] = "This person has blocked or removed BotCoach.",
        ["NotEnoughPermissions"] = "BotCoach may not write there.",
        ["ConversationNotFound"] = "Teams finds no such chat.",
        ["BotNotRegistered"] = "Microsoft does not know this bot: Teams:AppId, its secret and Teams:TenantId have to be those of its registration.",
        ["not_an_allowed_service"] = "Its service address is none of Teams:AllowedServiceHosts.",
        ["InvalidBotApiHost"] = "This tenant is in another of Microsoft's clouds than the address that was written to.",
    };

    internal static string TooMuch(int most) => $"This is more than {most / 1024} KB: no activity is as large.";

    internal static string Malformed(string name) => $"This invoke ({name}) lacks what belongs into it.";

    internal static string Of(string code) => Codes.TryGetValue(code, out var sentence) ? $"{sentence} ({code})" : code;
}
