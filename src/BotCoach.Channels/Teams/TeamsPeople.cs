using System.Text.Json;

namespace BotCoach.Channels.Teams;

/// <summary>What the Connector knows of a member (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/get-teams-context).</summary>
internal static class TeamsPeople
{
    /// <summary>The caller behind a member; null where it has no id in the directory, as a bot has none. Guests, and people of other tenants, are marked as such.</summary>
    internal static Caller? Read(JsonElement member, string tenant)
    {
        if ((member.Words("aadObjectId") ?? member.Words("objectId")) is not { } user) return null;
        return new Caller(TeamsChannel.Teams, tenant, user)
        {
            Name = member.Words("name"),
            Email = member.Words("email"),
            Guest = member.Words("userRole") is { } role && role != "user" || IsForeign(member, tenant),
        };
    }

    /// <summary>The name of a company, as far as somebody's sign-in name says it; null where it does not.</summary>
    internal static string? CompanyOf(JsonElement member) =>
        (member.Words("userPrincipalName") ?? member.Words("email"))?.Split('@') is [_, { Length: > 0 } domain] && !IsExternal(member) ? domain : null;

    private static bool IsForeign(JsonElement member, string tenant) => IsExternal(member) || (member.Words("tenantId") is { } home && !string.Equals(home, tenant, StringComparison.OrdinalIgnoreCase));

    // How the directory signs guests in: name_company.com#EXT#@tenant.onmicrosoft.com
    private static bool IsExternal(JsonElement member) => member.Words("userPrincipalName")?.Contains("#EXT#", StringComparison.OrdinalIgnoreCase) == true;
}
