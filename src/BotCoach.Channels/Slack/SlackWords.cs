using System.Globalization;

namespace BotCoach.Channels.Slack;

/// <summary>
/// What is said to whoever runs the app: why a request was not let in (read in Slack's or curl's answer), and what a code of Slack's means (read beside
/// the message or the person it stopped). Slack's own code stays in it.
/// </summary>
internal static class SlackWords
{
    internal const string Forged = "This is not signed with the secret in Slack:SigningSecret, or was changed on its way here.";
    internal const string NoJson = "This is signed by Slack, but is not whole JSON: it broke off, or is something else.";
    internal const string NoForm = "This is signed by Slack, but is not a form that can be read.";

    internal const string SwitchedOff = "Socket Mode is switched off for this app: switch it on at https://api.slack.com/apps, under Socket Mode";

    private const string Token = "Slack does not take the app's token any more: set its new one, or install the app again.";
    private const string Unknown = "Slack does not know this person (any more).";
    private const string Archived = "The chat is archived, so nothing can be written there.";
    private const string Allowed = "An admin of the workspace has to allow the app there.";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["is_archived"] = Archived, ["is_inactive"] = Archived,
        ["channel_not_found"] = "Slack finds no such chat, or BotCoach may not write there.",
        ["not_in_channel"] = "BotCoach is not in that channel: invite it there.",
        ["user_disabled"] = "This person's account in Slack is closed.",
        ["user_not_found"] = Unknown, ["users_not_found"] = Unknown,
        ["user_not_visible"] = "BotCoach may not see this person in Slack.",
        ["invalid_auth"] = Token, ["not_authed"] = Token, ["token_revoked"] = Token, ["token_expired"] = Token, ["invalid_refresh_token"] = Token,
        ["account_inactive"] = "The app was removed from this workspace: install it again.",
        ["team_access_not_granted"] = Allowed, ["app_access_restricted"] = Allowed, ["access_denied"] = Allowed,
        ["messages_tab_disabled"] = "The app's Messages tab is off: switch it on under App Home.",
        ["not_enabled"] = "The app's Home tab is off: switch it on under App Home.",
    };

    internal static string TooMuch(int most) =>
        string.Create(CultureInfo.InvariantCulture, $"This is larger than {most / 1024.0 / 1024:0.#} MB, which is more than Slack ever sends.");

    /// <param name="age">How long ago it was signed, by the clock here: negative when that is yet to come.</param>
    internal static string Stale(long age) => age > 0
        ? $"This was signed {Long(age)} ago, and five minutes are the most. If Slack sent it just now, the clock here is fast."
        : $"This was signed {Long(-age)} from now, and five minutes are the most. If Slack sent it just now, the clock here is slow.";

    internal static string OtherKind(string wanted, string? came) =>
        $"Slack sends {wanted} here, and this came {(string.IsNullOrEmpty(came) ? "without a content type" : $"as {PlainWords.Beginning(came, 100)}")}.";

    internal static string Lacks(string field) => $"This is signed by Slack, but its form lacks '{field}': it broke off, or is something else.";

    /// <summary>Why Slack opens no connection until somebody does something about it.</summary>
    internal static string Unconnected(string code) => code switch
    {
        "team_disabled" => $"Slack opens no connection, because the workspace is closed ({code}): open it again, or install the app in another",
        "account_inactive" or "user_removed_from_team" => $"Slack opens no connection, because the app or who made Slack:AppToken was removed from the workspace ({code}): install the app again and make a new token",
        _ => $"Slack takes no Slack:AppToken like this one ({code}): make one at https://api.slack.com/apps, under Basic Information, App-Level Tokens, with connections:write",
    };

    /// <summary>What a code means, where an admin can do something about it, and the code.</summary>
    /// <param name="code">Slack's own.</param>
    /// <param name="more">What Slack says with it: the scope that is needed, the block it does not like.</param>
    internal static string Of(string code, string? more) =>
        code == "missing_scope" && more is not null ? $"The app lacks the permission {more}: add it under OAuth & Permissions and install the app again. ({code})"
        : code.StartsWith("restricted_action", StringComparison.Ordinal) ? $"A rule of this workspace keeps BotCoach from writing there. ({code})"
        : Codes.TryGetValue(code, out var sentence) ? $"{sentence} ({code})"
        : more is null ? code : $"{code}: {more}";

    private static string Long(long seconds) => seconds < 7200 ? $"{seconds} seconds" : $"{seconds / 3600} hours";
}
