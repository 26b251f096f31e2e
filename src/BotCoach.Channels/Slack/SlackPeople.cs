using System.Text.Json;

namespace BotCoach.Channels.Slack;

/// <summary>What Slack knows of a person: <c>users.info</c> and <c>user_change</c> say it alike.</summary>
internal static class SlackPeople
{
    /// <summary>
    /// The caller behind a user object, seen from the workspace or organisation where the app is installed; null for a bot. Guests, and people of
    /// other companies who are met in shared channels, are marked as such.
    /// </summary>
    internal static Caller? Read(JsonElement user, string installed)
    {
        if (user.Words("id") is not { } id || user.Flag("is_bot") || id == "USLACKBOT") return null;
        return new Caller(SlackChannel.Slack, installed, id)
        {
            Name = user.Words("profile", "real_name") ?? user.Words("real_name") ?? user.Words("name"),
            Zone = user.Words("tz"),
            Locale = user.Words("locale"),
            Email = user.Words("profile", "email"),
            Guest = user.Flag("is_restricted") || user.Flag("is_ultra_restricted") || user.Flag("is_stranger") || IsForeign(user, installed),
            IsGone = user.Flag("deleted"),
        };
    }

    private static bool IsForeign(JsonElement user, string installed)
    {
        var organisation = user.Words("enterprise_user", "enterprise_id");
        return user.Words("team_id") is { } team && team != installed && organisation != installed;
    }
}
