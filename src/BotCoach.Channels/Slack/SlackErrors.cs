namespace BotCoach.Channels.Slack;

/// <summary>
/// Slack's error codes, and what becomes of a message that got one: sent, tried again after, or given up and whose matter that is
/// (https://docs.slack.dev/reference/methods/chat.postMessage). A code we do not know ends the message, not the installation.
/// </summary>
internal static class SlackErrors
{
    private static readonly TimeSpan Unreached = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    private static readonly HashSet<string> Token =
        ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "invalid_refresh_token", "app_access_restricted"];

    private static readonly HashSet<string> Scope =
    [
        "missing_scope", "not_allowed_token_type", "no_permission", "access_denied", "accesslimited", "ekm_access_denied", "enterprise_is_restricted",
        "two_factor_setup_required", "method_deprecated", "deprecated_endpoint", "metadata_must_be_sent_from_app", "not_enabled", "messages_tab_disabled",
    ];

    private static readonly HashSet<string> Destination =
    [
        "channel_not_found", "is_archived", "is_inactive", "not_in_channel", "user_not_found", "users_not_found", "user_disabled", "user_not_visible",
        "user_not_in_channel", "cannot_reply_to_message", "cannot_dm_bot",
        // An organisation has the app, and this person's workspace in it does not: the others go on.
        "team_access_not_granted",
    ];

    private static readonly HashSet<string> Gone = ["message_not_found", "cant_update_message", "edit_window_closed"];

    /// <summary>It may have been done in part.</summary>
    private static readonly HashSet<string> Unsure = ["internal_error", "fatal_error", "request_timeout", "service_unavailable"];

    private static readonly HashSet<string> Passing =
        ["update_failed", "team_added_to_org", "org_login_required", "external_channel_migrating", "streaming_state_conflict", "hash_conflict"];

    /// <summary>What became of a new message.</summary>
    internal static SendResult OfNew(SlackReturn back) => back.Reached switch
    {
        SlackReach.NoAnswer => new Uncertain(back.Error),
        SlackReach.Answered when Unsure.Contains(back.Error) => new Uncertain(back.Error),
        _ => Of(back),
    };

    /// <summary>What became of an edit: doing it twice does no harm, so nothing of it is uncertain.</summary>
    internal static SendResult OfEdit(SlackReturn back) => back.Reached switch
    {
        SlackReach.NoAnswer => new TryAgain(Unreached, back.Error),
        SlackReach.Answered when Unsure.Contains(back.Error) => new TryAgain(Unreached, back.Error),
        _ => Of(back),
    };

    /// <summary>Whether Slack may answer the same question by and by: it says that something of its own failed, or is under way.</summary>
    internal static bool IsPassing(SlackReturn back) => back.Reached == SlackReach.Answered && (Unsure.Contains(back.Error) || Passing.Contains(back.Error));

    /// <summary>Whether the installation's token is what failed.</summary>
    internal static bool IsToken(SlackReturn back) => back.Reached == SlackReach.Answered && Token.Contains(back.Error);

    /// <summary>Whether it ran out, and is exchanged for another.</summary>
    internal static bool IsExpired(SlackReturn back) => back.Error == "token_expired";

    /// <summary>Whether it is the installation's matter, and no person's: its token, or a permission.</summary>
    internal static bool IsInstallations(SlackReturn back) => IsToken(back) || IsExpired(back) || (back.Reached == SlackReach.Answered && Scope.Contains(back.Error));

    private static SendResult Of(SlackReturn back) => back switch
    {
        { Reached: SlackReach.NeverLeft } => new TryAgain(Unreached, back.Error, HoldsTeam: back != SlackReturn.NoTime),
        { Reached: SlackReach.Throttled } => new TryAgain(back.RetryAfter ?? Unsaid, back.Error, HoldsTeam: true),
        { Error: "message_limit_exceeded" } => new TryAgain(Long, back.Error, HoldsTeam: true),
        _ when Passing.Contains(back.Error) => new TryAgain(Unsaid, back.Error),
        _ when IsExpired(back) => new TryAgain(Unreached, back.Error),
        _ when Token.Contains(back.Error) => new GaveUp(FaultKind.Token, back.InWords),
        _ when Scope.Contains(back.Error) => new GaveUp(FaultKind.Scope, back.InWords),
        _ when Destination.Contains(back.Error) || back.Error.StartsWith("restricted_action", StringComparison.Ordinal) => new GaveUp(FaultKind.Destination, back.InWords),
        _ when Gone.Contains(back.Error) => new GaveUp(FaultKind.MessageGone, back.InWords),
        _ => new GaveUp(FaultKind.OurBug, back.InWords),
    };
}
